"""What templates may do to a value."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from jinja2 import Environment


def locale_of(language: str) -> Locale:
    """Return CLDR's locale for a language tag; English where CLDR has none."""
    return Locale.parse(language.replace("-", "_")) if language else Locale("en")


def install(env: Environment, language: str) -> None:
    """Give ``env`` its filters."""
    locale = locale_of(language)

    def day(moment: datetime, zone: str) -> str:
        return format_date(moment.astimezone(ZoneInfo(zone)).date(), "long", locale=locale)

    def moment(value: datetime, zone: str) -> str:
        return format_datetime(value, "long", tzinfo=ZoneInfo(zone), locale=locale)

    env.filters["day"] = day
    env.filters["moment"] = moment
    env.filters["iso"] = lambda value: value.isoformat()
