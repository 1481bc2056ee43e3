from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "standfirst.publication"
    default_auto_field = "django.db.models.BigAutoField"
