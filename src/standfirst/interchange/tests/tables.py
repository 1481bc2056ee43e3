"""All tables as comparable rows: primary keys, uids and moments of writing replaced by what they stand for."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models

LEFT_OUT = {
    "interchange.ImportRun", "interchange.Imported", "django_tasks_database.DBTaskResult", "contenttypes.ContentType",
    "auth.Permission", "sessions.Session", "wagtailsearch.SQLiteFTSIndexEntry", "wagtailcore.Site",
}  # fmt: skip
"""The import's own notes, work that is done, and what no import touches."""
_WRITTEN = {"changed_at", "latest_revision_created_at", "last_published_at", "timestamp", "created_at"}
_UID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


def _name(row: models.Model) -> str:
    """What a record is called, whatever its numbers."""
    label = row._meta.label
    if label in {"stories.Story", "wagtailcore.Page"}:
        story = row if label == "stories.Story" else getattr(row, "story", None)
        return f"story {story.uri}" if story is not None else f"page {row.path}"  # type: ignore[union-attr]
    if label == "provenance.Source":
        return f"source {row.outlet.slug} {row.date}"  # type: ignore[attr-defined]
    if label == "wagtailcore.Revision":
        return (
            f"revision of {row.content_object.uri if hasattr(row.content_object, 'uri') else row.object_id}"  # type: ignore[attr-defined]
        )
    for name in ("slug", "language_code", "codename", "model"):
        if hasattr(row, name):
            return f"{label} {getattr(row, name)}"
    return label


def dump() -> Counter[str]:
    """Return every row of every table, each as a text that names no number; outbox keys once each."""
    rows = [
        row
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in LEFT_OUT and model._meta.managed
        for row in model._base_manager.all()
    ]
    names = {(type(row)._meta.label, str(row.pk)): _name(row) for row in rows}
    uids = {uid.replace("-", ""): f"<{_name(row)}>" for row in rows if (uid := getattr(row, "uid", ""))}
    keys = {
        str(getattr(row, "translation_key", "")).replace("-", ""): f"<translations {_name(row)}>"
        for row in rows
    }
    found: Counter[str] = Counter()
    for row in rows:
        said = json.dumps(
            [row._meta.label, _values(row, names)], default=str, ensure_ascii=False, sort_keys=True
        )
        found[_UID.sub(lambda m: {**keys, **uids}.get(m[0].replace("-", ""), "<uid>"), said)] += 1
    for key in [key for key in found if key.startswith('["keys.OutboxEntry"')]:
        found[key] = 1
    return found + _words()


def _values(row: models.Model, names: dict[tuple[str, str], str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if field.is_relation and value is not None:
            value = names.get((field.related_model._meta.label, str(value)), f"another {value}")  # type: ignore[union-attr]
        if field.primary_key or field.name in _WRITTEN:
            value = value is not None
        values[field.name] = value
    if row._meta.label == "wagtailcore.Revision":
        values["content"] = _content(dict(values["content"]), names)
    if row._meta.label in {"wagtailcore.Revision", "wagtailcore.ReferenceIndex", "wagtailsearch.IndexEntry"}:
        for name in ("object_id", "to_object_id"):
            if name in values:
                values[name] = names.get(("stories.Story", str(values[name])), "another")
    return {name: str(value) if isinstance(value, datetime) else value for name, value in values.items()}


def _content(content: dict[str, Any], names: dict[tuple[str, str], str]) -> dict[str, Any]:
    content["pk"] = names["stories.Story", str(content["pk"])]
    content["topics"] = [names["publication.Topic", str(pk)] for pk in content["topics"]]
    for name, label in (("section", "publication.Section"), ("original", "provenance.Original")):
        content[name] = names.get((label, str(content[name])))
    content["credits"] = [
        {
            **credit,
            "pk": bool(credit["pk"]),
            "story": names["stories.Story", str(credit["story"])],
            "agent": names["provenance.Agent", str(credit["agent"])],
        }
        for credit in content["credits"]
    ]
    return content


def _words() -> Counter[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT headline, standfirst, body FROM discovery_words")
        return Counter(json.dumps(row) for row in cursor.fetchall())
