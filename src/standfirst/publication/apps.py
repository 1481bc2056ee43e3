from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "standfirst.publication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which keys this room's records change."""
        from standfirst.publication import changes

        changes.connect()
