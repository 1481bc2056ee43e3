"""Title, authors, date and the rest, each with where it was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from trafilatura.metadata import extract_author, extract_license, extract_title

from standfirst.fetch.cleaning import safe_link
from standfirst.provenance.licence_codes import normalise
from standfirst.wire.extraction import dates, linked_data
from standfirst.wire.extraction.second import differs
from standfirst.wire.extraction.values import Field

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|\||,\s+and\s+|\s+and\s+|,\s+)\s*")


@dataclass
class Page:
    """A page's tree with its machine-readable parts taken out once."""

    tree: Any
    url: str | None
    node: dict[str, Any] = field(init=False)
    metas: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.node = linked_data.article_node(self.tree)
        self.metas = {}
        for meta in self.tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop")
            content = linked_data.clean(meta.get("content") or "")
            if name and content:
                self.metas.setdefault(name.strip().lower(), content)

    def meta(self, *names: str) -> str:
        """Return the content of the first of ``names`` that has one."""
        return next((self.metas[name] for name in names if name in self.metas), "")

    def link(self, rel: str) -> str:
        """Return the first address linked as ``rel``."""
        for link in self.tree.iter("link", "a"):
            if rel in (link.get("rel") or "").lower().split() and link.get("href"):
                return str(link.get("href"))
        return ""


_LONGEST_DESCRIPTION = 600
_GUESSES = frozenset({"trafilatura", "address"})
_Finding = tuple[str, Callable[[], Any]]


def _first(*findings: _Finding) -> Field:
    """Take the first place that says something, with what the page says otherwise in other places.

    A guess (trafilatura's) is made only where the page itself says nothing.
    """
    found = Field()
    others: list[tuple[str, Any]] = []
    for source, find in findings:
        if found and source in _GUESSES:
            break
        value = find()
        if value and not found:
            found = Field(value, source)
        elif value and all(differs(known, value) for known in (found.value, *(said for _at, said in others))):
            others.append((source, value))
    return replace(found, others=tuple(others))


def title(page: Page) -> Field:
    """Find the headline."""
    return _first(
        ("JSON-LD", lambda: linked_data.text(page.node.get("headline"))),
        ("Open Graph", lambda: page.meta("og:title")),
        ("meta", lambda: page.meta("twitter:title", "dc.title", "dcterms.title")),
        ("trafilatura", lambda: linked_data.clean(_quietly(extract_title, page.tree))),
    )


def authors(page: Page) -> Field:
    """Find who wrote it: a tuple of names."""
    found = _first(
        ("JSON-LD", lambda: _without_by(page.node.get("author") or page.node.get("creator"))),
        ("Open Graph", lambda: _names([page.meta("article:author", "og:article:author")])),
        (
            "meta",
            lambda: _names([page.meta("author", "byl", "parsely-author", "dc.creator", "sailthru.author")]),
        ),
        ("trafilatura", lambda: _names([_quietly(extract_author, page.tree)])),
    )
    return found if found else Field((), "")


def date(page: Page) -> Field:
    """Find the day of publication, as EDTF."""
    published = ("article:published_time", "og:article:published_time", "og:published_time")
    metas = (
        "datepublished",
        "parsely-pub-date",
        "dcterms.created",
        "dc.date",
        "dc.date.issued",
        "pubdate",
        "date",
    )
    return _first(
        ("JSON-LD", lambda: dates.edtf(linked_data.text(page.node.get("datePublished")))),
        ("Open Graph", lambda: dates.edtf(page.meta(*published))),
        ("meta", lambda: dates.edtf(page.meta(*metas))),
        ("trafilatura", lambda: dates.guessed(page.tree, page.url)),
    )


def language(page: Page) -> Field:
    """Find the language, as a BCP 47 tag."""
    root = page.tree.getroottree().getroot()
    return _first(
        ("JSON-LD", lambda: _tag(linked_data.text(page.node.get("inLanguage")))),
        ("page", lambda: _tag(root.get("lang") or root.get("xml:lang") or "")),
        ("Open Graph", lambda: _tag(page.meta("og:locale"))),
        ("meta", lambda: _tag(page.meta("content-language", "dc.language", "language"))),
    )


