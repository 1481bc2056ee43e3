from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from wagtail.users.apps import WagtailUsersAppConfig


class ReadersConfig(AppConfig):
    name = "standfirst.readers"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        """Notice when the publication gains or loses a language."""
        from standfirst.readers.languages import forget_languages

        for signal in (post_save, post_delete):
            signal.connect(forget_languages, sender="wagtailcore.Locale", dispatch_uid="readers.languages")


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with forms for ours."""

    default = False
    user_viewset = "standfirst.readers.users.UserViewSet"
