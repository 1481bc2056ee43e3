"""What is read for many documents at once gives the same bytes and the same keys as each document's own queries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from standfirst.bake.rendering import Outcome, outcome
from standfirst.bake.tests.conftest import Site
from standfirst.keys.documents import kinds, read_ahead
from standfirst.keys.recording import one_moment
from standfirst.provenance.models import Citation
from standfirst.stories import gatherings
from standfirst.stories.actions import withdraw
from standfirst.stories.tests.factories import (
    NOON,
    change_text,
    make_original,
    make_permission,
    make_story,
    make_topic,
)

CITED = "It was reported (TASS, May 2, 2026; Interfax, May 3, 2026)."


@pytest.fixture
def archive(site: Site) -> Site:
    """Stories of every origin with sources, topics, changes and another language; one is withdrawn."""
    make_topic("grid")
    original = make_original()
    permission = make_permission(original)
    first = make_story(title="One", topics=["grid"], text=CITED, at=NOON - timedelta(days=4))
    make_story(title="Two", topics=["grid"], text=CITED, at=NOON - timedelta(days=3))
    make_story(
        title="Three", topics=["grid"], origin="reprint", original=original, permission=permission,
        at=NOON - timedelta(days=2),
    )  # fmt: skip
    make_story("az", title="Bir", topics=["grid"], at=NOON - timedelta(days=2))
    gone = make_story(title="Gone", topics=["grid"], text=CITED, at=NOON - timedelta(days=1))
    change_text(first, "Other words.", "correction", "It was otherwise.")
    withdraw(gone, reason="editor", user=None)
    return site


def paths() -> list[str]:
    return [path for kind in kinds() for path in kind.paths()]


def rows(outcomes: list[Outcome]) -> list[tuple[object, ...]]:
    return [(each.path, each.sha256, each.status, each.failure, sorted(each.keys)) for each in outcomes]


def test_documents_read_at_once_are_those_read_one_by_one(
    archive: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gatherings, "PAGE", 1)
    every = paths()
    assert any("/sources/" in path for path in every) and Citation.objects.exists()
    alone = [outcome(path, NOON) for path in every]
    with one_moment():
        read_ahead(every)
        together = [outcome(path, NOON) for path in every]
    assert rows(together) == rows(alone)
    assert {each.failure for each in alone} == {""} and {200, 410} <= {each.status for each in alone}


def test_many_stories_are_read_in_a_fixed_number_of_queries(
    archive: Site, django_assert_max_num_queries: object
) -> None:
    stories = [path for path in paths() if path.startswith("/en/20") and path.count("/") == 5]
    with one_moment(), django_assert_max_num_queries(30):  # type: ignore[operator]
        read_ahead(stories)
