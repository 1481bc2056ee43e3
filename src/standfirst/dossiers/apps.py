from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "standfirst.dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which keys this room's records change, and offer the documents."""
        from standfirst.dossiers import boxes, changes, documents
        from standfirst.stories.boxes import offer

        changes.connect()
        documents.register_all()
        offer(boxes.draw)
