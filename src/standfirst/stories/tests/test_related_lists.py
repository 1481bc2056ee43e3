"""However stories come and go, the stored lists are those that a computation from nothing gives."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.stories import related as scoring
from standfirst.stories.actions import related, relating, restore, withdraw
from standfirst.stories.models import Related, Story
from standfirst.stories.related import Traits, best, score
from standfirst.stories.tests.factories import NOON, make_publication, make_story, make_topic

pytestmark = pytest.mark.django_db


def stored():
    return sorted(Related.objects.values_list("story__uid", "other__uid", "score"))


def lists_from_nothing():
    kept = stored()
    relating.rebuild()
    return kept, stored()


STEPS = st.lists(
    st.tuples(st.integers(0, 8), st.frozensets(st.integers(0, 2), min_size=1), st.integers(0, 500)),
    min_size=2,
    max_size=16,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_lists_by_steps_equal_lists_from_nothing(steps, monkeypatch):
    monkeypatch.setattr(related, "NEIGHBOURS", 2)
    monkeypatch.setattr(relating, "NEIGHBOURS", 2)
    monkeypatch.setattr(relating, "KEPT", 2)
    monkeypatch.setattr(related, "KEPT", 2)
    monkeypatch.setattr(scoring, "KEPT", 2)
    Related.objects.all().delete()
    Story.objects.all().delete()
    make_publication()
    stories = {}
    for number, topics, day in steps:
        known = stories.get(number)
        if known is None:
            stories[number] = make_story(
                title=f"Story {number}",
                topics=[f"t{topic}" for topic in sorted(topics)],
                at=NOON + timedelta(days=day),
            )
        elif Story.objects.get(pk=known.pk).withdrawn:
            restore(known, user=None)
        elif day % 2:
            withdraw(known, reason="editor", user=None)
        else:
            draft = Story.objects.get(pk=known.pk)
            draft.topics = [make_topic(f"t{topic}") for topic in sorted(topics)]
            from standfirst.stories.actions import publish

            publish(draft, user=None)
    by_steps, from_nothing = lists_from_nothing()
    assert by_steps == from_nothing


def traits(pk, topics, days=0):
    return Traits(pk, f"u{pk}", NOON + timedelta(days=days), frozenset(topics))


def test_score_is_symmetric_and_knows_nothing_but_the_two():
    one, other = traits(1, {1, 2}), traits(2, {2, 3}, 30)
    assert score(one, other) == score(other, one) > 0


def test_nothing_in_common_or_more_than_a_year_apart_is_not_related():
    assert score(traits(1, {1}), traits(2, {2})) == 0
    assert score(traits(1, {1}), traits(2, {1}, 366)) == 0


def test_shared_topics_outweigh_time_and_time_decides_among_equals():
    me = traits(0, {1, 2})
    order = best(me, [traits(1, {1, 2}, 100), traits(2, {1}, 1), traits(3, {1, 2}, 10), me])
    assert [place.other.pk for place in order] == [3, 1, 2]


def test_withdrawn_story_is_in_no_list_and_its_place_is_refilled():
    make_publication()
    stories = [make_story(title=f"S{n}", topics=["t"], at=NOON + timedelta(days=n)) for n in range(9)]
    first = stories[0]
    assert first.related.count() == 6
    gone = first.related.first().other
    withdraw(gone, reason="editor", user=None)
    assert first.related.count() == 6
    assert not Related.objects.filter(other=gone).exists() and not Related.objects.filter(story=gone).exists()


def test_languages_don_t_mix():
    make_publication(("en", "az"))
    make_story("en", topics=["t"])
    make_story("az", topics=["t"])
    assert not Related.objects.exists()
