"""What of stories rests on dossiers, and which of it the dossiers have moved on from: the editors' side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_save
from django.utils import timezone

from standfirst.dossiers import models as room
from standfirst.dossiers.loading import load
from standfirst.dossiers.reckoning import Assessment, Assessor
from standfirst.dossiers.staleness import Stale, stale, written
from standfirst.stories.boxes import Box, boxes_of
from standfirst.stories.models import Story
from standfirst.stories.public import is_public
from standfirst.stories.zone import day_of

_KEPT_SECONDS = 600


class Today:
    """What dossiers say today, each read once."""

    def __init__(self) -> None:
        self.day: date = day_of(timezone.now())
        self._assessors: dict[str, Assessor | None] = {}
        self._addresses: dict[str, dict[str, str]] = {}

    def _open(self, slug: str) -> Assessor | None:
        if slug not in self._assessors:
            row = room.Dossier.objects.filter(slug=slug).first()
            self._assessors[slug] = Assessor(load(row)) if row is not None else None
            self._addresses[slug] = {
                f"{word}/{address}/": ident
                for word, model in (("agreements", room.Agreement), ("provisions", room.Provision))
                for ident, address in model.objects.filter(dossier=row).values_list("ident", "address")
            }
        return self._assessors[slug]

    def answer(self, slug: str, rest: str) -> tuple[Assessment | None, list[str]]:
        """What the dossier says at ``rest``, and the claims about that; nothing where it has no such page."""
        assessor = self._open(slug)
        ident = self._addresses[slug].get(rest)
        if assessor is None or ident is None:
            return None, []
        rows = assessor.assess(self.day, self.day, ident)
        return (rows[0] if rows else None), [voice.id for voice in assessor.voices(ident)]

    def stale(self, box: Box) -> list[Stale]:
        """The sentences of a box that the dossier has moved on from."""
        if not box.sentences:
            return []
        row, known = self.answer(box.slug, box.rest)
        found = (stale(resting, row, known) for resting in box.sentences)
        return [each for each in found if each is not None]


def answers(slug: str, rest: str, claims: Iterable[str]) -> tuple[str, list[str]]:
    """What is noted with a sentence that is new, and which of its claims the dossier doesn't have there."""
    today = Today()
    row, known = today.answer(slug, rest)
    return written(row, today.day), [ident for ident in claims if ident not in known]


def connect() -> None:
    """Notice what published stories rest on."""
    post_save.connect(_saved, sender=Story, dispatch_uid="dossiers-resting")


def _saved(sender: Any, instance: Story, **options: Any) -> None:
    fields = options.get("update_fields")
    if fields is not None and not {"body", "body_html", "live", "withdrawn"} & set(fields):
        return
    room.RestingSentence.objects.filter(story=instance).delete()
    if not is_public(instance) or "<!--dossier:" not in instance.body_html:
        return
    room.RestingSentence.objects.bulk_create(
        room.RestingSentence(story=instance, slug=box.slug, rest=box.rest, sentence=each.sentence,
                             claims=list(each.claims), written=each.written)
        for _block, box in boxes_of(instance.body)
        for each in box.sentences
    )  # fmt: skip


def stale_sentences() -> list[tuple[int, str, Stale]]:
    """``(story's number, headline, sentence)`` of what published stories say that dossiers have moved on from.

    A dossier is read when it or what rests on it has changed, a day has begun, or ten minutes have passed.
    """
    rows = list(room.RestingSentence.objects.select_related("story"))
    if not rows:
        return []
    today = Today()
    numbers = dict(
        room.Dossier.objects.filter(slug__in={row.slug for row in rows}).values_list("slug", "number")
    )
    found: list[tuple[int, str, Stale]] = []
    for slug in dict.fromkeys(row.slug for row in rows):
        its = [row for row in rows if row.slug == slug]
        key = f"dossiers:stale:{slug}:{numbers.get(slug)}:{today.day}:{its[-1].pk}:{len(its)}"
        told: list[Stale | None] | None = cache.get(key)
        if told is None:
            told = [next(iter(today.stale(row.box)), None) for row in its]
            cache.set(key, told, _KEPT_SECONDS)
        found += [
            (row.story_id, row.story.title, each)
            for row, each in zip(its, told, strict=True)
            if each is not None
        ]
    return found
