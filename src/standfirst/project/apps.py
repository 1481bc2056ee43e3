from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "standfirst.project"

    def ready(self) -> None:
        """Make Wagtail's widgets start without inline scripts (docs/decisions/0020-admin-csp.md)."""
        from standfirst.project import admin_scripts

        admin_scripts.install()
