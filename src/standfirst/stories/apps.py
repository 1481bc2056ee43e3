from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "standfirst.stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch for what the audit keeps; render standing pages' bodies as we render stories'."""
        from standfirst.publication import bodies
        from standfirst.stories import audit
        from standfirst.stories.rendering import body_html

        audit.connect()
        bodies.register(body_html)
