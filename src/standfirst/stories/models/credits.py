from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from standfirst.keys.uid import UidModel


class Credit(UidModel, Orderable):
    """An agent in a role on a story. Ordered; no login needed."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        TRANSLATOR = "translator", _("translator")
        EDITOR = "editor", _("editor")
        PHOTOGRAPHER = "photographer", _("photographer")

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="credits")
    agent = models.ForeignKey(
        "provenance.Agent", on_delete=models.PROTECT, related_name="credits", verbose_name=_("agent")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.AUTHOR)

    class Meta(Orderable.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("credits")

    def __str__(self) -> str:
        return f"{self.agent} ({self.get_role_display()})"
