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
        from standfirst.translation.admin.lists import in_task, shaken_summaries, stale
        from standfirst.translation.admin.panels import beside_panel, summary_panel
        from standfirst.translation.checks import unfinished
        from standfirst.translation.summaries import resting_items
        from standfirst.wire.actions import afterwards, keeping
        from standfirst.wire.admin import afterwards as tasks

        checks.register(unfinished)
        panels.register(beside_panel)
        panels.register(summary_panel)
        desk.register(stale)
        desk.register(shaken_summaries)
        afterwards.register(original_changed)
        keeping.register(resting_items)
        tasks.register(in_task)
        page_published.connect(published, dispatch_uid="translation-memory")
