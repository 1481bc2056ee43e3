from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DossiersConfig(AppConfig):
    name = "standfirst.dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which keys this room's records change, and offer the documents and the lists of the desk."""
        from standfirst.dossiers import boxes, changes, documents, resting
        from standfirst.dossiers.admin.desk import outdated, waiting
        from standfirst.dossiers.admin.panels import StalePanel
        from standfirst.publication.blocks import offer_answers
        from standfirst.stories.admin.desk import register
        from standfirst.stories.boxes import offer
        from standfirst.stories.panels import register as register_panel

        changes.connect()
        resting.connect()
        offer_answers(resting.answers)
        register(waiting)
        register(outdated)
        register_panel(lambda: StalePanel(heading=gettext_lazy("Older than the dossier")))
        documents.register_all()
        offer(boxes.draw)
