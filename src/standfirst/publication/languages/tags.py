"""Language tags: which language a tag names, and which way it is written."""

from typing import Literal

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "mzn", "ps", "sd", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "nkoo", "syrc", "thaa"})
_SCRIPT_LENGTH = 4


def _subtags(language: str) -> list[str]:
    return language.strip().lower().replace("_", "-").split("-")


def primary(language: str) -> str:
    """The language of a tag without script and region: `az-Latn-AZ` is `az`."""
    return _subtags(language)[0]


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The value of HTML's `dir` for a tag; a script in the tag (`az-Arab`, `ur-Latn`) outranks the
    language."""
    first, *rest = _subtags(language)
    script = next((part for part in rest if len(part) == _SCRIPT_LENGTH and part.isalpha()), None)
    if script is not None:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in _RIGHT_TO_LEFT else "ltr"
