from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "standfirst.media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which keys a picture changes, and make its files whenever it was saved."""
        from standfirst.media import changes

        changes.connect()
