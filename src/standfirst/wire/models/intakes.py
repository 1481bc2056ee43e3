from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel

FIELDS = {
    "title": _("title"),
    "description": _("standfirst"),
    "authors": _("authors"),
    "date": _("date"),
    "language": _("language"),
    "outlet": _("outlet"),
    "licence": _("licence"),
    "url": _("address"),
    "body": _("text"),
}
"""What waits for an editor's word, in the order in which it is shown; ``description`` only where the draft took it."""
UNUSED = frozenset({"picture"})
"""Noted for the editor, and not taken over: a text's licence seldom covers its pictures."""


class Intake(UidModel):
    """What was read from a page for a story, with where each value came from, and what an editor has confirmed.

    The values as they stand are the original's and the draft's own: those of ``fields`` are what the page said.
    """

    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, related_name="intake")
    original = models.ForeignKey("provenance.Original", on_delete=models.PROTECT, related_name="intakes")
    url = models.URLField(_("address"), max_length=1000, blank=True)
    """Where it was fetched from; empty for a file."""
    fields: Any = models.JSONField(default=dict)
    """``{name: {"value": ..., "source": "JSON-LD", "others": [[source, value]], "confirmed": false}}``.

    A confirmed one has ``by`` (a user's primary key or null) and ``at`` too, one that an editor changed
    ``corrected``. The value of ``body`` is its number of words, its others are passages left out; an ``outlet``
    that the import made is ``new``.
    """
    similar: Any = models.JSONField(default=list)
    """``[{"original": uid, "share": 0.0 to 1.0}]``: originals whose text is much the same, most alike first."""
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "pk")
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")

    def __str__(self) -> str:
        return self.url or str(self.original)

    @property
    def unconfirmed(self) -> list[str]:
        """The names of the fields that wait for an editor."""
        return [name for name in FIELDS if name in self.fields and not self.fields[name]["confirmed"]]
