from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "standfirst.stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from standfirst.stories import audit

        audit.connect()
