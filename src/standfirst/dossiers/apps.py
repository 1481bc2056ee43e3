from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "standfirst.dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which keys this room's records change."""
        from standfirst.dossiers import changes

        changes.connect()
