from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "standfirst.publication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register this room's documents, and say which keys its records change."""
        from standfirst.keys.documents import register
        from standfirst.publication import changes, documents, icons, machines

        changes.connect()
        for kind in (documents.Chooser, documents.StandingPages, documents.NotFound, icons.Icons):
            register(kind())
        for kind in (
            machines.Robots,
            machines.TdmRep,
            machines.SecurityTxt,
            machines.Manifest,
            machines.Palette,
        ):
            register(kind())
