"""The editor's side of an imported page: importing it, confirming it, saying what it becomes."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from standfirst.fetch.tests.sites import LOOPBACK, answer, redirect, site
from standfirst.provenance.models import Original
from standfirst.stories.actions import publish
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import (
    NOON,
    as_chief,
    make_agent,
    make_permission,
    make_section,
    make_user,
)
from standfirst.wire.actions.drafts import draft_of
from standfirst.wire.admin import importing
from standfirst.wire.admin.shown import seen
from standfirst.wire.models import Intake
from standfirst.wire.tests.pages import LINKED_DATA, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
IMPORT = "/admin/wire/import/"


@pytest.fixture
def editor(client: Client) -> Client:
    return as_chief(client)


def upload(content: bytes, name: str = "ferry.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


def ask(editor: Client, **fields: Any) -> Any:
    return editor.post(IMPORT, {"language": "en", "origin": "summary", **fields})


def imported(editor: Client, **fields: Any) -> Intake:
    fields.setdefault("file", upload(page(head=LINKED_DATA)))
    fields.setdefault("address", "https://www.tide.example/ferry")
    assert ask(editor, **fields).status_code == 302
    return Intake.objects.latest("pk")


def facts(intake: Intake, **changes: Any) -> dict[str, Any]:
    """Return the form of the page as a browser would send it."""
    original = intake.original
    values = {
        "title": original.title,
        "authors": "\n".join(original.authors),
        "date": original.date,
        "language": original.language,
        "outlet": str(original.outlet_id),
        "licence": original.licence,
        "rights_holder": "",
        "url": original.url,
        "text": original.text.replace("\n", "\r\n"),
    }
    return {"seen": seen(intake), **values, **changes}


def url_of(intake: Intake) -> str:
    return reverse("standfirst_wire:page", args=[intake.story_id])


def said(answer: Any) -> str:
    return answer.content.decode()


def test_the_desk_and_the_menu_lead_to_the_import_and_the_desk_lists_what_waits(editor: Client) -> None:
    assert said(editor.get("/admin/")).count(IMPORT) >= 2
    intake = imported(editor)
    desk = said(editor.get("/admin/"))
    assert url_of(intake) in desk
    assert "8 things to confirm" in desk


def test_a_saved_page_becomes_a_draft_of_the_editors_own(editor: Client) -> None:
    section, credit = make_section("news"), make_agent("Ada", "person")
    answer = ask(editor, file=upload(page(head=LINKED_DATA)), section=section.pk, credit=credit.pk)
    story = Story.objects.get()
    assert answer.url == reverse("standfirst_wire:page", args=[story.pk])
    assert (story.owner.email, story.section, story.credits.get().agent) == (
        "chief@example.org",
        section,
        credit,
    )


def test_the_form_remembers_section_and_credit(editor: Client) -> None:
    section, credit = make_section("news"), make_agent("Ada", "person")
    ask(editor, file=upload(page(head=LINKED_DATA)), section=section.pk, credit=credit.pk)
    form = said(editor.get(IMPORT))
    assert f'<option value="{section.pk}" selected>' in form
    assert f'<option value="{credit.pk}" selected>' in form


def test_an_address_is_fetched(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "NETWORK", LOOPBACK)
    with site({"/old": redirect("/ferry"), "/ferry": answer(page(head=LINKED_DATA))}) as url:
        ask(editor, address=f"{url}/old")
        assert Intake.objects.get().url == f"{url}/ferry"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Give the address of a page, or choose a file."),
        ({"address": "http://127.0.0.1/"}, "private network"),
        ({"address": "http://[::ffff:169.254.169.254]/"}, "private network"),
        ({"address": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"address": "https://x.example/", "language": "xx"}, "Select a valid choice"),
        ({"file": upload(b"%PDF-1.7", "a.pdf")}, "not a web page"),
        ({"file": upload(b"not packed", "a.html.gz")}, "read"),
        ({"file": upload(b"<html>" + b"x" * 5_300_000)}, "larger than 5 MB"),
        ({"file": upload(b"<div>" * 3000 + b"<p>a</p>")}, "too tangled"),
        ({"file": upload(page())}, "Give its name."),
    ],
)
def test_what_cannot_be_imported_is_refused_in_words(
    editor: Client, fields: dict[str, Any], says: str
) -> None:
    answer = ask(editor, **fields)
    assert answer.status_code == 422
    assert says in said(answer)
    assert not Story.objects.exists()


def test_a_packed_page_is_never_unpacked_beyond_the_limit(editor: Client) -> None:
    import gzip

    bomb = gzip.compress(b"<html><p>" + b"x" * 200_000_000)
    assert len(bomb) < 300_000
    assert "5 MB" in said(ask(editor, file=upload(bomb, "bomb.html.gz")))


def test_a_duplicate_leads_to_what_it_duplicates(editor: Client) -> None:
    first = imported(editor)
    again = ask(
        editor, file=upload(page(head=LINKED_DATA)), address="http://tide.example/ferry/?utm_source=x"
    )
    assert "here already" in said(again)
    assert reverse("wagtailadmin_pages:edit", args=[first.story_id]) in said(again)
    assert Story.objects.count() == 1


def test_nothing_of_a_hostile_page_reaches_the_editor_as_markup(editor: Client) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    head = LINKED_DATA.replace("No ferry, no bread", "&lt;img src=x onerror=alert(3)&gt; Ferry").replace(
        "Ada Quay", "Ada &quot;&gt;&lt;script&gt;alert(4)&lt;/script&gt;"
    )
    head += f"<meta property='og:title' content='{hostile}'>"
    intake = imported(editor, file=upload(page(head=head)))
    for path in (url_of(intake), reverse("wagtailadmin_pages:edit", args=[intake.story_id])):
        shown = said(editor.get(path))
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_each_field_is_shown_with_its_source_and_who_says_otherwise(editor: Client) -> None:
    head = LINKED_DATA + '<meta property="article:published_time" content="2026-03-05">'
    shown = said(editor.get(url_of(imported(editor, file=upload(page(head=head))))))
    assert "JSON-LD" in shown
    assert "2026-03-05" in shown
    assert 'value="use:date:0"' in shown


def test_one_field_is_corrected_and_confirmed(editor: Client) -> None:
    intake = imported(editor)
    editor.post(url_of(intake), facts(intake, date="2026-03", act="confirm:date"))
    intake.refresh_from_db()
    assert Original.objects.get().date == "2026-03"
    assert intake.fields["date"]["confirmed"]
    assert len(intake.unconfirmed) == 7


def test_what_another_place_says_is_taken_with_one_press(editor: Client) -> None:
    head = (
        LINKED_DATA
        + '<meta property="og:site_name" content="Island Times"><meta name="author" content="Cy Buoy">'
    )
    intake = imported(editor, file=upload(page(head=head)))
    editor.post(url_of(intake), facts(intake, act="use:authors:0"))
    intake = Intake.objects.get()
    editor.post(url_of(intake), facts(intake, act="use:outlet:0"))
    original = Original.objects.get()
    assert original.authors == ["Cy Buoy"]
    assert str(original.outlet) == "The Tide"
    assert len(Intake.objects.get().unconfirmed) == 8


def test_all_is_confirmed_as_shown_and_one_is_taken_back(editor: Client) -> None:
    intake = imported(editor)
    answer = editor.post(url_of(intake), facts(intake, title="No ferry", act="all"), follow=True)
    assert "is confirmed" in said(answer)
    assert Intake.objects.get().unconfirmed == []
    assert draft_of(intake).title == "No ferry"
    intake = Intake.objects.get()
    editor.post(url_of(intake), {"seen": seen(intake), "act": "undo:title"})
    assert Intake.objects.get().unconfirmed == ["title"]


def test_the_standfirst_that_a_reprint_took_from_the_page_is_shown_and_corrected(editor: Client) -> None:
    described = LINKED_DATA.replace('"inLanguage"', '"description": "A pilot retires.", "inLanguage"')
    intake = imported(editor, file=upload(page(head=described)), origin="reprint")
    assert "A pilot retires.</textarea>" in said(editor.get(url_of(intake)))
    editor.post(url_of(intake), facts(intake, description="A pilot stays ashore.", act="confirm:description"))
    assert draft_of(intake).standfirst == "A pilot stays ashore."


def test_a_wrong_correction_saves_nothing_and_says_where(editor: Client) -> None:
    intake = imported(editor)
    answer = editor.post(url_of(intake), facts(intake, date="last Tuesday", title="Changed", act="all"))
    assert answer.status_code == 422
    assert "is not a date" in said(answer)
    assert 'value="Changed"' in said(answer)
    assert Original.objects.get().title == "No ferry, no bread"
    assert len(Intake.objects.get().unconfirmed) == 8


def test_an_unknown_language_has_to_be_said_before_all_is_confirmed(editor: Client) -> None:
    nobody_says = LINKED_DATA.replace('"inLanguage": "en-GB",', "")
    intake = imported(editor, file=upload(page(head=nobody_says, lang="")))
    Original.objects.update(language="und")
    intake = Intake.objects.get()
    answer = editor.post(url_of(intake), facts(intake, language="", act="all"))
    assert "The page doesn&#x27;t say its language" in said(answer)
    editor.post(url_of(intake), facts(intake, language="en", act="all"))
    assert Intake.objects.get().unconfirmed == []


def test_what_somebody_else_changed_meanwhile_is_not_written_over(editor: Client) -> None:
    intake = imported(editor)
    sent = facts(intake, title="Mine", act="all")
    Original.objects.update(title="Theirs")
    assert "meanwhile" in said(editor.post(url_of(intake), sent, follow=True))
    assert Original.objects.get().title == "Theirs"


def test_an_origin_that_is_off_says_why_and_cannot_be_chosen(editor: Client) -> None:
    intake = imported(editor, file=upload(page()))
    assert "No licence or permission covers a reprint." in said(editor.get(url_of(intake)))
    use = reverse("standfirst_wire:use", args=[intake.story_id])
    answer = editor.post(use, {"way": "reprint"}, follow=True)
    assert "No licence or permission covers a reprint." in said(answer)
    assert draft_of(intake).origin == "summary"
    permission = make_permission(intake.original)
    assert f'value="reprint:{permission.pk}"' in said(editor.get(url_of(intake)))
    editor.post(use, {"way": f"reprint:{permission.pk}"})
    assert (draft_of(intake).origin, draft_of(intake).permission) == ("reprint", permission)


def test_the_form_shows_what_waits_and_fetches_it_anew(editor: Client) -> None:
    intake = imported(editor)
    form = said(editor.get(reverse("wagtailadmin_pages:edit", args=[intake.story_id])))
    panel = reverse("standfirst_wire:panel", args=[intake.story_id])
    assert panel in form
    assert "8 things that were read from the page wait for your word." in form
    editor.post(url_of(intake), facts(intake, act="all"))
    assert "is confirmed" in said(editor.get(panel))


def test_a_body_is_emptied_for_our_own_words_and_its_history_keeps_it(editor: Client) -> None:
    intake = imported(editor)
    editor.post(reverse("standfirst_wire:empty", args=[intake.story_id]))
    draft = draft_of(intake)
    assert not draft.body
    assert len(draft.revisions.all()) == 2


def test_readers_have_it_and_nothing_is_offered_any_more(editor: Client) -> None:
    intake = imported(editor, origin="reprint", section=make_section("news").pk)
    editor.post(url_of(intake), facts(intake, act="all"))
    story = draft_of(intake)
    story.standfirst = "What it says."
    publish(story, user=None, at=NOON)
    shown = said(editor.get(url_of(intake)))
    assert 'name="act"' not in shown
    intake = Intake.objects.get()
    editor.post(url_of(intake), {"seen": seen(intake), "act": "undo:title"})
    assert Intake.objects.get().unconfirmed == []


def test_whoever_may_not_edit_the_story_neither_sees_nor_confirms(editor: Client) -> None:
    intake = imported(editor)
    stranger = make_user("reader@example.org")
    stranger.is_superuser = False
    stranger.save()
    outside = Client()
    outside.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    for address in (url_of(intake), IMPORT):
        assert outside.get(address).status_code in {302, 403}
    assert outside.post(url_of(intake), facts(intake, act="all")).status_code in {302, 403}
    assert len(Intake.objects.get().unconfirmed) == 8
