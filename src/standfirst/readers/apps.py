from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from wagtail.users.apps import WagtailUsersAppConfig


class ReadersConfig(AppConfig):
    name = "standfirst.readers"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        """Notice when the publication gains or loses a language, and when its masthead or footer changes."""
        from standfirst.readers.context import forget_shells
        from standfirst.readers.languages import forget_languages

        for signal in (post_save, post_delete):
            signal.connect(forget_languages, sender="wagtailcore.Locale", dispatch_uid="readers.languages")
            for shown in ("Publication", "MenuItem", "Section", "Topic", "StandingPage", "HomePage"):
                signal.connect(
                    forget_shells, sender=f"publication.{shown}", dispatch_uid=f"readers.shell.{shown}"
                )


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with forms for ours."""

    default = False
    user_viewset = "standfirst.readers.users.UserViewSet"
