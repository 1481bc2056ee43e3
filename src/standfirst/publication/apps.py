from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "standfirst.publication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register this room's documents, and say which keys its records change."""
        from standfirst.keys.documents import register
        from standfirst.publication import changes, documents, icons, machines, previews
        from standfirst.publication.models import StandingPage

        changes.connect()
        previews.register(StandingPage, documents.preview)
        register(documents.Chooser())
        register(documents.StandingPages())
        register(documents.NotFound())
        register(documents.Away())
        register(icons.Icons())
        register(machines.Robots())
        register(machines.TdmRep())
        register(machines.SecurityTxt())
        register(machines.Manifest())
        register(machines.Palette())
