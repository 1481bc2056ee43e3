from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "standfirst.discovery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the index in step with the stories, and offer what machines read."""
        from standfirst.discovery import signals
        from standfirst.discovery.documents import KINDS
        from standfirst.discovery.documents.data import read_ahead
        from standfirst.keys.documents import register, register_reader

        signals.connect()
        for kind in KINDS:
            register(kind())
        register_reader(read_ahead)
