from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "standfirst.discovery"
    default_auto_field = "django.db.models.BigAutoField"
