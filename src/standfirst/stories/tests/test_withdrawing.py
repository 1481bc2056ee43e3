"""A story that readers may not have any more: what remains, and what comes back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from standfirst.keys import documents
from standfirst.stories.actions import (
    Refused,
    ask_removal,
    confirm_removal,
    lapse_permissions,
    publish,
    restore,
    warn_lapsing,
    withdraw,
)
from standfirst.stories.models import Removal, Story
from standfirst.stories.public import is_public
from standfirst.stories.tests.factories import (
    NOON,
    change_text,
    make_draft,
    make_original,
    make_permission,
    make_publication,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication(time_zone="Asia/Baku")


def reprint(**permission):
    original = make_original()
    return make_story(origin="reprint", original=original, permission=make_permission(original, **permission))


def page(path):
    return documents.render(path, NOON).rendered


def test_permission_lapses_when_its_last_day_is_over_in_the_publication():
    story = reprint(valid_until=date(2026, 6, 1))
    # Baku is four hours ahead: its 1 June ends at 20:00 UTC.
    assert lapse_permissions(datetime(2026, 6, 1, 19, 59, tzinfo=UTC)) == []
    assert lapse_permissions(datetime(2026, 6, 1, 20, 0, tzinfo=UTC)) == [story]
    gone = page(story.public_path())
    assert gone.status == 410 and b"https://gazette.example/what-was-said" in gone.body
    assert story.title.encode() not in gone.body and story.standfirst.encode() not in gone.body


def test_withdrawn_story_takes_its_versions_and_places_in_lists_along():
    story = change_text(reprint(), "Other words.", "correction", "Ten, not nine.", NOON + timedelta(days=1))
    assert page(f"{story.public_path()}v1/").status == 200
    withdraw(story, reason="editor", user=None, at=NOON)
    for path in ("/en/newest/", "/en/sections/news/", "/en/outlets/gazette/", "/en/", "/en/corrections/"):
        assert story.public_path().encode() not in page(path).body
    with pytest.raises(documents.NoDocument):
        page(f"{story.public_path()}v1/")


def test_exclusive_story_outlives_any_permission():
    original = make_original()
    permission = make_permission(original, valid_until=date(2026, 6, 1))
    make_story(permission=permission)
    assert lapse_permissions(datetime(2027, 1, 1, tzinfo=UTC)) == []


def test_renewed_permission_brings_a_story_back_as_it_was():
    story = reprint(valid_until=date(2026, 6, 1))
    later = datetime(2026, 7, 1, tzinfo=UTC)
    lapse_permissions(later)
    with pytest.raises(Refused):
        restore(story, user=None, at=later)
    story.permission.valid_until = None
    story.permission.save()
    back = restore(story, user=None, at=later)
    assert is_public(back) and back.first_published_at == NOON
    assert page(story.public_path()).status == 200


def test_withdrawn_story_can_be_published_again():
    story = make_story()
    withdraw(story, reason="editor", user=None)
    assert is_public(publish(Story.objects.get(pk=story.pk), user=None))


def test_only_a_published_story_can_be_withdrawn():
    with pytest.raises(Refused):
        withdraw(make_draft(), reason="editor", user=None)


def test_editors_are_warned_once_for_each_end_of_a_permission():
    user = make_user()
    story = reprint(valid_until=date(2026, 6, 1))
    permission = story.permission
    assert warn_lapsing(datetime(2026, 5, 17, tzinfo=UTC)) == []
    assert warn_lapsing(datetime(2026, 5, 18, tzinfo=UTC)) == [permission]
    assert warn_lapsing(datetime(2026, 5, 19, tzinfo=UTC)) == []
    assert mail.outbox[0].to == [user.email] and story.title in mail.outbox[0].body
    permission.refresh_from_db()
    permission.valid_until = date(2026, 7, 1)
    permission.save()
    assert warn_lapsing(datetime(2026, 6, 20, tzinfo=UTC)) == [permission]


def test_removal_takes_a_second_person_and_tells_the_public():
    story = make_story()
    first, second = make_user("one@example.org"), make_user("two@example.org")
    removal = ask_removal(
        story, reason="Court order 7", notice={"en": "Removed by order of a court."}, user=first
    )
    with pytest.raises(Refused):
        confirm_removal(removal, user=first)
    assert page(story.public_path()).status == 200
    confirm_removal(removal, user=second)
    gone = page(story.public_path())
    assert gone.status == 410 and b"Removed by order of a court." in gone.body
    assert b"Court order 7" not in gone.body
    with pytest.raises(Refused):
        confirm_removal(Removal.objects.get(), user=second)


def test_removal_needs_a_reason_and_a_notice_in_the_story_s_language():
    with pytest.raises(Refused) as refused:
        ask_removal(make_story(), reason=" ", notice={"az": "..."}, user=make_user())
    assert len(refused.value.reasons) == 2


def test_removed_story_never_comes_back():
    story = make_story()
    removal = ask_removal(story, reason="Order", notice={"en": "Gone."}, user=make_user("one@example.org"))
    confirm_removal(removal, user=make_user("two@example.org"))
    with pytest.raises(Refused):
        restore(story, user=None)
    with pytest.raises(Refused):
        publish(Story.objects.get(pk=story.pk), user=None)
