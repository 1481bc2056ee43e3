"""One page becomes an original and a draft made from it, or is refused; nothing in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.fetch import FetchError
from standfirst.fetch.reservations import reservation
from standfirst.provenance.models import Agent, Original
from standfirst.provenance.outlets import Outlets
from standfirst.publication.models import Section
from standfirst.stories.actions.publish import add_draft
from standfirst.stories.blocks import blocks
from standfirst.stories.models import Credit, Story
from standfirst.wire import duplicates
from standfirst.wire.extraction import ExtractedPage, ExtractionRefused, Field, extract
from standfirst.wire.models import FIELDS, UNUSED, Intake
from standfirst.wire.origins import ROLES
from standfirst.wire.reading import Content, UnreadableFile

UNKNOWN_LANGUAGE = "und"
"""BCP 47 for a language nobody has said."""


class Why(StrEnum):
    """Why a page was not imported; for code. People read the message."""

    KNOWN = "known"
    NO_OUTLET = "no-outlet"


class ImportRefused(Exception):
    """The page was not imported and nothing was changed. ``str(error)`` says why, for an editor."""

    def __init__(self, why: Why, message: str, original: Original | None = None) -> None:
        super().__init__(message)
        self.why = why
        self.original = original
        """What it duplicates."""


REFUSALS = (FetchError, UnreadableFile, ExtractionRefused, ImportRefused)
"""All that reading and importing one page may raise. ``str`` of each is for an editor."""


@dataclass(frozen=True)
class Wanted:
    """What a page is to become."""

    language: str
    origin: str = "summary"
    outlet: str = ""
    """The outlet's name, where the editor says it; else as the page or its address says."""
    section: Section | None = None
    credit: Agent | None = None
    """Who works on it: the author of a summary, the translator of a translation, the editor of a reprint."""
    user: Any = None
    original: Original | None = None
    """One that waits for its text, where it is known which."""


def take(content: Content, wanted: Wanted, *, outlets: Outlets | None = None) -> Intake:
    """Extract, import and compare one page that was read.

    Raises:
        ExtractionRefused: there is no article in it.
        ImportRefused: it is here already, or nobody says which outlet it is of.
    """
    page = extract(content.content, url=content.url, content_type=content.content_type)
    intake = import_page(
        page, wanted, url=content.url, at=content.at, outlets=outlets, headers=content.headers
    )
    intake.similar = duplicates.similar(intake.original)
    if intake.similar:
        intake.save(update_fields=["similar"])
    return intake


@transaction.atomic
def import_page(
    page: ExtractedPage,
    wanted: Wanted,
    *,
    url: str | None,
    at: datetime,
    outlets: Outlets | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Intake:
    """Store ``page`` as an original with its exact text, and a draft with its body; return what waits for confirmation.

    ``at`` is when the page was fetched or read. ``outlets`` may be shared among pages. ``headers`` (lower-case names) are
    those of the site's answer: what they or the page reserve is noted on the original.

    Raises:
        ImportRefused: it is here already, or nobody says which outlet it is of.
        StoryContainer.DoesNotExist: the publication doesn't have the language.
    """
    address, text = str(page.url.value or url or ""), str(page.body_text.value)
    original = _waiting({address, url or ""}, text, wanted.original) or Original()
    outlet, made = _outlet(page, address, wanted.outlet, outlets or Outlets.load())
    original.outlet_id = outlet
    original.title = str(page.title.value)[:500]
    original.authors = list(page.authors.value)
    original.date = str(page.date.value)
    original.language = str(page.language.value or UNKNOWN_LANGUAGE)
    original.url = address[:1000]
    original.licence = str(page.licence.value)
    original.text = text
    original.reservation = _reserved(headers, page.metas)
    original.fetched_at = at
    original.save()
    fields = {name: _noted(getattr(page, name)) for name in (*FIELDS, *UNUSED) if hasattr(page, name)}
    fields["body"] = _noted(page.body_text) | {"value": len(text.split())}
    if wanted.outlet:
        fields["outlet"] |= {"value": wanted.outlet, "source": "editor"}
    elif not page.outlet:
        fields["outlet"] |= {"value": _host(address), "source": "address"}
    if made:
        fields["outlet"]["new"] = True
    if wanted.origin == "summary" or not page.description:
        # A summary's standfirst is in our own words too.
        fields.pop("description")
    story = Story(
        title=str(page.title.value)[:255] or _("Without a headline"),
        standfirst=fields["description"]["value"] if "description" in fields else "",
        origin=wanted.origin,
        original=original,
        section=wanted.section,
        body=blocks(str(page.body_html.value), address or None),
    )
    if wanted.credit is not None:
        story.credits = [Credit(agent=wanted.credit, role=ROLES[wanted.origin], sort_order=0)]
    add_draft(story, wanted.language, user=wanted.user)
    return Intake.objects.create(
        story=story, original=original, url=(url or "")[:1000], fields=fields, made_at=at
    )


def _reserved(headers: Mapping[str, str], metas: Mapping[str, str]) -> str:
    """Return by what machine use of the page is reserved, with the address of the terms; empty where it isn't."""
    found = reservation(headers, metas)
    return f"{found.by} {found.policy}".strip()[:200] if found.reserved else ""


def _noted(field: Field) -> dict[str, Any]:
    return {
        "value": _plain(field.value),
        "source": field.source,
        "others": [[source, _plain(value)] for source, value in field.others],
        "confirmed": False,
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _waiting(addresses: set[str], text: str, named: Original | None) -> Original | None:
    """Return the original that waits for its text, ``named`` or another: a permission for it came first. None: there is none.

    Raises:
        ImportRefused: the page, or its text, is here already.
    """
    waiting = named if named is not None and duplicates.waits(named) else None
    for address in sorted(addresses):
        known = duplicates.same_address(address)
        if known is not None and duplicates.waits(known):
            waiting = waiting or known
        elif known is not None:
            message = _("This page is here already, by its address: “%(title)s” (%(where)s).")
            raise ImportRefused(Why.KNOWN, message % {"title": known.title, "where": _where(known)}, known)
    known = duplicates.same_text(text)
    if known is not None:
        message = _("The same text is here already, from %(outlet)s: “%(title)s” (%(where)s).")
        said = {"outlet": known.outlet, "title": known.title, "where": _where(known)}
        raise ImportRefused(Why.KNOWN, message % said, known)
    return waiting


def _where(original: Original) -> str:
    story = original.stories.order_by("pk").first()
    return _("story “%s”") % story.title if story else _("an original without a story")


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _outlet(page: ExtractedPage, address: str, said: str, outlets: Outlets) -> tuple[int, bool]:
    """Return the outlet's primary key, and whether it was made for this."""
    host = _host(address)
    name = (said or str(page.outlet.value) or host)[:200]
    if not name:
        raise ImportRefused(
            Why.NO_OUTLET, _("Neither the page nor its address says which outlet it is of. Give its name.")
        )
    known = next((pk for form in (said, host, name) if form and (pk := outlets.find(form))), None)
    if known is not None:
        return known, False
    made = outlets.propose(name, str(page.language.value or UNKNOWN_LANGUAGE))
    if host:
        scheme = urlsplit(address).scheme
        Agent.objects.filter(pk=made, url="").update(url=f"{scheme}://{urlsplit(address).netloc}/")
    return made, True
