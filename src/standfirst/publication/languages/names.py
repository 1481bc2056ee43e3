"""Names of months and weekdays from Unicode's CLDR, as Babel ships it.

Babel's own `Locale.months` is not safe in a process with several languages: resolving one language's alias
overwrites the table that others inherit, so that in Babel 2.18, once `az` has been read, the stand-alone months of
`tr`, `ka` and `ar` are Azerbaijani. We read each language's own file instead and resolve its missing tables ourselves.
"""

import pickle
from functools import cache
from typing import Any, Literal

from babel import localedata

from .tags import primary

Context = Literal["format", "stand-alone"]
Width = Literal["wide", "abbreviated"]


@cache
def _own_data(language: str) -> dict[str, Any]:
    name = primary(language)
    if not name.isalpha() or not localedata.exists(name):
        raise LookupError(f"CLDR has no names for the language {language!r}")
    with open(localedata.resolve_locale_filename(name), "rb") as file:
        data: dict[str, Any] = pickle.load(file)  # noqa: S301 - Babel's data, as Babel itself loads it
    return data


def _names(language: str, kind: str, context: Context, width: Width) -> dict[int, str]:
    tables = _own_data(language).get(kind, {})
    # CLDR's root lets a missing stand-alone table stand for the format one, and a missing width for the wide
    # one.
    for where, how in ((context, width), ("format", width), (context, "wide"), ("format", "wide")):
        table = tables.get(where, {}).get(how)
        if table:
            return dict(table)
    raise LookupError(f"CLDR has no {kind} for the language {language!r}")


def month_names(language: str, context: Context = "format", width: Width = "wide") -> dict[int, str]:
    """Month number (1 to 12) to name. `format` stands in a date (`12 ноября`), `stand-alone` by itself
    (`ноябрь`).

    Raises LookupError for a language that CLDR does not have.
    """
    return _names(language, "months", context, width)


def month_name(month: int, language: str, context: Context = "format", width: Width = "wide") -> str:
    """One name out of `month_names`. Raises LookupError for an unknown language or month."""
    return month_names(language, context, width)[month]


def weekday_names(language: str, context: Context = "format", width: Width = "wide") -> dict[int, str]:
    """Weekday number (0 is Monday, as in `date.weekday()`) to name. Raises LookupError like `month_names`."""
    return _names(language, "days", context, width)
