from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from standfirst.keys.uid import UidModel
from standfirst.publication.consent import validate_purposes
from standfirst.publication.text import TextByLanguageField, any_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SECURITY_VALID = timedelta(days=270)
"""How long a published security contact holds; RFC 9116, 2.5.5 recommends less than a year."""
_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour is written as # and six digits, such as #9b1c1c."))


def _picture(label: StrOrPromise) -> models.ForeignKey[models.Model | None, models.Model | None]:
    return models.ForeignKey(
        "media.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


@register_setting(icon="site")
class Publication(UidModel, ClusterableModel, BaseGenericSetting):
    """The digest itself: who it is, what it looks like and what holds for all of it. There is one."""

    name = TextByLanguageField(_("name"))
    tagline = TextByLanguageField(_("tagline"), blank=True)
    logo_light = _picture(_("logo on light"))
    logo_dark = _picture(_("logo on dark"))
    emblem = _picture(_("square emblem"))
    colour_light = models.CharField(
        _("accent on light"), max_length=7, default="#9b1c1c", validators=[_colour]
    )
    colour_dark = models.CharField(_("accent on dark"), max_length=7, default="#f0a8a0", validators=[_colour])
    footer_description = TextByLanguageField(_("description in the footer"), blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    copyright_line = TextByLanguageField(_("copyright line"), blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    non_commercial = models.BooleanField(
        _("non-commercial"),
        default=False,
        help_text=_("Only a non-commercial publication may use works under NC licences."),
    )
    house = models.ForeignKey(
        "provenance.Agent",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("house"),
        help_text=_("The outlet that this publication is: publisher of its stories, and its house byline."),
    )
    licence = models.CharField(_("licence of our own stories"), max_length=40, blank=True)
    tdm_reservation = models.BooleanField(_("reserve text and data mining"), default=True)
    tdm_policy_url = models.URLField(_("text and data mining policy"), blank=True)
    security_contact = models.CharField(_("security contact"), max_length=200, blank=True)
    consent_text = TextByLanguageField(_("consent notice"), blank=True)
    consent_text_version = models.PositiveIntegerField(default=1, editable=False)
    consent_purposes = models.JSONField(
        _("consent purposes"),
        default=list,
        blank=True,
        validators=[validate_purposes],
        help_text=_("What readers are asked to agree to. Without any there is no notice."),
    )
    kept_copies_mb = models.PositiveIntegerField(
        _("room for copies of cited pages, in MB"),
        default=500,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_(
            "The newsroom keeps a copy of each cited page, for the day it is gone. Where there is no more room, the oldest "
            "that nothing needs go first. 0: keep none."
        ),
    )
    asks_archive = models.BooleanField(
        _("ask a public archive to keep cited pages"),
        default=False,
        help_text=_("Readers get its address where a page is gone. The archive learns which pages you cite."),
    )
    archive_lookup = models.URLField(
        _("where the archive finds a page"),
        max_length=300,
        blank=True,
        help_text=_(
            "Its TimeGate or TimeMap (RFC 7089), such as https://archive.example/timegate/. The cited address is put after it."
        ),
    )
    archive_save = models.URLField(
        _("where the archive is asked to keep a page"),
        max_length=300,
        blank=True,
        help_text=_(
            "Such as https://archive.example/save/. The cited address is put after it. Leave it empty to look only."
        ),
    )
    security_expires = models.DateField(
        _("security contact valid until"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Renewed by the schedule; RFC 9116 asks for less than a year."),
    )

    class Meta:
        verbose_name = _("publication")

    def __str__(self) -> str:
        return any_text(self.name)[0]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and count the consent notice's version up where its text or its purposes changed."""
        before = Publication.objects.filter(pk=self.pk).only("consent_text", "consent_purposes").first()
        if before is not None and self._asks() != before._asks():
            self.consent_text_version += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "consent_text_version"}
        if self.security_expires is None and kwargs.get("update_fields") is None:
            self.security_expires = timezone.now().date() + SECURITY_VALID
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a time zone nobody knows and a security contact that RFC 9116 doesn't allow."""
        if self.time_zone not in available_timezones():
            raise ValidationError({"time_zone": _("Unknown time zone. Write one such as Asia/Baku or UTC.")})
        if self.asks_archive and not self.archive_lookup:
            raise ValidationError(
                {"archive_lookup": _("Say where the archive finds a page, or don't ask it.")}
            )
        contact = self.security_contact
        if contact and "@" not in contact and not contact.startswith(("https://", "tel:")):
            raise ValidationError(
                {"security_contact": _("Write an e-mail address, an https:// address, or tel: and a number.")}
            )

    def _asks(self) -> tuple[dict[str, str], list[str]]:
        texts = {language: text for language, text in (self.consent_text or {}).items() if text}
        return texts, sorted(self.consent_purposes)


class Partner(UidModel, Orderable):
    """A link in the partner strip."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="partners")
    name = TextByLanguageField(_("name"))
    url = models.URLField(_("address"))
    logo = _picture(_("logo"))

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return any_text(self.name)[0]


class FollowLink(UidModel, Orderable):
    """Where else the publication can be followed."""

    class Service(models.TextChoices):
        RSS = "rss", _("RSS")
        TELEGRAM = "telegram", "Telegram"
        MASTODON = "mastodon", "Mastodon"
        BLUESKY = "bluesky", "Bluesky"
        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        X = "x", "X"
        YOUTUBE = "youtube", "YouTube"
        LINKEDIN = "linkedin", "LinkedIn"
        VK = "vk", "VK"
        OTHER = "other", _("other")

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="follow_links")
    service = models.CharField(_("service"), max_length=20, choices=Service.choices)
    label = models.CharField(_("label"), max_length=80, blank=True)
    url = models.URLField(
        _("address"), blank=True, help_text=_("For RSS, leave it empty: it leads to the reader's language.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("follow link")
        verbose_name_plural = _("follow links")

    def __str__(self) -> str:
        return self.label or self.get_service_display()

    def clean(self) -> None:
        """Refuse a link that leads nowhere."""
        super().clean()
        if not self.url and self.service != self.Service.RSS:
            raise ValidationError({"url": _("Enter the address of your page there.")})
