from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StoriesConfig(AppConfig):
    name = "standfirst.stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch for changes, keep the audit, render bodies, and offer the documents."""
        from standfirst.publication import bodies
        from standfirst.stories import audit, changes, documents, newest_index, preview, rendering

        post_migrate.connect(newest_index.make, sender=self, dispatch_uid="stories.newest_index")
        audit.connect()
        changes.connect()
        bodies.register(rendering.whole_html)
        documents.register_all()
        preview.register_all()
