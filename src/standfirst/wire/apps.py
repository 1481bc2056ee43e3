from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "standfirst.wire"
    default_auto_field = "django.db.models.BigAutoField"
