"""What a story is translated from, and the desk's lines. Only reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from standfirst.provenance.models import Original
from standfirst.stories.models import Story
from standfirst.stories.public import public
from standfirst.translation.models import Paragraph, Translation
from standfirst.translation.pairing.body import places
from standfirst.translation.pairing.layout import Line, Row, SourceText, lay_out
from standfirst.translation.pairing.states import State
from standfirst.translation.pairing.units import Unit, literal
from standfirst.wire.models import Intake


@dataclass(frozen=True)
class Source:
    """What ``draft`` is translated from: an original, or a story of ours as readers have it."""

    draft: Story
    original: Original | None = None
    story: Story | None = None

    @cached_property
    def text(self) -> SourceText:
        """The text to translate. Whether there is one is known without it."""
        if self.original is not None:
            return _of_original(self.draft, self.original)
        assert self.story is not None
        return _of_story(self.story)

    @property
    def mark(self) -> str:
        """The hash of an original's text; empty for a story of ours."""
        return self.original.text_sha256 if self.original else ""

    @property
    def published_at(self) -> datetime | None:
        """When the text of a story of ours was published."""
        return self.story.last_published_at if self.story else None


@dataclass(frozen=True)
class Beside:
    """The desk of one story: its draft, what it is translated from, and the lines."""

    draft: Story
    source: Source
    record: Translation | None
    lines: tuple[Line, ...]

    @property
    def language(self) -> str:
        """Ours."""
        return str(self.draft.locale.language_code)

    @property
    def changed(self) -> bool:
        """Whether the original is another since every paragraph was seen to."""
        record = self.record
        if record is None:
            return False
        if self.source.story is not None:
            return record.rests_on_at != self.source.published_at
        return record.rests_on != self.source.mark


def source_of(story: Story, record: Translation | None) -> Source | None:
    """Return what ``story`` is translated from; None where nothing is kept of it, or it is no translation."""
    original = story.original
    if (record is None or record.source_story_id is None) and original is not None:
        is_one = (
            story.origin == Story.Origin.TRANSLATION and bool(original.text) and not original.text_withheld
        )
        return Source(story, original=original) if is_one else None
    ours = other_versions(story)
    if record is not None and record.source_story_id is not None:
        ours = ours.filter(pk=record.source_story_id)
    elif story.first_published_at:
        # What was there first isn't translated from what came after.
        ours = ours.filter(first_published_at__lt=story.first_published_at)
    found = ours.first()
    return Source(story, story=found) if found is not None else None


def other_versions(story: Story) -> Any:
    """Return the story in our other languages, as far as readers have it, the first published first."""
    if story.translation_key is None:
        return Story.objects.none()
    same = public(Story.objects.filter(translation_key=story.translation_key)).exclude(
        locale_id=story.locale_id
    )
    return same.select_related("locale").order_by("first_published_at", "pk")


def _of_original(story: Story, original: Original) -> SourceText:
    intake = Intake.objects.filter(story_id=story.pk).first() if story.pk else None
    standfirst = str((intake.fields.get("description") or {}).get("value") or "") if intake else ""
    lines = (" ".join(line.split()) for line in original.text.splitlines())
    return SourceText(
        original.language, original.title, standfirst, tuple(Unit(literal(line)) for line in lines if line)
    )


def _of_story(story: Story) -> SourceText:
    units = tuple(place.unit for place in places(story.body.get_prep_value()))
    return SourceText(story.locale.language_code, story.title, story.standfirst, units)


def beside(story: Story, draft: Story | None = None) -> Beside | None:
    """Return the desk of ``story``; None where there is nothing to translate it from.

    ``draft`` is the story as last saved, or as somebody is about to publish it, where the caller has it.
    """
    if draft is None:
        # Anew: ``story`` may not know of the version that was saved since it was read.
        draft = Story.objects.select_related("locale").get(pk=story.pk).get_latest_revision_as_object()
    return _desk(draft, record_of(story))


def worked_on(draft: Story) -> Beside | None:
    """Return the desk of a story that somebody is about to publish; None where nobody has worked on it at the desk."""
    record = record_of(draft)
    return None if record is None else _desk(draft, record)


def record_of(story: Story) -> Translation | None:
    """Return what the desk keeps of a story."""
    return Translation.objects.filter(story_id=story.pk).first() if story.pk else None


def _desk(draft: Story, record: Translation | None) -> Beside | None:
    source = source_of(draft, record)
    if source is None:
        return None
    ours = places(draft.body.get_prep_value())
    lines = lay_out(source.text, _rows(record), ours, draft.title, draft.standfirst)
    return Beside(draft, source, record, tuple(lines))


def _rows(record: Translation | None) -> list[Row]:
    """Return what is kept of a translation's paragraphs, in order."""
    kept = record.paragraphs.order_by("position", "pk") if record else Paragraph.objects.none()
    return [
        Row(
            each.uid,
            each.place,
            each.block,
            each.source,
            each.target,
            tuple(each.markup),
            State(each.state),
            each.engine,
        )
        for each in kept
    ]
