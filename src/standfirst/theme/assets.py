"""Content-addressed assets: style sheets, scripts and fonts, each named by a hash of its bytes."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

FILES = Path(__file__).parent / "files"
PREFIX = "/assets/"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
# What only pages of the app need (forms, search, the account) is not on the way of who reads a story.
_SHEETS = {
    "site.css": FILES / "css",
    "app.css": FILES / "css" / "app",
}
_URL = re.compile(r'url\("?([^")]+)"?\)')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def asset(name: str) -> str:
    """Return the path of an asset, such as ``/assets/site.1a2b3c4d.css`` for ``site.css``.

    Raises:
        KeyError: the theme has no asset of that name.
    """
    stem, dot, extension = name.rpartition(".")
    return f"{PREFIX}{stem}.{digest(contents(name))}{dot}{extension}"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all assets, sorted."""
    fonts = (path.name for path in (FILES / "fonts").glob("*.woff2"))
    scripts = (path.name for path in (FILES / "js").glob("*.js"))
    return tuple(sorted((*_SHEETS, *fonts, *scripts)))


@cache
def contents(name: str) -> bytes:
    """Return the bytes of the asset ``name``, in a style sheet with the addresses of what it loads hashed.

    Raises:
        KeyError: the theme has no asset of that name.
    """
    if name not in names():
        raise KeyError(name)
    if name in _SHEETS:
        return _style_sheet(_SHEETS[name]).encode()
    folder = "js" if name.endswith(".js") else "fonts"
    return (FILES / folder / name).read_bytes()


@cache
def by_path() -> dict[str, str]:
    """Return the name of each asset by its path."""
    return {asset(name): name for name in names()}


def media_type(name: str) -> str:
    """Return the media type of an asset by its name's extension."""
    return MEDIA_TYPES[Path(name).suffix]


def digest(body: bytes) -> str:
    """Return the eight hexadecimal digits that name these bytes."""
    return hashlib.sha256(body).hexdigest()[:8]


def _style_sheet(folder: Path) -> str:
    """Join the parts in ``folder`` in the order of their names, without comments and indentation."""
    text = "\n".join(path.read_text() for path in sorted(folder.glob("*.css")))
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return _URL.sub(lambda match: f'url("{asset(match[1])}")', "\n".join(line for line in lines if line))
