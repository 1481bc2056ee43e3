from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "standfirst.wire"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let what nobody has confirmed block publishing, and show it on the story's form and on the desk."""
        from standfirst.stories import checks, panels
        from standfirst.stories.admin import desk
        from standfirst.wire.admin.afterwards import originals_to_see_to, task_panel
        from standfirst.wire.admin.comparing import losses_panel
        from standfirst.wire.admin.desk import beginning, mine, waiting
        from standfirst.wire.admin.panels import intake_panel
        from standfirst.wire.checks import unconfirmed

        checks.register(unconfirmed)
        panels.register(task_panel)
        panels.register(intake_panel)
        panels.register(losses_panel)
        desk.register(originals_to_see_to)
        desk.register(mine)
        desk.register(waiting)
        desk.register_beginning(beginning)
