from django.apps import AppConfig


class ProvenanceConfig(AppConfig):
    name = "standfirst.provenance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the file of a kept copy go with its record."""
        from django.db.models.signals import post_delete

        from standfirst.provenance.keeping import forget_file
        from standfirst.provenance.models import KeptCopy

        post_delete.connect(forget_file, sender=KeptCopy, dispatch_uid="provenance-kept-copy")
