"""Names of licences: one code for the many ways in which pages, feeds and people write one."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("licences.toml")
_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(licenses|publicdomain)/([a-z-]+)(?:/(\d(?:\.\d)?))?(?:/.*)?$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"[-\s](\d\.\d)(?:[-\s]+[A-Z]{2,10})?$")


@dataclass(frozen=True)
class Licence:
    """One row of the table. The uses' words are explained at the head of ``licences.toml``."""

    code: str
    reprint: str
    translation: str
    summary: str
    conditions: tuple[str, ...]


@cache
def table() -> dict[str, Licence]:
    """Return the rows of ``licences.toml`` by their code."""
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        code: Licence(code, row["reprint"], row["translation"], row["summary"], tuple(row["conditions"]))
        for code, row in rows.items()
    }


@cache
def _names() -> dict[str, str]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {name: code for code, row in rows.items() for name in (code, *row.get("names", ()))}


def normalise(licence: str) -> str:
    """Return the code as we keep it, such as ``CC-BY-ND-4.0``; ``UNKNOWN`` where we can't tell.

    Understands SPDX identifiers, prose (``CC BY 4.0``, ``Public Domain``) and Creative Commons addresses.
    """
    text = licence.strip()
    address = _CREATIVE_COMMONS.match(text)
    if address:
        kind, name, version = address.groups()
        name = {"zero": "CC0", "mark": "PD"}.get(name.lower(), f"CC-{name.upper()}")
        text = name if kind.lower() == "publicdomain" else f"{name}-{version or '4.0'}"
    text = re.sub(r"\s+|_", "-", re.sub(r"\bCREATIVE COMMONS\b", "CC", text.upper()))
    text = re.sub(r"-?\((.*)\)$", "", text)
    text = re.sub(r"^CC-0", "CC0", text)
    version = _VERSION.search(text)
    base = text[: version.start()] if version else text
    code = _names().get(base)
    if code is None:
        return "UNKNOWN"
    return f"{code}-{version.group(1)}" if version and code.startswith("CC-BY") else code


def family(licence: str) -> str:
    """Return the table's row for a licence: its code without a version."""
    return _VERSION.sub("", normalise(licence))


def licence_url(licence: str) -> str:
    """Return the address of the licence's text, or ``""`` where there is none to link to."""
    code = normalise(licence)
    if code == "CC0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if code == "PD":
        return "https://creativecommons.org/publicdomain/mark/1.0/"
    if not code.startswith("CC-BY"):
        return ""
    version = _VERSION.search(code)
    name = family(code).removeprefix("CC-").lower()
    return f"https://creativecommons.org/licenses/{name}/{version.group(1) if version else '4.0'}/"
