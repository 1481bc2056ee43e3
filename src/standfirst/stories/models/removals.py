from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.publication.text import TextByLanguageField


class Removal(UidModel):
    """A legal removal: asked by one person, carried out by a second, with a reason and a public notice."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="removals")
    reason = models.TextField(_("reason"))
    notice = TextByLanguageField(_("public notice"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return self.reason
