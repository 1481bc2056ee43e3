"""Records as plain values, the same for the same record whatever the database calls it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from standfirst.interchange.models import Imported
from standfirst.interchange.whole import bodies
from standfirst.interchange.whole.tables import PARTS, Table, draft_fields
from standfirst.media.models import Picture
from standfirst.media.renditions import parse_spec
from standfirst.publication.models import HomePage, Section, StandingPage, StoryContainer
from standfirst.stories.models import Story

_CHOSEN: dict[str, Any] = {"media.picture": Picture, "publication.section": Section}


def record(table: Table, row: Any) -> dict[str, Any]:
    """Return one record as its line says it."""
    said = {"record": table.kind, **_fields(table.fields, table, row)}
    if table.is_page:
        said |= _revisions(table, row)
    if table.model is Picture:
        said["public"] = any(parse_spec(each.filter_spec) for each in row.renditions.all())
    if table.model is Imported:
        said["unedited"] = bool(
            row.story and row.revision_id and row.story.latest_revision_id == row.revision_id
        )
    return said


def _fields(names: tuple[str, ...], table: Table, row: Any) -> dict[str, Any]:
    said = {name: _value(row, name) for name in names}
    for name in table.children:
        part = PARTS[name]
        children = sorted(getattr(row, name).all(), key=lambda child: (child.sort_order or 0, child.pk))
        said[name] = [_fields(part.fields, part, child) for child in children]
    return said


def _revisions(table: Table, page: Any) -> dict[str, Any]:
    """Tell whether the page has a published revision, and give the draft that is newer than it."""
    said: dict[str, Any] = {"revised": page.live_revision_id is not None}
    latest = page.latest_revision
    if latest is not None and latest.pk != page.live_revision_id:
        draft = latest.as_object()
        said["draft"] = _fields(draft_fields(table), table, draft)
        said["approved_go_live_at"] = _plain(latest.approved_go_live_at)
    return said


def _value(row: Any, name: str) -> Any:
    field = row._meta.get_field(name)
    if name == "tags":
        return sorted(row.tags.names())
    if isinstance(field, StreamField):
        return bodies.renamed(list(getattr(row, name).raw_data), _uid, "uid")
    if field.many_to_many:
        return sorted(each.uid for each in getattr(row, name).all())
    if field.is_relation:
        other = getattr(row, name)
        return other and (other.language_code if isinstance(other, Locale) else other.uid)
    return _plain(field.value_from_object(row))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, date | UUID) else value


def _uid(kind: str, number: Any) -> str | None:
    if kind == bodies.PAGE:
        for model in (Story, StandingPage, HomePage, StoryContainer):
            found: str | None = model.objects.filter(pk=number).values_list("uid", flat=True).first()
            if found:
                return found
        return None
    chosen: type[models.Model] = _CHOSEN[kind]
    return chosen._default_manager.filter(pk=number).values_list("uid", flat=True).first()


def rows(table: Table) -> Any:
    """Return all records of a table in the order of the file."""
    found = table.model._default_manager.order_by(*table.order)
    if issubclass(table.model, Page):
        found = found.select_related("locale")
    return found.iterator(chunk_size=200)
