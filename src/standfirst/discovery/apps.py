from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "standfirst.discovery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the index in step with the stories."""
        from standfirst.discovery import signals

        signals.connect()
