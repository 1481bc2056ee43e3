"""A story as IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from standfirst.media.values import PictureValue
from standfirst.stories.values import CreditValue, OriginValue, SourceValue, StoryCard, StoryValue

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
PROFILE = "standfirst-story/1"
_ORGANISATIONS = {"desk", "outlet", "organisation", "body", "state", "armed_force"}


def uri(uid: str) -> str:
    """Return the permanent name of a record of ours: ``urn:uuid:...``."""
    return f"urn:uuid:{uid}"


def item(story: StoryValue, base_url: str, *, rights_holder: str, licence_url: str = "") -> dict[str, Any]:
    """Return ``story`` as one ninjs item. ``rights_holder`` holds the rights in our own stories."""
    card = story.card
    newest = card.updated_at or card.published_at
    origin = story.origin
    result: dict[str, Any] = {
        "standard": STANDARD,
        "uri": uri(card.uid),
        "type": "text",
        "representationType": "full",
        "profile": PROFILE,
        "version": str(len(story.changes) + 1),
        "firstCreated": _moment(card.published_at),
        "versionCreated": _moment(newest),
        "pubStatus": "usable",
        "language": card.language,
        "title": card.headline,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": card.headline}],
        "descriptions": [{"role": "standfirst", "contentType": "text/plain", "value": card.standfirst}],
        "bodies": [_body(story)],
        "by": ", ".join(credit.name for credit in story.credits if credit.role == "author"),
        "people": [_credit(c) for c in story.credits if c.kind not in _ORGANISATIONS],
        "organisations": [_credit(c) for c in story.credits if c.kind in _ORGANISATIONS],
        "subjects": _subjects(story),
        "genres": [{"name": card.genre}],
        "infoSources": [_source(source) for source in story.sources],
        "altIds": [
            {"role": "address", "value": f"{base_url}{card.path}"},
            {"role": "origin", "value": card.origin},
        ],
        "copyrightHolder": origin.outlet.name if origin and origin.kind != "summary" else rights_holder,
        "associations": _associations(story, base_url),
        "trustIndicators": [
            {"role": "https://schema.org/correction", "title": change.text, "href": f"{base_url}{card.path}"}
            for change in story.changes
        ],
    }
    linked = origin.licence_url if origin and origin.kind != "summary" else licence_url
    if linked:
        result["rightsInfo"] = {"linkedRights": linked}
    if origin and origin.credit_wording:
        result["usageTerms"] = origin.credit_wording
    return {name: value for name, value in result.items() if value not in ("", [], None)}


def short_item(card: StoryCard, base_url: str) -> dict[str, Any]:
    """Return what a list says of a story: a partial item that names the whole one."""
    return {
        "uri": uri(card.uid),
        "type": "text",
        "representationType": "partial",
        "versionCreated": _moment(card.updated_at or card.published_at),
        "firstCreated": _moment(card.published_at),
        "language": card.language,
        "title": card.headline,
        "altIds": [
            {"role": "address", "value": f"{base_url}{card.path}"},
            {"role": "data", "value": f"{base_url}/api/stories/{card.uid}.json"},
        ],
    }


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds")


def _body(story: StoryValue) -> dict[str, Any]:
    return {
        "role": "main",
        "contentType": "text/html",
        "wordCount": story.word_count,
        "charCount": len(story.body_html),
        "value": story.body_html,
    }


def _credit(credit: CreditValue) -> dict[str, Any]:
    named: dict[str, Any] = {"name": credit.name, "rel": credit.role}
    if credit.uid:
        named["uri"] = uri(credit.uid)
    return named


def _subjects(story: StoryValue) -> list[dict[str, Any]]:
    section = [{"name": story.card.section.label, "rel": "section"}] if story.card.section else []
    return [*section, *({"name": topic.label, "rel": "topic"} for topic in story.topics)]


def _source(source: SourceValue) -> dict[str, Any]:
    literal = source.raw or ", ".join(
        part for part in (source.outlet.name, source.title, source.date) if part
    )
    return {"name": source.outlet.name, "role": source.kind, "uri": uri(source.uid), "literal": literal}


def _associations(story: StoryValue, base_url: str) -> list[dict[str, Any]]:
    found = []
    if story.lead_picture:
        found.append(_picture(story.lead_picture, base_url))
    if story.origin:
        found.append(_original(story.origin))
    return found


def _picture(picture: PictureValue, base_url: str) -> dict[str, Any]:
    association: dict[str, Any] = {
        "name": "lead-picture",
        "uri": uri(picture.uid),
        "type": "picture",
        "renditions": [
            {
                "name": f"{variant.media_type.partition('/')[2]}-{variant.width}",
                "href": f"{base_url}{variant.path}",
                "contentType": variant.media_type,
                "width": variant.width,
                "height": variant.height,
            }
            for variant in picture.variants
        ],
    }
    if picture.alternative_text:
        association["descriptions"] = [{"role": "alternative-text", "value": picture.alternative_text}]
    if picture.credit:
        association["by"] = picture.credit
    if picture.licence_url:
        association["rightsInfo"] = {"linkedRights": picture.licence_url}
    return association


def _original(origin: OriginValue) -> dict[str, Any]:
    rel = {"translation": "translationOfWork", "reprint": "sameAs", "summary": "isBasedOn"}[origin.kind]
    association: dict[str, Any] = {
        "name": "original",
        "rel": rel,
        "uri": origin.url or f"urn:sha256:{origin.text_sha256}",
        "type": "text",
        "title": origin.title,
        "by": ", ".join(origin.authors),
        "language": origin.language,
        "infoSources": [{"name": origin.outlet.name, "role": "publisher", "uri": uri(origin.outlet.uid)}],
    }
    if origin.text_sha256:
        association["altIds"] = [{"role": "sha256", "value": origin.text_sha256}]
    return {name: value for name, value in association.items() if value not in ("", [])}