def outlet(page: Page) -> Field:
    """Find what the site calls itself; failing that, its host.

    The site goes before the publisher in JSON-LD: where they differ, that one is often the agency whose copy it is.
    """
    host = (urlsplit(page.url).hostname or "").removeprefix("www.") if page.url else ""
    return _first(
        ("Open Graph", lambda: _site(page.meta("og:site_name"))),
        ("JSON-LD", lambda: next(iter(linked_data.names(page.node.get("publisher"))), "")),
        ("meta", lambda: _site(page.meta("application-name", "dc.publisher", "publisher"))),
        ("address", lambda: host),
    )


def description(page: Page) -> Field:
    """Find the sentence or two with which the page sums itself up."""
    found = _first(
        ("JSON-LD", lambda: linked_data.text(page.node.get("description"))),
        ("Open Graph", lambda: page.meta("og:description")),
        ("meta", lambda: page.meta("description", "twitter:description", "dc.description")),
    )
    return replace(found, value=found.value[:_LONGEST_DESCRIPTION])


def licence(page: Page) -> Field:
    """Find the licence stated on the page, as our code. Only one that we know."""
    return _first(
        ("JSON-LD", lambda: _code(linked_data.address(page.node.get("license")))),
        ("meta", lambda: _code(page.meta("dcterms.license", "dc.rights", "license"))),
        ("page", lambda: _code(page.link("license"))),
        ("trafilatura", lambda: _code(_quietly(extract_license, page.tree))),
    )


def canonical(page: Page) -> Field:
    """Find the page's own address. One on another site is not believed."""
    own = urlsplit(page.url or "").hostname

    def here(href: str) -> str:
        link = _link(href, page)
        return link if link and (own is None or _same_site(urlsplit(link).hostname, own)) else ""

    return _first(
        ("page", lambda: here(page.link("canonical"))),
        ("Open Graph", lambda: here(page.meta("og:url"))),
        (
            "JSON-LD",
            lambda: here(linked_data.address(page.node.get("url") or page.node.get("mainEntityOfPage"))),
        ),
        ("address", lambda: page.url or ""),
    )


def picture(page: Page) -> Field:
    """Find the address of the lead picture. That a page offers it in several sizes is no contradiction."""
    found = _first(
        ("JSON-LD", lambda: _link(linked_data.address(page.node.get("image")), page)),
        ("Open Graph", lambda: _link(page.meta("og:image:secure_url", "og:image"), page)),
        ("meta", lambda: _link(page.meta("twitter:image", "twitter:image:src"), page)),
    )
    return replace(found, others=())


def _without_by(value: Any) -> tuple[str, ...]:
    return tuple(name for each in linked_data.names(value) if (name := _BY.sub("", each)))


def _names(values: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for value in values:
        for name in _AND.split(_BY.sub("", value)):
            plain = linked_data.clean(name)
            if 1 < len(plain) <= 80 and "://" not in plain and "@" not in plain:
                found.append(plain)
    return tuple(dict.fromkeys(found[:20]))


def _site(name: str) -> str:
    """Return a site's name; ``""`` for one that is an address or a bare host."""
    return "" if re.fullmatch(r"\S*(?:://|\.[a-z]{2,})\S*", name, re.IGNORECASE) else name


def _tag(value: str) -> str:
    match = _TAG.fullmatch(value.strip())
    return match.group().replace("_", "-") if match else ""


def _link(href: str, page: Page) -> str | None:
    return safe_link(href, page.url) if href else None


def _code(value: str) -> str:
    code = normalise(value[:300]) if value else ""
    return "" if code == "UNKNOWN" else code


def _same_site(one: str | None, other: str) -> bool:
    left, right = (one or "").removeprefix("www."), other.removeprefix("www.")
    return left == right or left.endswith(f".{right}") or right.endswith(f".{left}")


def _quietly(find: Callable[[Any], str | None], tree: Any) -> str:
    try:
        return find(tree) or ""
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
