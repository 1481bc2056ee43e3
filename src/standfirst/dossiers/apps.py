from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "standfirst.dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which keys this room's records change, and offer the documents and the lists of the desk."""
        from standfirst.dossiers import boxes, changes, documents
        from standfirst.dossiers.admin.desk import waiting
        from standfirst.stories.admin.desk import register
        from standfirst.stories.boxes import offer

        changes.connect()
        register(waiting)
        documents.register_all()
        offer(boxes.draw)
