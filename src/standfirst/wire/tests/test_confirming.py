"""What was read from a page: confirmed, corrected, taken back; what it may become, and by which right."""

from datetime import UTC, datetime
from typing import Any

import pytest

from standfirst.provenance.models import Original
from standfirst.stories.actions import Refused, checks, publish
from standfirst.stories.models import Story
from standfirst.stories.rendering import body_text
from standfirst.stories.tests.factories import (
    make_agent,
    make_permission,
    make_publication,
    make_section,
    make_user,
    paragraph,
)
from standfirst.wire.actions import Wanted, begin_empty, choose, confirm, correct, take, take_back, ways
from standfirst.wire.actions.drafts import draft_of
from standfirst.wire.models import Intake
from standfirst.wire.reading import Content
from standfirst.wire.tests.pages import LINKED_DATA, SENTENCES, body, page

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
URL = "https://www.tide.example/2026/ferry"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def imported(content: bytes = b"", url: str = URL, **wanted: Any) -> Intake:
    read = Content(content or page(head=LINKED_DATA), url, "text/html", AT)
    return take(read, Wanted(**{"language": "en", "section": make_section("news"), **wanted}))


def again(intake: Intake) -> Intake:
    return Intake.objects.get(pk=intake.pk)


def test_it_is_kept_who_confirmed_what():
    user = make_user()
    intake = confirm(imported(), ["title"], user=user)
    assert intake.fields["title"]["by"] == user.pk
    assert "title" not in again(intake).unconfirmed
    assert "date" in again(intake).unconfirmed


def test_a_confirmation_is_taken_back_before_publication_and_not_after():
    intake = imported(origin="reprint")
    confirm(intake, intake.unconfirmed)
    take_back(intake, ["date"])
    assert again(intake).unconfirmed == ["date"]
    confirm(intake, ["date"])
    story = draft_of(intake)
    story.standfirst = "What it says."
    publish(story, user=None, at=AT)
    with pytest.raises(Refused, match="Readers have this story"):
        take_back(again(intake), ["date"])
    assert again(intake).unconfirmed == []


def test_a_correction_reaches_the_original_and_the_headline_that_nobody_has_edited():
    intake = imported()
    outlet = make_agent("Island Times", "outlet")
    values = {"title": "No ferry", "date": "2026-03", "outlet": outlet, "licence": ""}
    assert set(correct(intake, values)) == set(values)
    original = again(intake).original
    assert (original.title, original.date, original.outlet, original.licence) == (
        "No ferry",
        "2026-03",
        outlet,
        "",
    )
    assert draft_of(again(intake)).title == "No ferry"
    assert again(intake).fields["title"]["value"] == "No ferry, no bread"
    assert again(intake).fields["title"]["corrected"]


def test_a_headline_that_an_editor_wrote_is_left_alone():
    intake = imported()
    draft = draft_of(intake)
    draft.title = "Islands without a ferry"
    draft.save_revision()
    correct(again(intake), {"title": "No ferry"})
    assert draft_of(again(intake)).title == "Islands without a ferry"


def test_a_correction_of_the_text_reaches_the_draft_and_keeps_its_markup():
    linked = 'The harbour office says <a href="https://x.example/">in a report</a> that nobody at all has applied for it yet.'
    intake = imported(
        page(
            f"<article><ul><li>One pilot retired.</li><li>No bread came.</li></ul>{body(linked, *SENTENCES)}</article>"
        )
    )
    before = intake.original.text_sha256
    correct(intake, {"body": f"{intake.original.text}\n\nA last paragraph."})
    original, draft = again(intake).original, draft_of(again(intake))
    assert original.text.endswith("A last paragraph.")
    assert original.text_sha256 != before
    assert body_text(draft.body).split() == original.text.split()
    html = [block.value.source for block in draft.body]
    assert any("https://x.example/" in source for source in html)
    assert any("<li>" in source for source in html)


def test_a_body_that_an_editor_wrote_is_left_alone():
    intake = imported()
    draft = draft_of(intake)
    draft.body = [paragraph("<p>Our own words.</p>")]
    draft.save_revision()
    correct(again(intake), {"body": "Another text of theirs."})
    assert body_text(draft_of(again(intake)).body) == "Our own words."


