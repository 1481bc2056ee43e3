from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "standfirst.interchange"
    default_auto_field = "django.db.models.BigAutoField"
