"""Dates and numbers on pages of the app, in the words and numerals that documents have."""

from datetime import datetime

from django import template
from django.utils.translation import get_language

from standfirst.theme import dates

register = template.Library()


@register.filter
def day(moment: datetime, zone: str) -> str:
    """Return the day of an instant in a time zone (an IANA name), such as ``April 22, 2024``."""
    return dates.day(moment, zone, dates.locale_of(get_language() or ""))


@register.filter
def number(value: float) -> str:
    """Return a number, grouped, in the language's numerals."""
    return dates.number(value, dates.locale_of(get_language() or ""))
