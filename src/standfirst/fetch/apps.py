from django.apps import AppConfig


class FetchConfig(AppConfig):
    name = "standfirst.fetch"
