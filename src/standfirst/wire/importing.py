"""One page becomes an original and a draft made from it, or is refused; nothing in between."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.provenance.models import Agent, Original
from standfirst.provenance.outlets import Outlets
from standfirst.stories.actions.publish import add_draft
from standfirst.stories.blocks import blocks
from standfirst.stories.models import Story
from standfirst.wire.extraction import ExtractedPage
from standfirst.wire.intakes import FIELDS
from standfirst.wire.models import Intake

UNKNOWN_LANGUAGE = "und"
"""BCP 47 for a language nobody has said."""


class ImportRefused(Exception):
    """The page was not imported and nothing was changed. ``str(error)`` says why, for an editor."""


@dataclass(frozen=True)
class Wanted:
    """What a page is to become."""

    language: str
    origin: str = "summary"
    outlet: str = ""
    """The outlet's name, where the editor says it; else as the page or its address says."""
    user: Any = None


@transaction.atomic
def import_page(
    page: ExtractedPage, wanted: Wanted, *, url: str | None, at: datetime, outlets: Outlets | None = None
) -> Intake:
    """Store ``page`` as an original with its exact text, and a draft with its body; return what waits for confirmation.

    ``at`` is when the page was fetched or read. ``outlets`` may be shared among pages.

    Raises:
        ImportRefused: it is here already, or nobody says which outlet it is of.
        StoryContainer.DoesNotExist: the publication doesn't have the language.
    """
    address, text = str(page.url.value or url or ""), str(page.body_text.value)
    _refuse_known(address, text)
    original = Original.objects.create(
        outlet_id=_outlet(page, address, wanted.outlet, outlets or Outlets.load()),
        title=str(page.title.value)[:500],
        authors=list(page.authors.value),
        date=str(page.date.value),
        language=str(page.language.value or UNKNOWN_LANGUAGE),
        url=address[:1000],
        licence=str(page.licence.value),
        text=text,
        fetched_at=at,
    )
    story = Story(
        title=str(page.title.value)[:255] or _("Without a headline"),
        origin=wanted.origin,
        original=original,
        body=blocks(str(page.body_html.value), address or None),
    )
    add_draft(story, wanted.language, user=wanted.user)
    return Intake.objects.create(
        story=story,
        original=original,
        url=(url or "")[:1000],
        fields={name: _noted(getattr(page, name)) for name in FIELDS},
        made_at=at,
    )


def _noted(field: Any) -> dict[str, Any]:
    value = list(field.value) if isinstance(field.value, tuple) else field.value
    return {"value": value, "source": field.source, "confirmed": False}


def _refuse_known(address: str, text: str) -> None:
    known = Original.objects.filter(url=address).first() if address else None
    if known is not None:
        raise ImportRefused(
            _("This page is here already, by its address: “%(title)s” (%(where)s). Open that instead.")
            % {"title": known.title, "where": _where(known)}
        )
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = Original.objects.filter(text_sha256=digest).select_related("outlet").first()
    if known is not None:
        raise ImportRefused(
            _("The same text is here already, from %(outlet)s: “%(title)s” (%(where)s). Open that instead.")
            % {"outlet": known.outlet, "title": known.title, "where": _where(known)}
        )


def _where(original: Original) -> str:
    story = original.stories.order_by("pk").first()
    return _("story “%s”") % story.title if story else _("an original without a story")


def _outlet(page: ExtractedPage, address: str, said: str, outlets: Outlets) -> int:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    name = (said or str(page.outlet.value) or host)[:200]
    if not name:
        raise ImportRefused(
            _("Neither the page nor its address says which outlet it is of. Say it with --outlet NAME.")
        )
    known = next((pk for form in (said, host, name) if form and (pk := outlets.find(form))), None)
    if known is not None:
        return known
    made = outlets.propose(name, str(page.language.value or UNKNOWN_LANGUAGE))
    if host:
        scheme = urlsplit(address).scheme
        Agent.objects.filter(pk=made, url="").update(url=f"{scheme}://{urlsplit(address).netloc}/")
    return made
