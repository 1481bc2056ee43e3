"""HTML from elsewhere becomes a small, safe subset that our templates may print unescaped."""

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

import nh3
from lxml import etree

from .nesting import TooTangled, check_nesting

TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "li",
        "ol",
        "p",
        "strong",
        "sub",
        "sup",
        "ul",
    ]
)
_DROPPED = frozenset(
    [
        "applet",
        "audio",
        "button",
        "canvas",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "input",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "plaintext",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
        "xmp",
    ]
)
_RENAMED = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "q": "em",
    "cite": "em",
    "dir": "ul",
}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "header",
        "hr",
        "legend",
        "main",
        "nav",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
    ]
)
_MAX_HREF = 2048
_ROUNDS = 4
_TOKEN = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>|[^<]+")
_BREAKING = TAGS - {"a", "em", "strong", "sub", "sup"}
# What XML, and so libxml2, cannot hold (XML 1.0, section 2.2), and lone surrogates.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_html(html: str, base_url: str | None = None) -> str:
    """`html` reduced to TAGS, with `href` (absolute http or https) as the only attribute.

    Relative links are resolved against `base_url`, or lose their link without one. Larger headings are
    lowered, boxes and table rows become paragraphs, so that words of neighbours never run together. Markup
    too tangled to parse becomes its plain text. Cleaning twice gives the same as cleaning once.
    """
    html = _UNPRINTABLE.sub("", html).replace("\r\n", "\n").replace("\r", "\n")
    try:
        check_nesting(html)
    except TooTangled:
        return _as_paragraphs(re.sub(r"<[^>]*>?", " ", html))
    cleaned = _tidy(_sanitise(_simplified(html), base_url))
    for _round in range(_ROUNDS):
        again = _tidy(_sanitise(_simplified(cleaned), base_url))
        if again == cleaned:
            return cleaned
        cleaned = again
    return _as_paragraphs(text_of(cleaned))


def plain_text(html: str) -> str:
    """The words of `html`: one line to a paragraph, an empty line between paragraphs."""
    return text_of(clean_html(html))


def safe_link(href: str, base_url: str | None = None) -> str | None:
    """`href` as an absolute http or https address without a user name, or None."""
    try:
        address = urljoin(base_url or "", href.strip())
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    except ValueError:
        return None
    if not usable or len(address) > _MAX_HREF or re.search(r"[\s\\<>\"]", address):
        return None
    return address


def _simplified(html: str) -> str:
    """Renames and drops elements in a tree and writes it out again, balanced."""
    try:
        root = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser(huge_tree=False, remove_comments=True))
    except etree.LxmlError:
        return escape(html)
    if root is None:
        return ""
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        renamed = "p" if tag in _BLOCKS else _RENAMED.get(tag, tag)
        # Any other name may be one that lxml reads but does not write, such as `a<`.
        element.tag = renamed if renamed in TAGS else "span"
        if tag in {"td", "th"}:
            element.tag, element.tail = "span", f" {element.tail or ''}"
        elif tag == "hr":
            element.text = None
    written: str = etree.tostring(root, encoding="unicode", method="html")
    return written


def _sanitise(html: str, base_url: str | None) -> str:
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        attribute_filter=lambda _tag, _name, value: safe_link(value, base_url),
        url_schemes={"http", "https"},
        url_relative="pass_through",
        link_rel=None,
    )


def _tidy(html: str) -> str:
    """Takes out empty elements and links that lead nowhere; linear in the length of `html`."""
    kept: list[str] = []
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(html):
        closing, tag, attributes = match.group(1), match.group(2), match.group(3)
        if tag is None or tag == "br":
            kept.append(match.group())
        elif not closing:
            opened.append((tag, len(kept)))
            kept.append("" if tag == "a" and not attributes.strip() else match.group())
        elif opened and opened[-1][0] == tag:
            start = opened.pop()[1]
            if not "".join(kept[start + 1 :]).strip():
                kept[start:] = ["\n" if tag in _BREAKING else " "]
            elif kept[start]:
                kept.append(match.group())
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(kept)).strip()


def text_of(cleaned: str) -> str:
    """The words of what `clean_html` returned, as `plain_text` gives them."""
    parts: list[str] = []
    for match in _TOKEN.finditer(cleaned):
        tag = match.group(2)
        if tag is None:
            parts.append(re.sub(r"\s+", " ", unescape(match.group())))
        elif tag == "br":
            parts.append("\n")
        elif tag in _BREAKING:
            parts.append("\n\n")
    lines = (line.strip() for line in re.sub(r" +", " ", "".join(parts)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _as_paragraphs(text: str) -> str:
    paragraphs = (re.sub(r"\s+", " ", part).strip() for part in unescape(text).split("\n\n"))
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs if part)
