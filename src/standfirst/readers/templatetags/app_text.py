"""Dates and numbers on pages of the app, in the words and numerals that documents have."""

import re
from datetime import datetime

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from standfirst.theme import dates

register = template.Library()
_MARKUP = re.compile(r"(<[^>]*>|&[^;]*;)")


@register.filter
def day(moment: datetime, zone: str) -> str:
    """Return the day of an instant in a time zone (an IANA name), such as ``April 22, 2024``."""
    return dates.day(moment, zone, dates.locale_of(get_language() or ""))


@register.filter
def number(value: float) -> str:
    """Return a number, grouped, in the language's numerals."""
    return dates.number(value, dates.locale_of(get_language() or ""))


@register.filter
def numerals(html: str) -> SafeString:
    """Return trusted HTML with the digits of its text (not of tags and entities) in the language's numerals."""
    locale = dates.locale_of(get_language() or "")
    parts = _MARKUP.split(str(html))
    # What split() captures, every second part, is markup.
    return mark_safe("".join(p if n % 2 else dates.digits(p, locale) for n, p in enumerate(parts)))  # noqa: S308
