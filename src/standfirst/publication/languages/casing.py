"""Upper and lower case by language.

Azerbaijani and Turkish have two letters i, with and without a dot, each with its own capital (Unicode's
SpecialCasing.txt, the az and tr lines). Armenian writes the ligature `և` in capitals as `ԵՎ`, not as the `ԵՒ` of
Unicode's default.
"""

from .tags import primary

_DOTTED = frozenset({"az", "tr"})
_DOT_ABOVE = "\u0307"


def lower(text: str, language: str) -> str:
    """Lower case as `language` has it: `BAKI` is `bakı` in `az` and `baki` in `en`."""
    if primary(language) in _DOTTED:
        text = text.replace("I" + _DOT_ABOVE, "i").replace("İ", "i").replace("I", "ı")
    return text.lower()


def upper(text: str, language: str) -> str:
    """Upper case as `language` has it: `iyul` is `İYUL` in `az` and `IYUL` in `en`."""
    if primary(language) in _DOTTED:
        text = text.replace("i", "İ")
    elif primary(language) == "hy":
        text = text.replace("և", "ԵՎ")
    return text.upper()
