"""HTML that was rendered elsewhere by our templates, or says so."""

from __future__ import annotations

from html import unescape

import nh3

_NAMED = {"id", "class", "lang", "dir"}
_ICON = {
    "class", "viewbox", "viewBox", "width", "height", "aria-hidden", "focusable", "fill", "stroke", "stroke-width",
    "stroke-linecap", "stroke-linejoin",
}  # fmt: skip
_ATTRIBUTES = {
    **dict.fromkeys(("p", "h2", "h3", "figure", "table", "span", "blockquote"), frozenset(_NAMED)),
    "div": _NAMED | {"role", "aria-label", "tabindex"},
    "a": _NAMED | {"href", "rel"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding", "class"},
    "source": {"srcset", "sizes", "type", "media"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "svg": _ICON,
    "path": {"d"},
}
_TAGS = {
    *nh3.ALLOWED_TAGS,
    "figure",
    "figcaption",
    "picture",
    "source",
    "img",
    "table",
    "cite",
    "footer",
    "svg",
    "path",
}


def safe(html: str) -> str:
    """Return ``html`` with only what our templates write into a body; unchanged where there is nothing else in it."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return html if _spelled_alike(clean) == _spelled_alike(html) else clean


def _spelled_alike(html: str) -> str:
    """Two texts that differ only in how they spell quotation marks and empty elements are one."""
    return unescape(html.replace("></path>", "/>"))
