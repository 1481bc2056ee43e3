"""Stories that are published together: all or none, now or at a time, by who may."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from standfirst.stories.actions import (
    BundleRefused,
    publish_bundle,
    publish_due_bundles,
    schedule_bundle,
    unschedule_bundle,
)
from standfirst.stories.models import Bundle, BundledStory, Story
from standfirst.stories.tests.factories import (
    make_draft,
    make_original,
    make_permission,
    make_publication,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


def bundle_of(*stories: Story, title: str = "The agreement, in two languages") -> Bundle:
    bundle = Bundle.objects.create(title=title)
    for place, story in enumerate(stories):
        BundledStory.objects.create(bundle=bundle, story=story, sort_order=place)
    return bundle


@pytest.fixture
def two() -> list[Story]:
    make_publication(("en", "az"))
    return [make_draft(title="One"), make_draft("az", title="Two")]


def live() -> set[str]:
    return set(Story.objects.filter(live=True, address_year__isnull=False).values_list("title", flat=True))


def test_all_are_published_at_one_moment(two: list[Story]) -> None:
    bundle = publish_bundle(bundle_of(*two), user=None)
    assert live() == {"One", "Two"}
    assert {story.first_published_at for story in Story.objects.all()} == {bundle.published_at}


def test_one_blocked_story_keeps_all_back_and_says_which(two: list[Story]) -> None:
    blocked = make_draft(title="Three", standfirst="")
    with pytest.raises(BundleRefused) as refused:
        publish_bundle(bundle_of(*two, blocked), user=None)
    assert refused.value.reasons == ["Three: The standfirst is missing."]
    assert live() == set()


def test_what_is_found_only_while_publishing_takes_all_back(
    two: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = make_original()
    permission = make_permission(original, credit_wording={"en": "With the kind permission of Gazette"})
    wordy = make_draft(
        title="Three", origin="translation", roles=("translator",), original=original, permission=permission
    )
    monkeypatch.setattr("standfirst.stories.documents.story.shows", lambda story, wording: False)
    with pytest.raises(BundleRefused, match="Three: The page doesn't show the wording"):
        publish_bundle(bundle_of(*two, wordy), user=None)
    assert live() == set()


def test_it_is_published_once(two: list[Story]) -> None:
    bundle = publish_bundle(bundle_of(*two), user=None)
    with pytest.raises(BundleRefused, match="published already"):
        publish_bundle(bundle, user=None)


def test_an_empty_bundle_is_refused(two: list[Story]) -> None:
    with pytest.raises(BundleRefused, match="no stories"):
        publish_bundle(bundle_of(), user=None)


def test_a_story_readers_have_already_stays_as_it_is(two: list[Story]) -> None:
    old = make_story(title="Old")
    publish_bundle(bundle_of(old, *two), user=None)
    assert live() == {"Old", "One", "Two"}
    assert not old.changes.exists()


def test_a_story_with_a_time_of_its_own_blocks(two: list[Story]) -> None:
    two[0].go_live_at = timezone.now() + timedelta(days=1)
    two[0].save_revision()
    with pytest.raises(BundleRefused, match="a time of its own"):
        publish_bundle(bundle_of(*two), user=None)


def test_the_schedule_publishes_what_was_written_when_it_was_scheduled(two: list[Story]) -> None:
    editor = make_user()
    soon = timezone.now() + timedelta(hours=1)
    bundle = schedule_bundle(bundle_of(*two), soon, user=editor)
    assert publish_due_bundles(soon - timedelta(minutes=1)) == []
    later = two[0].get_latest_revision_as_object()
    later.title = "Written later"
    later.save_revision()
    assert publish_due_bundles(soon) == [bundle]
    assert live() == {"One", "Two"}
    assert set(Story.objects.values_list("first_published_at", flat=True)) == {soon}
    assert Story.objects.get(pk=two[0].pk).get_latest_revision_as_object().title == "Written later"


def test_a_bundle_can_be_taken_off_the_schedule(two: list[Story]) -> None:
    soon = timezone.now() + timedelta(hours=1)
    bundle = schedule_bundle(bundle_of(*two), soon, user=make_user())
    unschedule_bundle(bundle, user=make_user())
    assert publish_due_bundles(soon) == []
    assert not BundledStory.objects.exclude(revision=None).exists()
    with pytest.raises(BundleRefused):
        unschedule_bundle(bundle, user=make_user())


def test_a_time_that_is_over_is_refused(two: list[Story]) -> None:
    with pytest.raises(BundleRefused, match="This time is over"):
        schedule_bundle(bundle_of(*two), timezone.now() - timedelta(minutes=1), user=make_user())


def test_a_refused_bundle_leaves_the_schedule_and_who_scheduled_it_gets_mail(two: list[Story]) -> None:
    soon = timezone.now() + timedelta(hours=1)
    bundle = schedule_bundle(bundle_of(*two), soon, user=make_user("chief@example.org"))
    story = Story.objects.get(title="One")
    story.withdrawn = "removed"
    story.save(update_fields=["withdrawn"], clean=False)
    assert publish_due_bundles(soon) == []
    assert live() == set()
    bundle.refresh_from_db()
    assert bundle.scheduled_for is None
    assert bundle.refusal == ["One: This story was removed for legal reasons and can't be published again."]
    assert mail.outbox[0].to == ["chief@example.org"]
    assert "removed for legal reasons" in mail.outbox[0].body
