"""Records around stories, each read once in one moment and attached to whatever points to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Model, prefetch_related_objects
from wagtail.models import Locale

from standfirst.keys.recording import Records
from standfirst.media.models import Picture
from standfirst.provenance.models import Agent, Original, Permission
from standfirst.publication.models import Section
from standfirst.stories.models import Credit, Story


def around(stories: Iterable[Story], records: Records) -> None:
    """Attach to ``stories`` what their cards show: locale, section, picture, original with its outlet."""
    found = list(stories)
    attach(found, "locale", records, _of(Locale))
    attach(found, "section", records, _of(Section))
    attach(found, "lead_picture", records, _pictures)
    attach(found, "original", records, _originals)


def permissions(stories: Iterable[Story], records: Records) -> None:
    """Attach their permissions to ``stories``: pages show them, cards don't."""
    attach(list(stories), "permission", records, _of(Permission))


def agents(credits: Iterable[Credit], records: Records) -> None:
    """Attach their agents to ``credits``."""
    attach(list(credits), "agent", records, _agents)


def outlets(rows: Iterable[Any], records: Records) -> None:
    """Attach their outlets to originals or sources."""
    attach(list(rows), "outlet", records, _agents)


Load = Callable[[Sequence[int], Records], Iterable[Model]]


def attach(rows: Sequence[Any], name: str, records: Records, load: Load) -> None:
    """Set the foreign key ``name`` of ``rows``, reading with ``load`` what ``records`` doesn't have yet."""
    numbers = {number for row in rows if (number := getattr(row, f"{name}_id"))}
    kind = f"attached {load.__name__}"
    missing = [number for number in numbers if (kind, number) not in records]
    if missing:
        for record in load(sorted(missing), records):
            records[kind, record.pk] = record
    for row in rows:
        number = getattr(row, f"{name}_id")
        if number:
            setattr(row, name, records[kind, number])


def _of(model: type[Model]) -> Load:
    def load(pks: Sequence[int], records: Records) -> Iterable[Model]:
        return model._default_manager.filter(pk__in=pks).order_by()

    load.__name__ = model._meta.label
    return load


def _pictures(pks: Sequence[int], records: Records) -> Iterable[Model]:
    found = list(Picture.objects.filter(pk__in=pks).order_by())
    prefetch_related_objects(found, "renditions")
    return found


def _agents(pks: Sequence[int], records: Records) -> Iterable[Model]:
    found = list(Agent.objects.filter(pk__in=pks).order_by())
    attach(found, "picture", records, _pictures)
    return found


def _originals(pks: Sequence[int], records: Records) -> Iterable[Model]:
    # The text is the longest thing in the database, and no page shows it.
    found = list(Original.objects.filter(pk__in=pks).defer("text").order_by())
    attach(found, "outlet", records, _agents)
    return found
