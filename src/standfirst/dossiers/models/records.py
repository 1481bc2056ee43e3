"""Places, agreements, provisions, claims, events and overrides. Empty stands for what the file doesn't say."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.dossiers.models.dossier import EDTF_LENGTH, IDENT_LENGTH, Record
from standfirst.publication.text import TextByLanguageField

_NUMBER = 70
_WORD = 30


def _word() -> models.CharField[str, str]:
    return models.CharField(max_length=_WORD, blank=True)


def _date() -> models.CharField[str, str]:
    return models.CharField(max_length=EDTF_LENGTH, blank=True)


def _ident(**options: Any) -> models.CharField[str, str]:
    return models.CharField(max_length=IDENT_LENGTH, blank=True, **options)


def _list() -> models.JSONField[object, object]:
    return models.JSONField(default=list, blank=True)


def _part() -> models.JSONField[object, object]:
    return models.JSONField(null=True, blank=True)


class Place(Record):
    """A place of the dossier's own gazetteer, with every party's name for it."""

    name = TextByLanguageField()
    lat = models.CharField(max_length=_NUMBER, blank=True)
    lon = models.CharField(max_length=_NUMBER, blank=True)
    precision = _word()
    geonames = models.TextField(blank=True)

    class Meta(Record.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")


class Agreement(Record):
    """A text with parties."""

    address = models.SlugField(max_length=110, editable=False)
    title = TextByLanguageField()
    signed = _date()
    parties = _list()
    text_url = models.TextField(blank=True)
    sources = _list()

    class Meta(Record.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")


class Provision(Record):
    """One demand on one addressee."""

    address = models.SlugField(max_length=110, editable=False)
    agreement = _ident()
    kind = _word()
    text = TextByLanguageField()
    addressee = _ident()
    monitored_by = _list()
    measurable = _word()
    under = _ident()
    begins = _date()
    until = _date()
    limit = _part()
    deadline = _date()
    term = _part()
    sources = _list()

    class Meta(Record.Meta):
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")


class Claim(Record):
    """Who asserts or denies what, when, how strongly, printed where."""

    about = _ident(db_index=True)
    asserter = _ident()
    via = _list()
    valid = _date()
    recorded = _date()
    how = _word()
    stance = _word()
    of = _ident()
    repeats = _ident()
    rank = _word()
    reason = _part()
    supersedes = _ident()
    retracts = _ident()
    text = TextByLanguageField(blank=True)
    quote = TextByLanguageField(blank=True)
    value = _part()
    kind = models.TextField(blank=True)
    says = models.TextField(blank=True)

    class Meta(Record.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")


class Event(Record):
    """Something that happened, is planned or is under way; incidents too."""

    kind = _word()
    date = _date()
    title = TextByLanguageField()
    about = _ident()
    place = _ident()
    participants = _list()
    status = _word()
    follows = _ident()
    sources = _list()
    type = models.TextField(blank=True)
    alleged = _ident()
    casualties = _part()
    verification = _word()

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")


class Override(Record):
    """An editor's signed verdict, shown beside the computed one and never instead of it.

    The file has no id for it: ``ident`` is its number.
    """

    about = _ident()
    verdict = _word()
    begins = _date()
    ends = _date()
    by = models.TextField()
    reason = _part()
    date = _date()

    class Meta(Record.Meta):
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
