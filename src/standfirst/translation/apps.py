from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "standfirst.translation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let what no person has looked at block publishing, and bring the work to the story's form and to the desk."""
        from wagtail.signals import page_published

        from standfirst.stories import checks, panels
        from standfirst.stories.admin import desk
        from standfirst.translation.actions.originals import original_changed
        from standfirst.translation.actions.remembering import published
        from standfirst.translation.admin.lists import stale
        from standfirst.translation.admin.panels import beside_panel
        from standfirst.translation.checks import unfinished
        from standfirst.wire.actions import afterwards

        checks.register(unfinished)
        panels.register(beside_panel)
        desk.register(stale)
        afterwards.register(original_changed)
        page_published.connect(published, dispatch_uid="translation-memory")
