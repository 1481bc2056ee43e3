from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "standfirst.wire"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let what nobody has confirmed block publishing."""
        from standfirst.stories.checks import register
        from standfirst.wire import intakes

        register(intakes.unconfirmed)
