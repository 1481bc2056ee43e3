from django.apps import AppConfig


class BakeConfig(AppConfig):
    name = "standfirst.bake"
    default_auto_field = "django.db.models.BigAutoField"
