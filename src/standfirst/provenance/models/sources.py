from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.provenance.fields import EdtfField


class Source(UidModel):
    """One citable document: outlet, title, date, language, address, archived copy."""

    class Kind(models.TextChoices):
        WIRE = "wire", _("wire")
        PRESS = "press", _("press")
        OFFICIAL = "official", _("official")
        TEXT = "text", _("text of an agreement")
        ANALYSIS = "analysis", _("analysis")
        MONITOR = "monitor", _("monitor")

    outlet = models.ForeignKey(
        "provenance.Agent", on_delete=models.PROTECT, related_name="sources", verbose_name=_("outlet")
    )
    title = models.CharField(_("title"), max_length=500, blank=True)
    date = EdtfField(_("date"))
    language = models.CharField(_("language"), max_length=20, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PRESS)
    raw = models.CharField(_("citation as printed"), max_length=500, blank=True)

    class Meta:
        ordering = ("-date", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return ", ".join(part for part in (str(self.outlet), self.title, self.date) if part)


class Citation(UidModel):
    """One place in a story, claim or event that rests on a source. Names what cites it by key."""

    cited_by = models.CharField(max_length=200, db_index=True)
    """The key of what cites, such as ``story:<uid>``."""
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("source"),
    )
    position = models.PositiveIntegerField()
    """Counts the citations of ``cited_by`` from 0."""
    block = models.CharField(max_length=64, blank=True)
    """The id of the body block that the text stands in."""
    group = models.PositiveIntegerField()
    raw = models.CharField(_("as printed"), max_length=500)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    signal = models.CharField(max_length=40, blank=True)
    outlet_printed = models.CharField(max_length=255, blank=True)
    date = EdtfField()
    flags = models.JSONField(default=list, blank=True)
    dismissed = models.BooleanField(_("not a citation"), default=False)
    corrected = models.BooleanField(default=False, editable=False)
    """An editor chose the source; recognition leaves it alone."""

    class Meta:
        ordering = ("cited_by", "position")
        constraints = [
            models.UniqueConstraint(fields=("cited_by", "position"), name="unique_citation_position")
        ]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return self.raw


class ArchivedCopy(UidModel):
    """The address of a source's copy at a public archive: readers get it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="copies")
    url = models.URLField(_("address"), max_length=1000)
    captured_at = models.DateTimeField(_("captured"))

    class Meta:
        ordering = ("-captured_at",)

    def __str__(self) -> str:
        return self.url


class KeptCopy(UidModel):
    """A copy of a source's page in a file of ours: a WARC in ``ARCHIVE_ROOT``, which only editors see."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="kept")
    url = models.CharField(max_length=1000)
    """The address that was asked."""
    captured_at = models.DateTimeField(db_index=True)
    file = models.CharField(max_length=100)
    """Its place in ``ARCHIVE_ROOT``, such as ``2026/11/<uid>.warc.gz``."""
    size = models.PositiveIntegerField()
    """Bytes of the file."""

    class Meta:
        ordering = ("-captured_at", "-pk")
        verbose_name = _("kept copy")
        verbose_name_plural = _("kept copies")

    def __str__(self) -> str:
        return self.url


class LinkCheck(models.Model):
    """What the last look at a source's address said. ``provenance.actions`` looks, ``provenance.links`` judges."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="link_check")
    url = models.CharField(max_length=1000, blank=True, default="")
    """The address that was looked at: a source's may have been corrected since."""
    checked_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=300, blank=True)
    """A code of ``provenance.links``; empty where the address answers."""
    failures = models.PositiveSmallIntegerField(default=0)
    """Looks in a row that found a problem."""
    broken = models.BooleanField(default=False, db_index=True)
    """The problem has lasted or is final: the desk lists the source."""
    failing_since = models.DateTimeField(null=True)
    """When the first of the looks in a row found a problem."""
    gone_since = models.DateTimeField(null=True)
    """Broken, and found so twice, a day apart: readers are told of a page that is gone since then."""
    kept_at = models.DateTimeField(null=True)
    """When the newest of our own copies was made; None where there is none."""
    whole_at = models.DateTimeField(null=True)
    """When the page was last read whole, to be kept."""
    not_kept = models.CharField(max_length=20, blank=True, default="")
    """Why no copy was kept then: a code of ``provenance.copies``."""
    archive_due_at = models.DateTimeField(null=True, db_index=True)
    """When a public archive is to be asked; None where it needn't be."""
    archive_said = models.CharField(max_length=20, blank=True, default="")
    """What the last asking came to: a code of ``provenance.archives``; empty where a copy was found, or nobody asked."""
    next_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ("-checked_at",)

    def __str__(self) -> str:
        from standfirst.provenance.links import said

        return said(self.problem, self.status)
