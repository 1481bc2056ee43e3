"""The media type of a public file, by its path alone: the app, and any web server in front, say the same."""

from __future__ import annotations

_HTML = "text/html; charset=utf-8"
BY_NAME = {
    "feed.json": "application/feed+json; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
}
BY_ENDING = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "html": _HTML,
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
    "yaml": "application/yaml; charset=utf-8",
    "zip": "application/zip",
}


def media_type(path: str) -> str:
    """Return the ``Content-Type`` of the document at ``path`` (an address that ends in ``/`` is a page)."""
    name = path.rpartition("/")[2]
    if not name:
        return _HTML
    return BY_NAME.get(name) or BY_ENDING.get(name.rpartition(".")[2], "application/octet-stream")
