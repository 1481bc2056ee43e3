"""Two editors publish at the same moment. Run by test_rooms on PostgreSQL; SQLite lets one writer in at a time anyway."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from wagtail.models import Locale

from standfirst.discovery.models import SearchEntry
from standfirst.keys.models import OutboxEntry
from standfirst.stories.actions import NewChange, publish, relating, withdraw
from standfirst.stories.models import Related, Story, Version
from standfirst.stories.tests.factories import NOON, make_draft, make_publication, make_story, paragraph

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _publication(transactional_db: None) -> None:
    # What the migrations made was flushed after the test before.
    Locale.objects.get_or_create(language_code="en")
    make_publication()


def together(*steps: Callable[[], object]) -> None:
    """Begin all ``steps`` at the same moment, each in a thread and connection of its own, and wait for all."""
    assert connection.vendor == "postgresql"
    start = Barrier(len(steps))

    def step(work: Callable[[], object]) -> None:
        try:
            start.wait(10)
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        for done in [pool.submit(step, work) for work in steps]:
            done.result(60)


def lists() -> set[tuple[int, int]]:
    return set(Related.objects.values_list("story_id", "other_id"))


def test_stories_published_at_once_are_all_public_found_and_related() -> None:
    drafts = [make_draft(title=f"Lantern {number}", topics=("light",)) for number in range(6)]
    together(*[lambda draft=draft: publish(draft, user=None, at=NOON) for draft in drafts])
    assert Story.objects.filter(live=True).count() == SearchEntry.objects.count() == 6
    kept = lists()
    assert len(kept) == 30
    relating.rebuild()
    assert lists() == kept
    assert OutboxEntry.objects.filter(key="front:topic:" + drafts[0].topics.first().uid + ":en").count() == 6


def test_drafts_made_at_once_get_a_place_and_an_address_each() -> None:
    make_draft()  # what the drafts share is there already
    together(*[lambda: make_draft(title="The same headline") for _ in range(4)])
    stories = Story.objects.filter(title="The same headline")
    assert len({story.slug for story in stories}) == len({story.path for story in stories}) == 4


def test_two_corrections_at_once_are_two_versions() -> None:
    story = make_story(text="First.")

    def correct(text: str) -> None:
        mine = Story.objects.get(pk=story.pk)
        mine.body = [paragraph(f"<p>{text}</p>")]
        publish(mine, user=None, change=NewChange("correction", text), at=NOON)

    together(lambda: correct("Second."), lambda: correct("Third."))
    assert sorted(Version.objects.values_list("number", flat=True)) == [1, 2]
    assert {version.text for version in Version.objects.all()} in (
        {"First.", "Second."},
        {"First.", "Third."},
    )


def test_a_story_withdrawn_while_others_are_published_stays_in_no_list() -> None:
    gone = make_story(title="Gone", topics=("light",))
    drafts = [make_draft(title=f"Lantern {number}", topics=("light",)) for number in range(3)]
    together(
        lambda: withdraw(gone, reason="editor", user=None),
        *[lambda draft=draft: publish(draft, user=None, at=NOON) for draft in drafts],
    )
    assert not any(gone.pk in pair for pair in lists())
    kept = lists()
    relating.rebuild()
    assert lists() == kept
