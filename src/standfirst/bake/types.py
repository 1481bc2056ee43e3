"""Which media type a path has. Whoever serves the folder goes by the same rule, so nothing else needs to be kept."""

from __future__ import annotations

_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
BY_NAME = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    "tdmrep.json": "application/json",
}
"""By the last word of the path; goes before the ending."""
BY_ENDING = {
    "html": _HTML,
    "txt": _TEXT,
    "xml": "application/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
    "zip": "application/zip",
    "yaml": "application/yaml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
UNKNOWN = "application/octet-stream"
_COMPACT = frozenset({"png", "ico", "woff2", "pdf", "zip"})


def content_type(path: str) -> str:
    """Return the media type of the document at ``path`` (``application/octet-stream`` for an unknown ending)."""
    name = path.rpartition("/")[2]
    if not name:
        return _HTML
    return BY_NAME.get(name) or BY_ENDING.get(name.rpartition(".")[2], UNKNOWN)


def compressible(path: str) -> bool:
    """Tell whether a document at ``path`` gets compressed siblings: text does, what is compressed already doesn't."""
    name = path.rpartition("/")[2]
    return not name or (content_type(path) != UNKNOWN and name.rpartition(".")[2] not in _COMPACT)


def cache_control(path: str) -> str:
    """Return how long a copy may be used: for ever where the address names the bytes, else until asked again."""
    if path.startswith("/assets/"):
        return "public, max-age=31536000, immutable"
    if path.startswith("/icons/") or path == "/favicon.ico":
        return "public, max-age=86400"
    return "public, no-cache"
