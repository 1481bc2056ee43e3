"""Saving what was done at the desk: the draft's body, and what each paragraph rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from standfirst.keys.turns import take_turn
from standfirst.keys.uid import new_uid
from standfirst.stories.actions import Refused
from standfirst.stories.actions.publish import free_slug
from standfirst.stories.models import Story
from standfirst.translation.actions.memory import remember
from standfirst.translation.models import Paragraph, Translation
from standfirst.translation.pairing.body import Added, with_texts
from standfirst.translation.pairing.layout import BODY, STANDFIRST, TITLE, Line
from standfirst.translation.pairing.states import State, digest, field_mark, saved
from standfirst.translation.pairing.units import Unit, plain
from standfirst.translation.sources import Beside, beside

MOST = 20_000
"""Characters of one paragraph that are taken."""
_UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
"""What no database or page takes; a service's answer may hold it."""
OVERWRITTEN = timedelta(minutes=30)
"""How long one's own autosave goes into the version that the last one made."""


@dataclass(frozen=True)
class Said:
    """What somebody has in one line's field. ``was`` is the hash of what the field held when it was shown."""

    key: str
    text: str
    was: str
    reviewed: bool = False
    engine: str = ""
    """The service whose draft it is; empty: a person's words."""


@dataclass
class Saved:
    """What became of it."""

    conflicts: list[str] = field(default_factory=list)
    """The keys of lines that somebody else changed meanwhile: they are as the other left them."""
    keys: dict[str, str] = field(default_factory=dict)
    """By the key in the form the key that the line has now."""
    revision: Revision | None = None
    """The draft's new version, where anything of it changed."""


@dataclass
class _Change:
    line: Line
    unit: Unit
    state: State
    engine: str


def save(
    story: Story,
    said: Iterable[Said],
    *,
    user: Any = None,
    at: datetime | None = None,
    over: int | None = None,
) -> Saved:
    """Write what was said of the lines into the draft, and keep their states. Reviewed ones go to the memory.

    ``over`` is the version that an autosave made a moment ago: where it still is the newest and this user's, it is
    written anew instead of making another.

    Raises:
        Refused: there is nothing to translate from, the story is locked, or the draft can't be saved so.
    """
    at = at or timezone.now()
    with transaction.atomic():
        take_turn()
        story = Story.objects.get(pk=story.pk)
        refuse_locked(story, user)
        desk = beside(story, story.get_latest_revision_as_object())
        if desk is None:
            raise Refused(
                [_("Nothing is kept of the text that this was made from. Write it on the story's form.")]
            )
        out = Saved()
        changes = _changes(desk, said, out)
        keys = _write(desk, changes, out, user, over, at)
        _keep(desk, changes, keys, user, at)
    return out


def refuse_locked(story: Story, user: Any) -> None:
    """Raise Refused where somebody else has the story locked, or it waits for a review."""
    lock = story.get_lock() if user is not None else None
    if lock is not None and lock.for_user(user):
        raise Refused([_("The story is locked, or waits for somebody's review. Nothing was saved.")], story)


def _changes(desk: Beside, said: Iterable[Said], out: Saved) -> dict[str, _Change]:
    lines = {line.key: line for line in desk.lines}
    found: dict[str, _Change] = {}
    for each in said:
        line = lines.get(each.key)
        text = _UNUSABLE.sub("", each.text.replace("\r\n", "\n")).strip()[:MOST]
        touched = field_mark(text) != each.was
        if line is None:
            if touched:
                out.conflicts.append(each.key)
            continue
        now = field_mark(line.ours.marked)
        differs = field_mark(text) != now
        if differs and touched and now != each.was:
            out.conflicts.append(each.key)
            continue
        changed = differs and touched
        if not changed and each.reviewed == (line.state is State.REVIEWED):
            continue
        if not changed and now != each.was:
            continue
        unit = Unit(text, line.ours.tags) if changed else line.ours
        if line.place == TITLE and not unit.text:
            if not each.reviewed:
                continue
            unit = line.original or unit
        state = saved(line.kept, changed=changed, reviewed=each.reviewed, empty=not unit.text)
        if each.engine and changed:
            state = State.MACHINE
        found[line.key] = _Change(line, unit, state, each.engine if state is State.MACHINE else "")
    return found


