from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from standfirst.keys.uid import UidModel
from standfirst.provenance.fields import EdtfField
from standfirst.publication.previews import PreviewedRecord
from standfirst.publication.reserved import validate_slug
from standfirst.publication.text import TextByLanguageField, any_text


class Agent(PreviewedRecord, UidModel, ClusterableModel):
    """Anyone who says, writes or publishes. One table serves credits, outlets and asserters."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        DESK = "desk", _("desk")
        OUTLET = "outlet", _("outlet")
        ORGANISATION = "organisation", _("organisation")
        BODY = "body", _("body")
        STATE = "state", _("state")
        ARMED_FORCE = "armed_force", _("armed force")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = TextByLanguageField(_("name"))
    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[validate_slug])
    aliases = models.JSONField(
        _("also printed as"), default=list, blank=True, help_text=_("Other forms in which citations name it.")
    )
    role = TextByLanguageField(_("what they are"), blank=True, help_text=_("Such as “energy editor”."))
    description = TextByLanguageField(_("description"), blank=True)
    picture = models.ForeignKey(
        "media.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture or logo"),
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)
    contact = models.EmailField(
        _("mail address"),
        blank=True,
        help_text=_("For letters, such as one that asks for a permission. Readers don't see it."),
    )
    same_as = models.JSONField(_("same as (addresses)"), default=list, blank=True)
    languages = models.JSONField(_("languages it publishes in"), default=list, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166, such as AZ."))
    has_profile = models.BooleanField(
        _("has a page"), default=False, help_text=_("People get one under /people/, outlets under /outlets/.")
    )

    class Meta:
        ordering = ("slug",)
        verbose_name = _("agent")
        verbose_name_plural = _("agents")

    def __str__(self) -> str:
        return any_text(self.name)[0] or self.slug


class PartOf(UidModel):
    """That an agent belongs to another, and when."""

    part = ParentalKey(Agent, on_delete=models.CASCADE, related_name="part_of")
    whole = models.ForeignKey(
        Agent, on_delete=models.CASCADE, related_name="parts", verbose_name=_("part of")
    )
    start = EdtfField(_("from"))
    end = EdtfField(_("until"))

    def __str__(self) -> str:
        return f"{self.part} < {self.whole}"

    def clean(self) -> None:
        """Refuse an agent that is part of itself, directly or through others."""
        seen = {self.part_id}
        frontier = {self.whole_id}
        while frontier:
            if frontier & seen:
                raise ValidationError({"whole": _("An agent can't be part of itself.")})
            seen |= frontier
            frontier = set(PartOf.objects.filter(part_id__in=frontier).values_list("whole_id", flat=True))
