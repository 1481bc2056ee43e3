"""What is done at the desk is in the draft, and the desk knows what rests on what."""

import pytest
from django.utils import timezone

from standfirst.stories.actions import Refused, publish
from standfirst.stories.checks import checks
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import NOON, make_user
from standfirst.translation.actions import Said, begin_version, may_begin, original_changed, save
from standfirst.translation.models import FormerText, Paragraph, Translation, TranslationUnit
from standfirst.translation.pairing.states import digest, field_mark
from standfirst.translation.tests.stories import (
    ONE,
    TWO,
    change_original,
    desk_of,
    headline,
    make_translation,
    say,
    states,
)

pytestmark = pytest.mark.django_db
OURS = (
    "Xankəndi limanı 12 may fırtınasından sonra iki gün bağlı idi.",
    "Heç kim xəsarət almayıb, <1>liman rəisi</1> deyib.",
    "Bərə bazar ertəsi yenidən işləyir.",
)


def draft(story: Story) -> Story:
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object()


def codes(story: Story) -> list[str]:
    return [problem.code for problem in checks(draft(story))]


def test_what_is_written_stands_in_the_draft_where_the_original_did():
    story = make_translation()
    assert states(story) == ["new", "new", "new"]
    say(story, *OURS)
    body = draft(story).body.get_prep_value()
    assert [block["type"] for block in body] == ["paragraph", "embed", "paragraph"]
    assert body[0]["value"] == f"<p>{OURS[0]}</p>"
    assert '<a href="https://gazette.example/master">liman rəisi</a>' in body[2]["value"]
    assert states(story) == ["edited", "edited", "edited"]
    assert TranslationUnit.objects.count() == 0, "only what was reviewed is remembered"
    assert draft(story).get_latest_revision().content["title"] == "Harbour closed"


def test_a_headline_makes_the_address_of_a_draft():
    story = make_translation()
    headline(story, "Liman bağlanıb")
    assert (draft(story).title, draft(story).slug) == ("Liman bağlanıb", "liman-baglanib")
    headline(story, "")
    assert draft(story).title == "Liman bağlanıb", "a story has a headline"


def test_reviewed_paragraphs_are_remembered_once():
    story = make_translation()
    say(story, *OURS, reviewed=True, user=make_user())
    assert states(story) == ["reviewed"] * 3
    say(story, None, None, None, reviewed=True)
    assert set(TranslationUnit.objects.values_list("source", "source_language", "target_language")) == {
        (ONE, "en", "az"),
        (TWO, "en", "az"),
        ("The ferry runs again on Monday.", "en", "az"),
    }
    unit = TranslationUnit.objects.get(source=TWO)
    assert unit.target == "Heç kim xəsarət almayıb, liman rəisi deyib."
    assert unit.story == story and unit.made_by == make_user()


def test_publishing_waits_until_nothing_is_the_originals_and_then_remembers():
    story = make_translation()
    say(story, *OURS[:2])
    assert "not-translated" in codes(story)
    with pytest.raises(Refused, match="translated"):
        publish(draft(story), user=None, at=NOON)
    say(story, None, None, OURS[2])
    assert codes(story) == ["not-translated"], "the headline is the original's own"
    headline(story, "Liman bağlanıb")
    assert codes(story) == []
    publish(draft(story), user=None, at=NOON)
    assert TranslationUnit.objects.count() == 4
    assert Story.objects.get(pk=story.pk).body_text.startswith("Xankəndi")


def test_a_draft_nobody_opened_the_desk_of_is_published_as_ever():
    story = make_translation()
    assert "not-translated" not in codes(story)


def test_two_people_at_one_desk_lose_nothing():
    story = make_translation()
    first = desk_of(story).lines[2]
    say(story, OURS[0])
    late = save(story, [Said(first.key, "Başqa söz", digest(""))])
    assert late.conflicts == [first.key] and not late.revision
    assert desk_of(story).lines[2].ours.text == OURS[0]
    untouched = save(story, [Said(first.key, "", digest(""), reviewed=True)])
    assert untouched.conflicts == [] and states(story)[0] == "edited", (
        "an old form changes nothing it didn't touch"
    )


def test_characters_that_nothing_can_hold_are_left_out():
    story = make_translation()
    say(story, "Bir\x00 \x0b\ud800iki\r\nüç")
    assert desk_of(story).lines[2].ours.marked == "Bir iki\nüç"
    line = desk_of(story).lines[2]
    save(story, [Said(line.key, "Bir\niki\nüç", field_mark(line.ours.marked))])
    assert desk_of(story).lines[2].ours.marked == "Bir\niki\nüç", "a line break is a change too"


def test_a_paragraph_left_out_on_purpose_leaves_the_body():
    story = make_translation()
    say(story, "", "", "", reviewed=True)
    assert states(story) == ["reviewed"] * 3
    assert [block["type"] for block in draft(story).body.get_prep_value()] == ["embed"]
    say(story, None, "Qayıtdı")
    body = draft(story).body.get_prep_value()
    assert [block["value"] for block in body if block["type"] == "paragraph"] == ["<p>Qayıtdı</p>"]
    assert states(story)[1] == "edited"