def _write(
    desk: Beside, changes: dict[str, _Change], out: Saved, user: Any, over: int | None, at: datetime
) -> dict[str, str]:
    """Write the draft, and return the new key of each line that is in the body."""
    draft = desk.draft
    texts: dict[str, Unit | None] = {}
    added: list[Added] = []
    before: str | None = None
    named: dict[str, str] = {}
    for line in desk.lines:
        change = changes.get(line.key)
        if line.place != BODY:
            continue
        if line.at is not None:
            before = line.key
            if change is not None and (change.unit != line.ours or line.untouched):
                gone = not change.unit.text and not (line.untouched and change.state is State.NEW)
                texts[line.key] = None if gone else change.unit if change.unit.text else line.at.unit
        elif change is not None and change.unit.text:
            named[line.key] = new_uid()
            added.append(Added(before, named[line.key], change.unit))
            before = named[line.key]
    stored = draft.body.get_prep_value()
    body, moved = with_texts(stored, texts, added)
    changed = body != stored
    if changed:
        draft.body = draft.body.stream_block.to_python(body)
    for name in (TITLE, STANDFIRST):
        if name in changes:
            changed |= _headline(draft, name, changes[name].unit.text)
    if changed:
        out.revision = _revision(draft, user, over, at)
    keys = {
        line.key: moved.get(named.get(line.key, line.key), "") for line in desk.lines if line.place == BODY
    }
    out.keys = {old: new for old, new in keys.items() if new and new != old}
    return keys


def _headline(draft: Story, name: str, text: str) -> bool:
    text = text[: draft._meta.get_field(name).max_length]
    if getattr(draft, name) == text:
        return False
    if name == TITLE and draft.address_year is None:
        # The address was made of the headline in the other language.
        draft.slug = free_slug(text, draft.locale.language_code)
    setattr(draft, name, text)
    return True


def _revision(draft: Story, user: Any, over: int | None, at: datetime) -> Revision:
    newest = draft.get_latest_revision()
    mine = (
        over is not None
        and newest is not None
        and newest.pk == over
        and newest.user_id == (user.pk if user else None)
        and newest.approved_go_live_at is None
        and newest.pk != draft.live_revision_id
        and at - newest.created_at < OVERWRITTEN
    )
    try:
        revision: Revision = draft.save_revision(
            user=user, log_action=not mine, overwrite_revision=newest if mine else None
        )
    except ValidationError as error:
        raise Refused(error.messages, draft) from error
    return revision


def _keep(desk: Beside, changes: dict[str, _Change], keys: dict[str, str], user: Any, at: datetime) -> None:
    record = desk.record or Translation.objects.create(
        story_id=desk.draft.pk,
        source_story=desk.source.story,
        rests_on=desk.source.mark,
        rests_on_at=desk.source.published_at,
    )
    kept = {each.uid: each for each in record.paragraphs.all()}
    ours: list[Paragraph] = []
    settled = True
    for position, line in enumerate(desk.lines):
        change = changes.get(line.key)
        row = kept.get(line.row.uid) if line.row else None
        gone = line.original is None
        if gone and (row is None or change is not None):
            # Ours alone: decided, or never the original's.
            continue
        paragraph = row or Paragraph(translation=record)
        before = _kept_of(paragraph)
        _fill(paragraph, line, change, keys.get(line.key, "").rpartition(".")[0], user, at)
        paragraph.position = position
        state = change.state if change else line.state
        settled &= state not in {State.STALE, State.NEW}
        ours.append(paragraph)
        if row is not None and _kept_of(paragraph) != before:
            paragraph.save()
    Paragraph.objects.bulk_create(each for each in ours if each.pk is None)
    record.paragraphs.exclude(pk__in=[each.pk for each in ours]).delete()
    if settled and desk.changed:
        record.rests_on, record.rests_on_at = desk.source.mark, desk.source.published_at
        record.save(update_fields=["rests_on", "rests_on_at"])
    remember(
        desk,
        [
            (change.line.original.text, plain(change.unit.marked))
            for change in changes.values()
            if change.state is State.REVIEWED and change.line.original is not None
        ],
        user=user,
        at=at,
    )


_kept_of = attrgetter(*(each.attname for each in Paragraph._meta.concrete_fields))
"""All that is kept of a paragraph: one that stays as it was isn't written again."""


def _fill(
    paragraph: Paragraph, line: Line, change: _Change | None, block: str, user: Any, at: datetime
) -> None:
    """Set what is kept of a line: all of it where it was changed, else only where it is now."""
    paragraph.place, paragraph.block = line.place, block
    if change is not None:
        paragraph.state, paragraph.engine = change.state, change.engine
        paragraph.target, paragraph.markup = change.unit.marked, list(change.unit.tags)
        paragraph.made_by, paragraph.made_at = user, at
    elif line.state is not State.STALE:
        paragraph.state = line.state
        paragraph.target, paragraph.markup = line.ours.marked, list(line.ours.tags)
    if line.original is not None and (change is not None or line.state is not State.STALE):
        paragraph.source = line.original.text
        paragraph.source_sha256 = digest(line.original.text)


def said_of(lines: Sequence[Line], texts: dict[str, str], *, engine: str = "") -> list[Said]:
    """Return other words for some lines, as if somebody had just typed them."""
    known = {line.key: line for line in lines}
    return [
        Said(key, text, field_mark(known[key].ours.marked), engine=engine)
        for key, text in texts.items()
        if key in known
    ]
