"""What an editor does with citations."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.keys.changes import changed
from standfirst.keys.turns import take_turn
from standfirst.provenance.models import Citation, Source
from standfirst.stories import citing, gatherings
from standfirst.stories.actions import publishing
from standfirst.stories.models import Story
from standfirst.stories.refusal import Refused
from standfirst.stories.zone import day_of


def recognise_citations(story: Story) -> list[Citation]:
    """Store what is understood of the draft in memory, for the editor to see and correct; return it.

    Readers get it with the next publication. Earlier corrections are kept.
    """
    day = day_of(story.first_published_at or timezone.now())
    return citing.recognise(story, day, citing.draft_key(story))


@transaction.atomic
def correct_citation(citation: Citation, source: Source | None = None, *, dismiss: bool = False) -> Citation:
    """Tie a citation to ``source``, or say that it is none (``dismiss``). Recognition leaves it so.

    On a published story's citation readers see it at once.

    Raises:
        Refused: neither or both were said.
    """
    if (source is None) == (not dismiss):
        raise Refused([_("Choose a source, or say that this is no citation.")])
    take_turn()
    story = _published(citation)
    before = gatherings.of(story) if story else frozenset()
    citation.source, citation.dismissed, citation.corrected = source, dismiss, True
    citation.save(update_fields=["source", "dismissed", "corrected"])
    if story is not None:
        publishing.render(story, list(Citation.objects.filter(cited_by=story.key)))
        Story.objects.filter(pk=story.pk).update(body_html=story.body_html)
        changed(story.key)
        gatherings.changed_around(story, before ^ gatherings.of(story))
    return citation


def _published(citation: Citation) -> Story | None:
    kind, _colon, uid = citation.cited_by.partition(":")
    return Story.objects.filter(uid=uid, address_year__isnull=False).first() if kind == "story" else None
