from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.provenance.fields import EdtfField
from standfirst.provenance.models.permissions import Permission


class PermissionRequest(UidModel):
    """That an outlet was asked for a permission: for what, by whom, when, and what came of it."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("no answer yet")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    outlet = models.ForeignKey(
        "provenance.Agent",
        on_delete=models.PROTECT,
        related_name="permission_requests",
        verbose_name=_("outlet"),
    )
    title = models.CharField(_("title"), max_length=500, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    date = EdtfField(_("date"))
    language = models.CharField(_("language"), max_length=20, blank=True)
    """These four are the article's."""
    whole_outlet = models.BooleanField(default=False)
    """Asked for all of the outlet's articles, not for this one alone."""
    reprint = models.BooleanField(_("reprint"), default=False)
    translation = models.BooleanField(_("translation"), default=False)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    """Into which we want to translate."""
    images = models.BooleanField(_("images included"), default=False)
    robots = models.CharField(
        _("search engines"),
        max_length=20,
        choices=Permission.Robots.choices,
        default=Permission.Robots.DEFAULT,
    )
    until = models.DateField(_("until"), null=True, blank=True)
    credit_wording = models.CharField(_("required wording"), max_length=500, blank=True)
    letter = models.TextField(_("letter"))
    """Subject, an empty line, and the text, as it was sent."""
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer.choices, default=Answer.WAITING, db_index=True
    )
    permission = models.ForeignKey(
        Permission, on_delete=models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    """What it led to."""

    class Meta:
        ordering = ("-asked_at", "-pk")
        verbose_name = _("request for a permission")
        verbose_name_plural = _("requests for permissions")

    def __str__(self) -> str:
        return f"{self.outlet}: {self.title or self.url}"

    def covers(self, origin: str, language: str, url: str) -> bool:
        """Tell whether it asks for what would let the article at ``url`` become a story of ``origin`` in ``language``."""
        if not self.whole_outlet and self.url != url:
            return False
        if origin == "translation":
            return self.translation and (not self.languages or language in self.languages)
        return origin == "reprint" and self.reprint
