"""What templates may do to a value."""

from __future__ import annotations

from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel import UnknownLocaleError
from jinja2 import Environment
from markupsafe import Markup

from standfirst.theme import assets, dates

_FONTS = {
    "ru": ("display-cyrillic.woff2", "text-cyrillic.woff2", "ui-cyrillic.woff2"),
    "uk": ("display-cyrillic.woff2", "text-cyrillic.woff2", "ui-cyrillic.woff2"),
    "fa": ("text-arabic.woff2", "ui-arabic.woff2"),
    "ar": ("text-arabic.woff2", "ui-arabic.woff2"),
    "hy": ("text-armenian.woff2",),
    "ka": ("text-georgian.woff2",),
}
_LATIN = ("display-latin.woff2", "text-latin.woff2", "ui-latin.woff2")
_ICONS = Path(__file__).parent / "templates" / "icons"


# The same days, numbers and names stand on thousands of pages, and CLDR takes its time.
_once = lru_cache(maxsize=4096, typed=True)


def install(env: Environment, language: str) -> None:
    """Give ``env`` its filters and functions."""
    locale = dates.locale_of(language)
    env.filters |= {
        "day": _once(lambda moment, zone: dates.day(moment, zone, locale)),
        "short_day": _once(lambda moment, zone: dates.day(moment, zone, locale, "medium")),
        "moment": _once(lambda moment, zone: dates.instant(moment, zone, locale)),
        "edtf": _once(lambda text: dates.edtf(text, locale)),
        "number": _once(lambda value: dates.number(value, locale)),
        "iso": iso,
        "language_name": _once(partial(language_name, language=language)),
        "host": host,
        "by_format": by_format,
    }
    env.tests["exact_date"] = lambda text: dates.EXACT.fullmatch(text) is not None
    env.globals |= {
        "asset": assets.asset,
        "fonts_of": fonts_of,
        "icon": icon,
        "language": language,
        "service_icon": service_icon,
    }


def iso(moment: datetime) -> str:
    """Return a moment for machines, to the second: HTML takes three digits of a fraction, Python gives six."""
    return moment.isoformat(timespec="seconds")


def language_name(tag: str, language: str) -> str:
    """Return the name of the language ``tag`` in ``language``; the tag where CLDR has no name for it."""
    try:
        return dates.locale_of(tag).get_display_name(language.replace("-", "_")) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def host(url: str) -> str:
    """Return the host of an address without ``www.``, such as ``apa.az``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def by_format(variants: tuple[Any, ...]) -> list[tuple[str, list[Any]]]:
    """Group a picture's variants by media type, in the order they come: the best format first."""
    groups: dict[str, list[Any]] = {}
    for variant in variants:
        groups.setdefault(variant.media_type, []).append(variant)
    return list(groups.items())


@cache
def icon(name: str) -> Markup:
    """Return one of the theme's icons as inline SVG, hidden from assistive technology."""
    # Ours, from a file of the package: nothing to escape.
    return Markup((_ICONS / f"{name}.svg").read_text().strip())  # noqa: S704


def service_icon(service: str) -> Markup:
    """Return the icon of a service that readers follow the publication on; a plain link for one without."""
    return icon(service if (_ICONS / f"{service}.svg").is_file() and service.isalpha() else "other")


def fonts_of(language: str) -> tuple[str, ...]:
    """Return the fonts that every page in a language shows, asked for before the style sheet: late ones are not used."""
    return _FONTS.get(language.partition("-")[0], _LATIN)
