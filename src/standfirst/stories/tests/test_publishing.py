"""Publishing: whoever asks for it, the same checks and the same effects."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from standfirst.keys.models import OutboxEntry
from standfirst.stories.actions import NewChange, Refused, checks, publish
from standfirst.stories.models import Change, Story, Version
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
    paragraph,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)


@pytest.fixture(autouse=True)
def publication():
    return make_publication(time_zone="Asia/Baku")


def test_address_is_frozen_in_the_publication_s_time_zone():
    story = make_story(at=NOON.replace(month=4, day=30, hour=22), title="On the border of two months")
    assert story.public_path() == "/en/2026/05/on-the-border-of-two-months/"
    story.slug = "another"
    again = publish(story, user=None, at=LATER)
    assert again.public_path() == "/en/2026/05/on-the-border-of-two-months/"
    assert again.first_published_at == story.first_published_at


def test_body_is_rendered_and_stored_once():
    story = make_story(text="Two <b>words</b>")
    assert story.body_html == "<p>Two <b>words</b></p>"
    assert (story.body_text, story.word_count) == ("Two words", 2)


def test_what_was_refused_is_mended_and_published_in_the_same_hands():
    story = make_draft(standfirst="")
    before = (story.latest_revision_id, story.draft_title, story.has_unpublished_changes)
    story.title = "Another headline"
    with pytest.raises(Refused):
        publish(story, user=None, at=NOON)
    assert (story.latest_revision_id, story.draft_title, story.has_unpublished_changes) == before
    story.standfirst = "What it stands on."
    assert publish(story, user=None, at=NOON).title == "Another headline"


def test_a_refused_change_is_not_left_on_the_story():
    story = make_story()
    story.body = [paragraph("<p>Other words.</p>")]
    with pytest.raises(Refused):
        publish(story, user=None, change=NewChange("correction", ""), at=LATER)
    assert (story.change_kind, story.change_text) == ("", "")
    assert publish(story, user=None, change=NewChange("minor"), at=LATER).body_text == "Other words."


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"standfirst": ""}, "no-standfirst"),
        ({"section": None}, "no-section"),
        ({"roles": ()}, "no-credit"),
        ({"body": []}, "no-body"),
        ({"origin": "translation"}, "no-original"),
        ({"origin": "translation", "licence": "CC-BY-4.0"}, "no-translator"),
        ({"origin": "translation", "licence": "CC-BY-ND-4.0", "roles": ("translator",)}, "not-allowed"),
        ({"origin": "reprint", "licence": ""}, "not-allowed"),
        ({"origin": "reprint", "licence": "CC-BY-NC-4.0"}, "not-allowed"),
        ({"origin": "reprint", "licence": "CC-BY-ND-4.0", "original_text": "Other words"}, "changed"),
    ],
)
def test_check_blocks_publishing(fields, code):
    if "licence" in fields:
        fields["original"] = make_original(
            licence=fields.pop("licence"), text=fields.pop("original_text", "")
        )
    draft = make_draft(**fields)
    assert code in [problem.code for problem in checks(draft)]
    with pytest.raises(Refused) as refused:
        publish(draft, user=None)
    assert refused.value.reasons
    assert not is_public(Story.objects.get(pk=draft.pk))


def test_outlet_s_permission_does_not_cover_another_right_holder():
    from standfirst.stories.tests.factories import make_agent

    original = make_original(rights_holder=make_agent("Agency", "outlet"))
    draft = make_draft(origin="reprint", original=original, permission=make_permission(original))
    assert [problem.code for problem in checks(draft)] == ["other-permission"]


def test_permission_without_the_story_s_language_blocks():
    original = make_original()
    draft = make_draft(
        origin="translation", original=original, permission=make_permission(original, languages=["az"]),
        roles=("translator",),
    )  # fmt: skip
    assert [problem.code for problem in checks(draft)] == ["not-allowed"]


def test_checks_pass_a_sound_story():
    original = make_original()
    draft = make_draft(origin="reprint", original=original, permission=make_permission(original))
    assert checks(draft) == []


def test_changed_words_ask_what_the_change_is():
    story = make_story()
    story.body = [paragraph("<p>Other words.</p>")]
    with pytest.raises(Refused):
        publish(story, user=None)
    with pytest.raises(Refused):
        publish(story, user=None, change=NewChange("correction", " "))


def test_minor_change_moves_nothing_and_keeps_no_version():
    story = change_text(make_story(), "Something hapened: typo mended.", at=LATER)
    assert story.updated_at is None
    assert not Version.objects.exists() and not Change.objects.exists()


@pytest.mark.parametrize("kind", ["update", "correction"])
def test_replaced_text_stays_with_its_difference(kind):
    story = make_story(text="There were ten trucks.")
    story = change_text(story, "There were twelve trucks.", kind, "It was twelve.", at=LATER)
    version = story.versions.get()
    assert story.updated_at == LATER
    assert version.body_html == "<p>There were ten trucks.</p>"
    assert (version.published_at, version.replaced_at, version.number) == (NOON, LATER, 1)
    assert ["removed", "ten"] in version.difference and ["added", "twelve"] in version.difference
    old = "".join(text for name, text in version.difference if name != "added")
    assert old == "A headline\nWhat it stands on.\nThere were ten trucks."
    assert (story.changes.get().kind, story.changes.get().text) == (kind, "It was twelve.")


def test_what_was_said_of_a_change_is_not_said_again():
    story = change_text(make_story(), "Twelve.", "correction", "It was twelve.", at=LATER)
    draft = story.get_latest_revision_as_object()
    assert (draft.change_kind, draft.change_text) == ("", "")
    publish(draft, user=None, at=LATER)
    assert story.changes.count() == 1


@pytest.mark.parametrize("how", ["model", "queryset", "story", "version", "reword"])
def test_correction_can_t_be_removed(how):
    story = change_text(make_story(), "Twelve.", "correction", "It was twelve.", at=LATER)
    change = story.changes.get()
    from django.db.models.deletion import ProtectedError

    with pytest.raises(ProtectedError), transaction.atomic():
        match how:
            case "model":
                change.delete()
            case "queryset":
                Change.objects.all().delete()
            case "story":
                story.delete()
            case "version":
                Version.objects.all().delete()
            case "reword":
                change.text = "Nothing was wrong."
                change.save()
    assert Change.objects.get().text == "It was twelve."


def schedule(draft):
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    revision = draft.save_revision()
    revision.publish()
    past = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


def test_schedule_publishes_with_all_effects():
    draft = make_draft()
    schedule(draft)
    assert not is_public(Story.objects.get(pk=draft.pk))
    call_command("publish_scheduled")
    story = Story.objects.get(pk=draft.pk)
    assert is_public(story) and story.body_html and story.public_path()


def test_schedule_goes_on_past_a_story_that_the_checks_refuse():
    user = make_user()
    bad, good = make_draft(title="Bad"), make_draft(title="Good")
    schedule(bad)
    schedule(good)
    bad.credits.model.objects.filter(story=bad).delete()
    for revision in bad.revisions.all():
        revision.content["credits"] = []
        revision.save()
    call_command("publish_scheduled")
    assert not is_public(Story.objects.get(pk=bad.pk))
    assert is_public(Story.objects.get(pk=good.pk))
    assert "credited" in mail.outbox[0].body and user.email in mail.outbox[0].to
    call_command("publish_scheduled")
    assert [m.subject for m in mail.outbox] == ["Not published: Bad"]


def test_bare_wagtail_publishing_is_checked_and_has_all_effects():
    draft = make_draft()
    draft.save_revision().publish()
    assert is_public(Story.objects.get(pk=draft.pk))
    bad = make_draft(standfirst="", title="Bad")
    with pytest.raises(Refused):
        bad.save_revision().publish()
    assert not is_public(Story.objects.get(pk=bad.pk))


def test_bulk_publishing_is_checked():
    from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

    good, bad = make_draft(title="Good"), make_draft(title="Bad", standfirst="")
    PublishBulkAction.execute_action([good], user=make_user())
    assert is_public(Story.objects.get(pk=good.pk))
    with pytest.raises(Refused):
        PublishBulkAction.execute_action([bad], user=make_user())


def test_wagtail_s_publish_action_is_checked():
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction

    bad = make_draft(standfirst="")
    with pytest.raises(Refused):
        PublishPageRevisionAction(bad.save_revision(), user=make_user()).execute()
    assert Story.objects.get(pk=bad.pk).address_year is None


def test_unpublishing_leaves_a_page_that_says_so():
    story = make_story()
    story.unpublish()
    story = Story.objects.get(pk=story.pk)
    assert not is_public(story) and story.withdrawn == "editor" and story.body_html


def test_saving_a_draft_of_a_published_story_changes_nothing_for_readers():
    story = make_story(text="As published.")
    story.body = [paragraph("<p>A draft.</p>")]
    OutboxEntry.objects.all().delete()
    story.save_revision()
    assert not OutboxEntry.objects.filter(key=story.key).exists()
    assert "As published" in Story.objects.get(pk=story.pk).body_html
