from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerAddress(models.Model):
    """An address that a front or a standing page once had. Readers who come there are led to where it is now."""

    word = models.CharField(_("kind"), max_length=20)
    """``sections``, ``topics``, ``people``, ``outlets``, or ``standing``."""
    language = models.CharField(max_length=20, blank=True)
    """Of a standing page; empty where the address is the same in every language."""
    slug = models.CharField(max_length=255)
    uid = models.CharField(max_length=64)
    """Of the record that had it last."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=("word", "language", "slug"), name="unique_former")]

    def __str__(self) -> str:
        return f"{self.word}/{self.slug}"
