"""A dossier, and the agents and sources of the provenance room that it names."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.publication.reserved import validate_slug
from standfirst.publication.text import TextByLanguageField, any_text

EDTF_LENGTH = 60
IDENT_LENGTH = 100


class Dossier(UidModel):
    """One running story kept as data. It has pages in those languages of the publication that it lists."""

    ident = models.CharField(max_length=IDENT_LENGTH, unique=True)
    """The id of its file."""
    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[validate_slug])
    title = TextByLanguageField()
    summary = TextByLanguageField(blank=True)
    languages = models.JSONField(default=list)
    licence = models.TextField(blank=True)
    boundary_policy = TextByLanguageField(blank=True)
    live = models.BooleanField(default=False)
    takes_reports = models.BooleanField(default=False)
    """Whether anybody may send a report: its front leads to the form then."""
    number = models.PositiveIntegerField(default=0, editable=False)
    """Counts the changes: who saves what was read before another change is told so."""

    class Meta:
        ordering = ("slug",)
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        permissions = [("publish_dossier", "Can show a dossier to readers, and change one that they see")]

    def __str__(self) -> str:
        return any_text(self.title, *self.languages)[0] or self.ident

    @property
    def key(self) -> str:
        """The key of everything in it."""
        return f"dossier:{self.uid}"


class Record(UidModel):
    """One record of a dossier under the id that its file has for it.

    Records name each other by these ids, as in the file; ``actions.storing`` lets no id dangle.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="%(class)ss", editable=False)
    ident = models.CharField(max_length=IDENT_LENGTH)
    position = models.PositiveIntegerField(default=0, editable=False)
    """The place in the file."""

    class Meta:
        abstract = True
        ordering = ("dossier_id", "position")
        constraints = [
            models.UniqueConstraint(fields=("dossier", "ident"), name="unique_%(app_label)s_%(class)s_ident")
        ]

    def __str__(self) -> str:
        return self.ident


class DossierAgent(Record):
    """An agent of the publication under the id that the dossier has for it.

    What it is part of is the dossier's own: it decides whose voice counts as one, so a profile that is tidied up
    elsewhere must not change a verdict.
    """

    agent = models.ForeignKey("provenance.Agent", on_delete=models.PROTECT, related_name="in_dossiers")
    part_of = models.CharField(max_length=IDENT_LENGTH, blank=True)
    own = models.JSONField(default=dict, blank=True)
    """What the dossier says otherwise than the agent's record, by field of the file; null: not said."""


class DossierSource(Record):
    """A source of the publication under the id that the dossier has for it."""

    source = models.ForeignKey("provenance.Source", on_delete=models.PROTECT, related_name="in_dossiers")
    own = models.JSONField(default=dict, blank=True)
    """What the dossier says otherwise than the source's record, by field of the file; null: not said."""
