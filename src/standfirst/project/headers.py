"""What browsers are told about every answer: policies that leave no room for what we did not ship.

The sets follow Mozilla's Observatory: nothing lost, and every bonus but the HSTS preload list, which is the
operator's choice of domain.
"""

from __future__ import annotations

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
_OWN = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def _policy(**changes: str) -> str:
    directives = _OWN | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


DOCUMENT = _COMMON | {"Content-Security-Policy": _policy(), "X-Frame-Options": "DENY"}
"""Public pages. The same set belongs on the baked files, whoever serves them."""

# A one-time code's picture is a data: address, made by allauth.
APP = DOCUMENT | {
    "Content-Security-Policy": _policy(img_src="'self' data:"),
    "Cache-Control": "private, no-store",
}

# The editor shows its preview in a frame and a chosen file before its upload as a blob: address.
ADMIN = _COMMON | {
    "Content-Security-Policy": _policy(
        img_src="'self' data: blob:", media_src="'self'", frame_src="'self'", frame_ancestors="'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "private, no-store",
}

# Share pictures and feed pictures are shown by others: readers of feeds, social networks.
MEDIA = _COMMON | {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Frame-Options": "DENY",
}


def headers_for(path: str) -> dict[str, str]:
    """Return the headers of an answer at ``path`` (begins with ``/``)."""
    if path.startswith("/admin/") or path == "/admin":
        return ADMIN
    if path.startswith("/_/counted/"):
        return MEDIA | {"Cache-Control": "private, no-store"}
    if path.startswith("/_/"):
        return APP
    if path.startswith("/media/"):
        return MEDIA
    if path.endswith("/share.png"):
        return DOCUMENT | {"Cross-Origin-Resource-Policy": "cross-origin"}
    return DOCUMENT
