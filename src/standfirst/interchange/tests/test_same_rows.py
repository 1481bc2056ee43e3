"""A batch writes the rows that the same stories get one by one, by the actions that editors use."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from standfirst.interchange.ninjs.batch import Importing, new_story
from standfirst.interchange.ninjs.drafting import Choices, held_back
from standfirst.interchange.ninjs.lines import Line
from standfirst.interchange.ninjs.preparing import prepare
from standfirst.interchange.tests.items import NOW, item, write
from standfirst.interchange.tests.tables import dump
from standfirst.stories.actions import publish
from standfirst.stories.actions.publish import add_draft, container, free_slug
from standfirst.stories.checks import checks
from standfirst.stories.tests.factories import make_agent, make_section, make_story

pytestmark = pytest.mark.django_db


def do_background_work() -> None:
    for task in DBTaskResult.objects.order_by("enqueued_at"):
        arguments = task.args_kwargs
        task.task.func(*arguments["args"], **arguments["kwargs"])


def one_by_one(lines: list[Line], choices: Choices) -> None:
    importing = Importing(run=None, choices=choices, now=NOW)  # type: ignore[arg-type]
    for line in lines:
        importing.records = type(importing.records)()
        importing.records.refresh()
        prepared = prepare(line, {"en": "en", "ru": "ru"}, "UTC")
        slug = free_slug(prepared.item.title, prepared.language)
        story = new_story(prepared, container(prepared.language), slug, importing)
        at = prepared.item.first_created
        if choices.as_draft or held_back(prepared.item, NOW) or checks(story, at):
            add_draft(story, prepared.language)
            continue
        container(prepared.language).add_child(instance=story)
        publish(story, user=None, at=at)


LINES: list[Any] = [
    *(item(number) for number in range(1, 8)),
    item(8, headlines=[{"value": "The bridge opens, part 1"}]),
    item(9, language="ru", bodies=[{"value": "Стража ушла (Газета, 2 февраля 2024).\n\nМост открыт."}]),
    item(10, descriptions=[]),
    item(11, bodies=[{"value": "Both came (Gazette, February 3, 2024; Herald, March 1, 2024; Gazette, n.d.)."}]),
    item(12, copyrightHolder="Herald", rightsInfo={"linkedRights": "https://creativecommons.org/licenses/by/4.0/"}),
    item(13, copyrightHolder="Herald"),
    item(14, people=[{"name": "Lena", "rel": "translator"}], by="Anna and Boris"),
    item(15, pubStatus="withheld"),
]  # fmt: skip


def both_ways(lines: list[Any], choices: dict[str, Any], do_import: Any, tmp_path: Any) -> tuple[Any, Any]:
    found = []
    path = write(tmp_path / "same.jsonl", lines)
    read = [Line(n, 0, text) for n, text in enumerate(path.read_bytes().splitlines(), 1)]
    for way in (lambda: do_import(lines, **choices), lambda: one_by_one(read, Choices(**choices))):
        with transaction.atomic():
            way()
            do_background_work()
            found.append(dump())
            transaction.set_rollback(True)
    return found[0], found[1]


def differences(batch: Counter[str], single: Counter[str]) -> list[Any]:
    """Rows of one way only; of two that differ in a few fields, the fields."""
    ours, theirs = sorted((batch - single).elements()), sorted((single - batch).elements())
    if len(ours) != len(theirs):
        return [*(f"batch: {row}" for row in ours), *(f"single: {row}" for row in theirs)]
    found: list[Any] = []
    for one, other in zip(map(json.loads, ours), map(json.loads, theirs), strict=True):
        for name in one[1].keys() | other[1].keys():
            left, right = one[1].get(name), other[1].get(name)
            if isinstance(left, dict) and isinstance(right, dict):
                found += [(one[0], name, key, left.get(key), right.get(key)) for key in left.keys() | right.keys()
                          if left.get(key) != right.get(key)]  # fmt: skip
            elif left != right:
                found.append((one[0], name, left, right))
    return found


@pytest.mark.parametrize("choices", [{}, {"as_draft": True}])
def test_an_import_writes_the_rows_that_actions_write_one_by_one(digest, do_import, tmp_path, choices):
    make_section("world")
    make_agent("Gazette", "outlet")
    batch, single = both_ways(LINES, choices, do_import, tmp_path)
    assert differences(batch, single) == []


def test_also_into_an_archive_that_has_stories_before_and_after(digest, do_import, tmp_path):
    make_story(topics=("bridges",), at=NOW.replace(year=2023))
    make_story(title="Later", topics=("bridges", "topic-1"), at=NOW.replace(year=2024, month=8))
    batch, single = both_ways(LINES, {}, do_import, tmp_path)
    more = [
        row
        for row in batch - single
        if '"keys.OutboxEntry", {"changed_at": true, "id": true, "key": "archive:' not in row
    ]
    assert more == []
    # One by one, lists change on the way to what they are in the end.
    fewer = [row for row in single - batch if '"key": "related:' not in row]
    assert fewer == []
