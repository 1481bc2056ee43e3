from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "standfirst.dossiers"
    default_auto_field = "django.db.models.BigAutoField"
