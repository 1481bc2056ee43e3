"""What publishing does, whoever asked for it: each of Wagtail's ways to publish saves the story in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from standfirst.keys.changes import changed
from standfirst.keys.turns import take_turn
from standfirst.provenance.models import Citation
from standfirst.publication.languages import count_words
from standfirst.stories import citing, gatherings, rendering
from standfirst.stories.actions import related
from standfirst.stories.actions.changing import freeze
from standfirst.stories.checks import checks
from standfirst.stories.models import Story
from standfirst.stories.public import is_public
from standfirst.stories.refusal import Refused
from standfirst.stories.zone import day_of

Write = Callable[[], None]


def save(story: Story, write: Write, fields: Iterable[str] | None) -> None:
    """Save by ``write``; where this publishes or unpublishes, with all that belongs to it.

    Raises:
        Refused: a check blocks publishing.
    """
    if fields is not None and not {"live", "live_revision"} & set(fields):
        write()
        return
    with transaction.atomic():
        take_turn()
        stored = None if story.pk is None else Story.objects.filter(pk=story.pk).first()
        if stored is None:
            if story._state.adding and story.address_year is None:
                # Wagtail's form saves a story live before it publishes its first revision; only publishing makes it so.
                story.live = False
            write()
        elif story.live and story.live_revision_id and story.live_revision_id != stored.live_revision_id:
            _publish(story, stored, write)
        elif stored.live and not story.live and stored.address_year is not None:
            _unpublish(story, stored, write)
        else:
            write()


def _publish(story: Story, stored: Story, write: Write) -> None:
    at: datetime = getattr(story, "publishing_at", None) or story.last_published_at or timezone.now()
    problems = checks(story, at)
    if problems:
        raise Refused([problem.message for problem in problems], story)
    first = stored.address_year is None
    if first:
        story.first_published_at = at
        day = day_of(at)
        story.address_year, story.address_month = day.year, day.month
    else:
        _keep_address(story, stored)
    story.withdrawn, story.withdrawn_at, story.withdrawn_notice = "", None, ""
    was_public = is_public(stored)
    sets_before = gatherings.of(stored) if was_public else frozenset()
    topics_before = set(stored.topics.values_list("pk", flat=True)) if was_public else set()
    sources_before = [] if first else citing.source_uids(stored)
    render(story, citing.recognise(story, day_of(story.first_published_at), story.key))
    Citation.objects.filter(cited_by=citing.draft_key(story)).delete()
    if not first:
        freeze(story, stored, sources_before, at)
    _use_up_change(story)
    write()
    sets_after = gatherings.of(story)
    gatherings.changed_around(story, sets_before ^ sets_after)
    topics_after = set(story.topics.values_list("pk", flat=True))
    if was_public and topics_before != topics_after:
        related.left(story, topics_before)
    if not was_public or topics_before != topics_after:
        related.came(story)
    if not was_public:
        changed(
            f"address:{story.public_path()}", f"versions:{story.uid}", f"translations:{story.translation_key}"
        )
    _require_wording(story)


def _keep_address(story: Story, stored: Story) -> None:
    """What the first publication froze, and what a revision may not bring back, comes from the database."""
    story.slug, story.first_published_at = stored.slug, stored.first_published_at
    story.address_year, story.address_month = stored.address_year, stored.address_month
    story.updated_at = stored.updated_at
    story.set_url_path(story.get_parent())


def render(story: Story, citations: list[Citation]) -> None:
    """Put the body as readers get it onto ``story``: HTML with its citations linked, text, word count."""
    language = story.locale.language_code
    with override(language):
        story.body_html = rendering.body_html(story.body, language, citing.links(citations))
    story.body_text = rendering.body_text(story.body)
    story.word_count = count_words(story.body_text, language)


def _use_up_change(story: Story) -> None:
    """What was said about this change is said once: the next draft starts without it."""
    story.change_kind = story.change_text = ""
    revision = story.live_revision
    if revision is not None and (revision.content.get("change_kind") or revision.content.get("change_text")):
        revision.content.update(change_kind="", change_text="")
        revision.save(update_fields=["content"])


def _require_wording(story: Story) -> None:
    permission = story.permission
    if permission is None or not permission.credit_wording or story.origin == Story.Origin.EXCLUSIVE:
        return
    from standfirst.stories.documents.story import shows

    wording = permission.credit_wording.get(story.locale.language_code, "")
    if not shows(story, wording):
        raise Refused(
            [_("The page doesn't show the wording that the permission requires: “%s”.") % wording], story
        )


def _unpublish(story: Story, stored: Story, write: Write) -> None:
    """Wagtail's unpublishing keeps no page. Ours does: the story is withdrawn, and its page says so."""
    from standfirst.stories.actions.withdraw import withdraw

    story.live, story.live_revision = True, stored.live_revision
    story.expire_at, story.expired = None, False
    for name in Story.OF_THE_STORY:
        setattr(story, name, getattr(stored, name))
    write()
    with suppress(Refused):
        withdraw(story, reason=Story.Withdrawn.EDITOR, user=None, at=timezone.now())
