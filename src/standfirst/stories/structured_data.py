"""A story for machines: schema.org's NewsArticle and Open Graph, from the page's own value."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from standfirst.media.values import PictureValue
from standfirst.publication.values import Shell
from standfirst.stories.values import CreditValue, OriginValue, SourceValue, StoryCard, StoryValue

CONTEXT = "https://schema.org"
_TYPES = {"analysis": "AnalysisNewsArticle", "opinion": "OpinionNewsArticle"}
_AGENTS = {"person": "Person", "outlet": "NewsMediaOrganization"}


def news_article(value: StoryValue, address: str, base_url: str, publisher: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON-LD of a story: its genre's type, who made it, from what, on which sources.

    ``address`` is the story's own absolute address, ``publisher`` an object of schema.org's.
    """
    card = value.card
    # To schema.org an editor is a person; a desk that edited is a contributor.
    editors = _people(value.credits, "editor", base_url)
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": _TYPES.get(card.genre, "NewsArticle"),
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": card.headline,
        "description": card.standfirst,
        "inLanguage": card.language,
        "datePublished": _moment(card.published_at),
        "dateModified": _moment(card.updated_at or card.published_at),
        "wordCount": value.word_count,
        "genre": card.genre,
        "isAccessibleForFree": True,
        "publisher": publisher,
        "isPartOf": {
            "@type": "CreativeWork",
            "name": publisher["name"],
            "url": f"{base_url}/{card.language}/",
        },
        "author": _people(value.credits, "author", base_url) or [publisher],
        "translator": _people(value.credits, "translator", base_url),
        "editor": [editor for editor in editors if editor["@type"] == "Person"],
        "contributor": [editor for editor in editors if editor["@type"] != "Person"],
        "articleSection": card.section.label if card.section else "",
        "keywords": [topic.label for topic in value.topics],
        "citation": [_source(source) for source in value.sources],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": change.text,
                "datePublished": _moment(change.made_at),
                **({"url": base_url + change.version_path} if change.version_path else {}),
            }
            for change in value.changes
            if change.kind == "correction"
        ],
        "image": [_image(value.lead_picture, base_url)] if value.lead_picture else [],
        "license": value.licence_url,
    }
    if value.origin is not None:
        data.update(_made_from(value.origin))
    return {name: content for name, content in data.items() if content not in ("", [], None)}


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds")


def _people(credits: tuple[CreditValue, ...], role: str, base_url: str) -> list[dict[str, Any]]:
    found = []
    for credit in credits:
        if credit.role == role:
            person: dict[str, Any] = {"@type": _AGENTS.get(credit.kind, "Organization"), "name": credit.name}
            if credit.path:
                person["url"] = base_url + credit.path
            elif credit.url:
                person["url"] = credit.url
            if credit.what and credit.kind == "person":
                person["jobTitle"] = credit.what
            found.append(person)
    return found


def _source(source: SourceValue) -> dict[str, Any]:
    data = {
        "@type": "CreativeWork",
        "name": source.title or source.raw,
        "publisher": {"@type": "Organization", "name": source.outlet.name},
        "datePublished": source.date if source.date.replace("-", "").isdigit() else "",
        "inLanguage": source.language,
        "url": source.url,
        "archivedAt": source.archived_url,
    }
    return {name: content for name, content in data.items() if content}


def _made_from(origin: OriginValue) -> dict[str, Any]:
    original: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": origin.title,
        "publisher": {"@type": "NewsMediaOrganization", "name": origin.outlet.name},
        "author": [{"@type": "Person", "name": name} for name in origin.authors],
        "inLanguage": origin.language,
        "datePublished": origin.date if origin.date.replace("-", "").isdigit() else "",
        "url": origin.url,
        "license": origin.licence_url,
    }
    original = {name: content for name, content in original.items() if content}
    relation = "translationOfWork" if origin.kind == "translation" else "isBasedOn"
    data: dict[str, Any] = {relation: original}
    if origin.kind != "summary":
        data["creditText"] = origin.credit_wording or origin.outlet.name
        data["license"] = origin.licence_url
        data["copyrightHolder"] = original["publisher"]
    return {name: content for name, content in data.items() if content}


def _image(picture: PictureValue, base_url: str) -> dict[str, Any]:
    file = picture.fallback
    data = {
        "@type": "ImageObject",
        "url": base_url + file.path,
        "width": f"{file.width} px",
        "height": f"{file.height} px",
        "caption": picture.caption or picture.alternative_text,
        "creditText": picture.credit,
        "license": picture.licence_url,
    }
    return {name: content for name, content in data.items() if content}


def publisher(shell: Shell) -> dict[str, Any]:
    """Return the publication as the publisher of its stories."""
    data: dict[str, Any] = {
        "@type": "NewsMediaOrganization",
        "name": shell.name,
        "url": f"{shell.base_url}/{shell.language}/",
    }
    if shell.logo is not None:
        data["logo"] = {"@type": "ImageObject", "url": shell.base_url + shell.logo.light.path}
    return data


def open_graph(card: StoryCard, canonical: str, share_picture: str, site: str) -> tuple[tuple[str, str], ...]:
    """Return the Open Graph pairs of a story; ``share_picture`` is its absolute address."""
    pairs = [
        ("og:type", "article"),
        ("og:title", card.headline),
        ("og:description", card.standfirst),
        ("og:url", canonical),
        ("og:site_name", site),
        ("og:locale", card.language.replace("-", "_")),
        ("og:image", share_picture),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", card.headline),
        ("article:published_time", _moment(card.published_at)),
    ]
    if card.updated_at:
        pairs.append(("article:modified_time", _moment(card.updated_at)))
    if card.section:
        pairs.append(("article:section", card.section.label))
    return tuple(pairs)