def test_an_autosave_goes_into_the_version_it_made():
    story, user = make_translation(), make_user()
    made = say(story, OURS[0], user=user).revision
    line = desk_of(story).lines[3]
    again = save(story, [Said(line.key, OURS[1], digest(""))], user=user, over=made.pk)
    assert again.revision.pk == made.pk
    assert states(story) == ["edited", "edited", "new"]
    line = desk_of(story).lines[4]
    other = save(
        story, [Said(line.key, OURS[2], digest(""))], user=make_user("two@example.org"), over=made.pk
    )
    assert other.revision.pk != made.pk


def test_what_somebody_changes_on_the_form_is_seen_at_the_desk():
    story = make_translation()
    say(story, *OURS, reviewed=True)
    changed = draft(story)
    body = changed.body.get_prep_value()
    body[0]["value"] = "<p>Formada yazılıb</p>"
    changed.body = changed.body.stream_block.to_python(body)
    changed.save_revision()
    assert states(story) == ["edited", "reviewed", "reviewed"]
    assert desk_of(story).lines[2].ours.text == "Formada yazılıb"


def test_a_changed_original_makes_stale_what_rests_on_it_until_it_is_seen_to():
    story = make_translation()
    say(story, *OURS, reviewed=True)
    headline(story, "Liman bağlanıb")
    publish(draft(story), user=None, at=NOON)
    new = change_original(story, "two days", "three days") + "\n\nA second boat follows."
    assert [each.story_id for each in original_changed(story.original, new, timezone.now())] == [story.pk]
    assert FormerText.objects.get().text.startswith(ONE)
    assert states(story) == ["stale", "reviewed", "reviewed", "new"]
    assert desk_of(story).lines[2].former == ONE
    assert original_changed(story.original, new, timezone.now()) == []
    say(story, OURS[0].replace("iki", "üç"), None, None, "İkinci gəmi gəlir.")
    assert states(story) == ["edited", "reviewed", "reviewed", "edited"]
    assert not desk_of(story).changed
    assert codes(story) == ["no-change-kind"]


def test_what_still_is_right_is_only_reviewed_again():
    story = make_translation()
    say(story, *OURS, reviewed=True)
    original_changed(story.original, change_original(story, "on Monday", "this Monday"), timezone.now())
    assert states(story) == ["reviewed", "reviewed", "stale"]
    assert desk_of(story).changed
    headline(story, "Liman bağlanıb")
    say(story, None, None, None, reviewed=True)
    line = desk_of(story).lines[1]
    save(story, [Said(line.key, line.ours.marked, digest(line.ours.marked), reviewed=True)])
    assert states(story) == ["reviewed"] * 3 and not desk_of(story).changed


def test_a_paragraph_gone_from_the_original_is_kept_or_emptied():
    story = make_translation()
    say(story, *OURS)
    original_changed(story.original, ONE, timezone.now())
    assert states(story) == ["edited", "stale", "stale"]
    say(story, None, "")
    lines = desk_of(story).lines[2:]
    save(story, [Said(lines[1].key, lines[1].ours.marked, digest(lines[1].ours.marked), reviewed=True)])
    assert [line.ours.text for line in desk_of(story).lines[2:]] == [OURS[0], OURS[2]]
    assert desk_of(story).lines[3].original is None and states(story) == ["edited", "edited"]


def test_our_own_story_goes_into_another_language_and_follows_it():
    from standfirst.stories.tests.factories import change_text, make_story, make_topic

    make_translation()
    story = make_story("en", title="Ours", text="Ten boats left.", topics=("river",))
    user = make_user()
    assert may_begin(story, user) == ["az", "ru", "fa"]
    other = begin_version(story, "az", user=user)
    assert (other.locale.language_code, other.translation_key, other.title) == (
        "az",
        story.translation_key,
        "Ours",
    )
    assert list(other.topics.all()) == [make_topic("river")] and other.credits.count() == 1
    assert states(other) == ["new"]
    say(other, "On gəmi getdi.")
    headline(other, "Bizim")
    line = desk_of(other).lines[1]
    save(other, [Said(line.key, "Nəyə söykənir.", digest(""))])
    publish(draft(other), user=None, at=NOON)
    assert states(other) == ["edited"]
    change_text(Story.objects.get(pk=story.pk), "Eleven boats left.", at=timezone.now())
    assert states(other) == ["stale"] and desk_of(other).changed
    say(other, "On bir gəmi getdi.")
    assert not desk_of(other).changed
    with pytest.raises(Refused, match="already"):
        begin_version(story, "az")
    assert may_begin(story, user) == ["ru", "fa"]


def test_a_story_removed_takes_its_desk_with_it_and_leaves_the_memory():
    story = make_translation()
    say(story, *OURS, reviewed=True)
    Story.objects.get(pk=story.pk).delete()
    assert not Translation.objects.exists() and not Paragraph.objects.exists()
    assert TranslationUnit.objects.filter(story=None).count() == 3
