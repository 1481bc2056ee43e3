"""Places, agreements, provisions, claims, events and overrides. Empty stands for what the file doesn't say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.dossiers.models.dossier import EDTF_LENGTH, IDENT_LENGTH, Record
from standfirst.publication.text import TextByLanguageField

_NUMBER = 70
_WORD = 30


def _word(label: object) -> models.CharField[str, str]:
    return models.CharField(label, max_length=_WORD, blank=True)  # type: ignore[arg-type]


def _date(label: object) -> models.CharField[str, str]:
    return models.CharField(label, max_length=EDTF_LENGTH, blank=True)  # type: ignore[arg-type]


def _ident(label: object, **options: object) -> models.CharField[str, str]:
    return models.CharField(label, max_length=IDENT_LENGTH, blank=True, **options)  # type: ignore[arg-type]


def _list(label: object) -> models.JSONField[object, object]:
    return models.JSONField(label, default=list, blank=True)  # type: ignore[arg-type]


def _part(label: object) -> models.JSONField[object, object]:
    return models.JSONField(label, null=True, blank=True)  # type: ignore[arg-type]


class Place(Record):
    """A place of the dossier's own gazetteer, with every party's name for it."""

    name = TextByLanguageField(_("name"))
    lat = models.CharField(_("latitude"), max_length=_NUMBER, blank=True)
    lon = models.CharField(_("longitude"), max_length=_NUMBER, blank=True)
    precision = _word(_("precision"))
    geonames = models.TextField(_("number at GeoNames"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")


class Agreement(Record):
    """A text with parties."""

    address = models.SlugField(max_length=110, editable=False)
    title = TextByLanguageField(_("title"))
    signed = _date(_("signed"))
    parties = _list(_("parties"))
    text_url = models.TextField(_("address of the text"), blank=True)
    sources = _list(_("sources"))

    class Meta(Record.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")


class Provision(Record):
    """One demand on one addressee."""

    address = models.SlugField(max_length=110, editable=False)
    agreement = _ident(_("agreement"))
    kind = _word(_("kind"))
    text = TextByLanguageField(_("in our own words"))
    addressee = _ident(_("addressee"))
    monitored_by = _list(_("monitored by"))
    measurable = _word(_("measurable"))
    under = _ident(_("term it follows"))
    begins = _date(_("from"))
    until = _date(_("until"))
    limit = _part(_("limit"))
    deadline = _date(_("deadline"))
    term = _part(_("term"))
    sources = _list(_("sources"))

    class Meta(Record.Meta):
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")


class Claim(Record):
    """Who asserts or denies what, when, how strongly, printed where."""

    about = _ident(_("about"), db_index=True)
    asserter = _ident(_("who says it"))
    via = _list(_("printed in"))
    valid = _date(_("valid"))
    recorded = _date(_("recorded"))
    how = _word(_("how they know"))
    stance = _word(_("stance"))
    of = _ident(_("denies"))
    repeats = _ident(_("repeats"))
    rank = _word(_("rank"))
    reason = _part(_("reason for setting it aside"))
    supersedes = _ident(_("takes the place of"))
    retracts = _ident(_("takes back"))
    text = TextByLanguageField(_("in our own words"), blank=True)
    quote = TextByLanguageField(_("word for word"), blank=True)
    value = _part(_("number"))
    kind = models.TextField(_("kind of thing"), blank=True)
    says = models.TextField(_("says"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")


class Event(Record):
    """Something that happened, is planned or is under way; incidents too."""

    kind = _word(_("kind"))
    date = _date(_("date"))
    title = TextByLanguageField(_("title"))
    about = _ident(_("about"))
    place = _ident(_("place"))
    participants = _list(_("participants"))
    status = _word(_("status"))
    follows = _ident(_("follows"))
    sources = _list(_("sources"))
    type = models.TextField(_("kind of incident"), blank=True)
    alleged = _ident(_("blamed"))
    casualties = _part(_("casualties"))
    verification = _word(_("verification"))

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")


class Override(Record):
    """An editor's signed verdict, shown beside the computed one and never instead of it.

    The file has no id for it: ``ident`` is its number.
    """

    about = _ident(_("about"))
    verdict = _word(_("verdict"))
    begins = _date(_("from"))
    ends = _date(_("until"))
    by = models.TextField(_("signed by"))
    reason = _part(_("reason"))
    date = _date(_("date"))

    class Meta(Record.Meta):
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