def test_what_is_confirmed_is_not_corrected_before_that_is_taken_back():
    intake = confirm(imported(), ["date"])
    with pytest.raises(Refused, match="Confirmed already: date"):
        correct(intake, {"date": "2026-01-01", "title": "Another"})
    assert again(intake).original.title == "No ferry, no bread"


def test_a_language_that_nobody_knows_is_not_confirmed():
    intake = imported()
    Original.objects.update(language="und")
    with pytest.raises(Refused, match="Say which it is"):
        confirm(again(intake), ["language"])
    correct(intake, {"language": "en"})
    assert "language" not in confirm(again(intake), ["language"]).unconfirmed


def test_confirmed_authors_of_a_reprint_are_credited_before_the_house():
    intake = imported(origin="reprint", credit=make_agent("Desk"))
    confirm(intake, ["authors"])
    credits = [(str(credit.agent), credit.role) for credit in draft_of(again(intake)).credits.all()]
    assert credits == [("Ada Quay", "author"), ("Bo Pier", "author"), ("Desk", "editor")]
    take_back(again(intake), ["authors"])
    confirm(again(intake), ["authors"])
    assert draft_of(again(intake)).credits.count() == 3


def test_authors_of_what_a_summary_rests_on_are_not_its_authors():
    intake = imported(credit=make_agent("Desk"))
    confirm(intake, ["authors"])
    assert [str(credit.agent) for credit in draft_of(again(intake)).credits.all()] == ["Desk"]


def test_without_a_licence_only_a_summary_is_open_and_it_is_said_why():
    intake = imported(page())
    found = {way.key: way.decision for way in ways(intake)}
    assert found["summary"].ok
    assert not found["translation"].ok
    assert "Ask for one" in found["reprint"].reasons[0]
    with pytest.raises(Refused, match="No licence or permission covers a reprint"):
        choose(intake, "reprint")
    assert draft_of(again(intake)).origin == "summary"


def test_a_permission_on_file_opens_what_it_covers_and_the_draft_rests_on_it():
    intake = imported(page())
    permission = make_permission(intake.original, allows_reprint=False)
    found = {way.key: way.decision.ok for way in ways(intake)}
    assert found[f"translation:{permission.pk}"]
    assert not found[f"reprint:{permission.pk}"]
    confirm(intake, ["authors"])
    choose(again(intake), f"translation:{permission.pk}")
    draft = draft_of(again(intake))
    assert (draft.origin, draft.permission) == ("translation", permission)


def test_a_permission_of_somebody_else_opens_nothing():
    intake = imported(page())
    other = imported(
        page(f"<article>{body(*reversed(SENTENCES))}</article>"), "https://other.example/x"
    ).original
    permission = make_permission(other)
    assert f"reprint:{permission.pk}" not in {way.key for way in ways(intake)}
    with pytest.raises(Refused, match="Choose what"):
        choose(intake, f"reprint:{permission.pk}")


def test_a_right_holder_who_is_not_the_outlet_takes_its_licence_away():
    intake = imported()
    assert {way.origin for way in ways(intake) if way.decision.ok} == {"summary", "translation", "reprint"}
    correct(intake, {"rights_holder": make_agent("An agency", "organisation")})
    assert {way.origin for way in ways(again(intake)) if way.decision.ok} == {"summary"}


def test_a_summary_that_still_is_the_original_is_not_published():
    intake = imported()
    confirm(intake, intake.unconfirmed)
    assert "copied" in {problem.code for problem in checks(draft_of(intake))}
    begin_empty(intake)
    draft = draft_of(again(intake))
    assert body_text(draft.body) == ""
    draft.body = [
        paragraph(
            "<p>Two islands have been cut off since their pilot left his job, and it takes two years to train "
            "another. People now bring food over in a fishing boat; on Thursday councillors vote on hiring "
            "somebody from the mainland, who would work with an interpreter beside him at the wheel.</p>"
        )
    ]
    assert "copied" not in {problem.code for problem in checks(draft)}


def test_what_is_quoted_is_not_copied():
    intake = imported()
    confirm(intake, intake.unconfirmed)
    draft: Story = draft_of(intake)
    own = paragraph(f"<p>{'We say what we found out ourselves, and add what the office told us. ' * 6}</p>")
    draft.body = [own, {"type": "quote", "value": {"text": SENTENCES[0], "who": "The Tide"}}]
    assert "copied" not in {problem.code for problem in checks(draft)}
