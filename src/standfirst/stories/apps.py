from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "standfirst.stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch for changes, keep the audit, render bodies, and offer the documents."""
        from standfirst.publication import bodies
        from standfirst.stories import audit, changes, documents, preview, rendering

        audit.connect()
        changes.connect()
        bodies.register(rendering.body_html)
        documents.register_all()
        preview.register_all()
