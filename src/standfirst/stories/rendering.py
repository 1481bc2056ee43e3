"""A story's body as readers get it: HTML and plain text. Made once, at publication, and stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

from anyascii import anyascii
from django.utils.text import slugify

from standfirst.media.reading import picture_value
from standfirst.media.values import PictureValue
from standfirst.stories import markup

Links = Mapping[str, Sequence[markup.Place]]
"""The places to link, by the id of the block they stand in."""


def paragraphs(body: Any) -> list[tuple[str, str]]:
    """Return ``(block id, plain text)`` of each block of running text, in order."""
    return [
        (block.id or "", markup.plain(markup.clean(block.value.source)))
        for block in body
        if block.block_type == "paragraph"
    ]


def body_text(body: Any) -> str:
    """Return the body as plain text, a paragraph a line: for search, the word count and the difference."""
    lines: list[str] = []
    for block in body:
        lines.extend(_TEXTS[block.block_type](block.value))
    return "\n".join(line for line in (line.strip() for line in lines) if line)


def word_count(text: str) -> int:
    """Return the number of words: runs without white space."""
    return len(text.split())


def body_html(body: Any, language: str, links: Links | None = None) -> str:
    """Return the body as safe HTML with the places in ``links`` linked. No style, no script."""
    taken: set[str] = set()
    out = []
    for block in body:
        value = block.value
        match block.block_type:
            case "paragraph":
                html = markup.clean(value.source)
                places = list((links or {}).get(block.id or "", ()))
                out.append(markup.with_links(html, places) if places else html)
            case "heading":
                out.append(f'<h2 id="{_heading_id(value, taken)}">{escape(value)}</h2>')
            case "picture":
                out.append(_picture(value, language))
            case "quote":
                out.append(_quote(value))
            case "table":
                out.append(_table(value))
            case "embed":
                out.append(_embed(value))
    return "\n".join(part for part in out if part)


def _heading_id(text: str, taken: set[str]) -> str:
    base = f"h-{slugify(anyascii(text))[:60] or 'part'}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _picture(value: Any, language: str) -> str:
    if value["picture"] is None:
        return ""
    return figure(picture_value(value["picture"], language, value["caption"]))


def figure(picture: PictureValue) -> str:
    """Return a picture with its caption, credit and licence."""
    credit = escape(picture.credit)
    if picture.licence_url:
        licence = f'<a rel="license" href="{escape(picture.licence_url)}">{escape(picture.licence)}</a>'
    else:
        licence = escape(picture.licence)
    about = " · ".join(part for part in (credit, licence) if part)
    parts = [f'<span class="caption">{escape(picture.caption)}</span>' if picture.caption else ""]
    parts.append(f'<small class="credit">{about}</small>' if about else "")
    caption = " ".join(part for part in parts if part)
    return (
        f'<figure class="picture">{_sources(picture)}'
        + (f"<figcaption>{caption}</figcaption>" if caption else "")
        + "</figure>"
    )


def _sources(picture: PictureValue) -> str:
    fallback = picture.fallback
    formats: dict[str, list[str]] = {}
    for variant in picture.variants:
        formats.setdefault(variant.media_type, []).append(f"{escape(variant.path)} {variant.width}w")
    sizes = "(min-width: 48rem) 44rem, 100vw"
    sources = "".join(
        f'<source type="{media_type}" srcset="{", ".join(files)}" sizes="{sizes}">'
        for media_type, files in formats.items()
        if media_type != fallback.media_type
    )
    return (
        f'<picture>{sources}<img src="{escape(fallback.path)}" '
        f'srcset="{", ".join(formats[fallback.media_type])}" sizes="{sizes}" width="{fallback.width}" '
        f'height="{fallback.height}" alt="{escape(picture.alternative_text)}" loading="lazy" '
        'decoding="async"></picture>'
    )


def _quote(value: Any) -> str:
    text = "".join(f"<p>{escape(line)}</p>" for line in value["text"].splitlines() if line.strip())
    who = f"<figcaption>{escape(value['who'])}</figcaption>" if value["who"] else ""
    return f'<figure class="quote"><blockquote>{text}</blockquote>{who}</figure>'


def _table(value: Any) -> str:
    rows = [list(row) for row in value["rows"]]
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = ""
    for row in rows[1:]:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        first = f'<th scope="row">{escape(row[0])}</th>' if row else ""
        body += f"<tr>{first}{cells}</tr>"
    return (
        '<div class="table" tabindex="0" role="region" aria-label="'
        f'{escape(value["caption"])}"><table><caption>{escape(value["caption"])}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _embed(value: Any) -> str:
    address = urlsplit(value["url"])
    if address.scheme not in {"http", "https"} or not address.hostname:
        return ""
    return (
        f'<p class="embed-place"><a class="embed" data-purpose="embeds" href="{escape(value["url"])}" '
        f'rel="noopener noreferrer">{escape(value["title"])} <small>({escape(address.hostname)})</small></a></p>'
    )


_TEXTS: dict[str, Callable[[Any], list[str]]] = {
    "paragraph": lambda value: markup.plain(markup.clean(value.source)).split("\n"),
    "heading": lambda value: [value],
    "picture": lambda value: [value["caption"]],
    "quote": lambda value: [*value["text"].splitlines(), value["who"]],
    "table": lambda value: [value["caption"], *(" | ".join(row) for row in value["rows"])],
    "embed": lambda value: [value["title"]],
}
