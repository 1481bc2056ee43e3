"""The translation desk on the screen, as a form without a script sends it and as the script does."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standfirst.stories.models import Story
from standfirst.stories.tests.factories import as_chief, make_draft, make_story, make_user
from standfirst.translation.actions import original_changed
from standfirst.translation.models import GlossaryEntry, GlossaryTerm, TranslationUnit
from standfirst.translation.tests.stories import ONE, change_original, desk_of, make_translation, say, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]


@pytest.fixture
def editor(client: Client) -> Client:
    return as_chief(client)


def url(story: Story, page: str = "desk") -> str:
    return reverse(f"standfirst_translation:{page}", args=[story.pk])


def form(story: Story, *texts: str, **more: Any) -> dict[str, Any]:
    """Return the form as a browser would send it, with ``texts`` typed into the body's lines in order."""
    from standfirst.translation.pairing.states import digest

    lines = desk_of(story).lines
    data = {f"was-{line.key}": digest(line.ours.marked) for line in lines}
    data |= {f"text-{line.key}": line.ours.marked for line in lines}
    data |= {f"reviewed-{line.key}": "1" for line in lines if line.state == "reviewed"}
    data |= {f"text-{line.key}": text for line, text in zip(lines[2:], texts, strict=False)}
    return {**data, **more}


def said(answer: Any) -> str:
    return answer.content.decode()


def glossary() -> None:
    GlossaryEntry.objects.create(
        label="Khankendi (city)",
        note="In quotations as the speaker says it.",
        terms=[
            GlossaryTerm(language="en", text="Khankendi"),
            GlossaryTerm(language="az", text="Xankəndi", side="Azerbaijan", preferred=True),
            GlossaryTerm(language="az", text="Stepanakert", side="Armenia"),
        ],
    )


def test_the_desk_shows_both_sides_in_their_languages(editor):
    story = make_translation("fa")
    glossary()
    page = said(editor.get(url(story)))
    assert page.count('lang="en" dir="ltr"') >= 3 and page.count('lang="fa" dir="rtl"') == 5
    assert "Khankendi" in page and "&lt;1&gt;" in page
    assert "style=" not in page.split("<main")[-1].split("data-translation-desk")[-1]
    assert "Machine draft" not in page


def test_what_is_typed_is_saved_and_what_got_lost_is_said(editor):
    story = make_translation()
    glossary()
    assert "Stepanakert" in said(editor.get(url(story)))
    answer = editor.post(url(story), form(story, "Liman bir neçə gün bağlı idi.", "Heç kim."))
    assert answer.status_code == 302 and states(story) == ["edited", "edited", "new"]
    page = said(editor.get(url(story)))
    assert "Day:</strong>" not in page and ">12 May</strong>" in page
    assert ">Khankendi</strong>" in page and ">https://gazette.example/master</strong>" in page
    editor.post(url(story), form(story, "Xankəndidəki liman 12 mayda bağlandı."))
    assert ">Khankendi</strong>" not in said(editor.get(url(story)))


def test_a_proposal_is_inserted_with_one_press(editor):
    story = make_translation()
    say(story, "Xankəndi limanı 12 mayda bağlandı.", reviewed=True)
    other = make_translation(text=ONE.replace("two", "nine"))
    page = said(editor.get(url(other)))
    unit = TranslationUnit.objects.get()
    line = desk_of(other).lines[2]
    assert f'value="insert:{line.key}:{unit.pk}"' in page and "<del>two</del><ins>nine</ins>" in page
    answer = editor.post(url(other), form(other, act=f"insert:{line.key}:{unit.pk}"))
    assert answer.url.endswith(f"#line-{line.key}")
    assert desk_of(other).lines[2].ours.text == unit.target


def test_machine_drafts_are_offered_where_they_may_be(editor, settings):
    settings.TRANSLATION = {"service": "dummy", "address": "", "key": ""}
    story = make_translation()
    assert "Machine drafts of all new paragraphs" in said(editor.get(url(story)))
    line = desk_of(story).lines[3]
    editor.post(url(story), form(story, "Mən yazmışam", act=f"machine:{line.key}"))
    assert states(story) == ["edited", "machine", "new"]
    editor.post(url(story), form(story, act="machine:all"))
    assert states(story) == ["edited", "machine", "machine"]
    reserved = make_translation(of={"reservation": "Content-Usage"})
    page = said(editor.get(url(reserved)))
    assert "reserves machine use (Content-Usage)" in page and "machine:all" not in page
    answer = editor.post(url(reserved), form(reserved, "Öz sözüm", act="machine:all"))
    assert "reserves machine use" in said(answer) and states(reserved) == ["edited", "new", "new"]


def test_the_script_saves_some_lines_and_is_told_their_states(editor):
    story = make_translation(text=f"{ONE}\n\nShort.")
    key = desk_of(story).lines[2].key
    data = {name: value for name, value in form(story, "Liman").items() if name.endswith(key)}
    first = editor.post(url(story), data, headers={"accept": "application/json"}).json()
    assert first["lines"][0]["state"] == "edited" and ">12 May</strong>" in first["lines"][0]["checks"]
    data |= {f"was-{key}": first["lines"][0]["was"], f"text-{key}": "Liman 12 may", "over": first["over"]}
    second = editor.post(url(story), data, headers={"accept": "application/json"}).json()
    assert second["over"] == first["over"]
    assert Story.objects.get(pk=story.pk).revisions.count() == 2
    late = editor.post(
        url(story), {**data, f"text-{key}": "Gec"}, headers={"accept": "application/json"}
    ).json()
    assert late["conflicts"] == [key]


def test_two_texts_for_one_paragraph_are_both_shown(editor):
    story = make_translation()
    mine = form(story, "Mənimki", "İkinci")
    say(story, "Onunku")
    answer = editor.post(url(story), mine)
    page = said(answer)
    assert answer.status_code == 409
    assert "Mənimki</textarea>" in page and "Onunku" in page
    assert states(story) == ["edited", "edited", "new"], "what is nobody else's is saved"


def test_a_locked_story_keeps_what_was_typed_on_the_screen(editor):
    story = make_translation()
    Story.objects.filter(pk=story.pk).update(locked=True, locked_by=make_user("other@example.org"))
    answer = editor.post(url(story), form(story, "Yazılmış"))
    assert "locked" in said(answer) and "Yazılmış</textarea>" in said(answer)
    assert states(story) == ["new"] * 3


def test_the_ways_to_the_desk(editor):
    story = make_translation()
    edit = said(editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])))
    assert edit.count(url(story)) >= 2
    listed = said(editor.get(reverse("wagtailadmin_explore", args=[story.get_parent().pk])))
    assert url(story) in listed
    exclusive = make_draft("en")
    assert url(exclusive) not in said(editor.get(reverse("wagtailadmin_pages:edit", args=[exclusive.pk])))
    assert "no text to translate from" in said(editor.get(url(exclusive)))


def test_the_newsrooms_desk_lists_what_an_original_made_stale(editor):
    story = make_translation()
    say(story, "Bir", "İki", "Üç")
    home = reverse("wagtailadmin_home")
    assert "Originals that changed" not in said(editor.get(home))
    original_changed(story.original, change_original(story, "two days", "ten days"), timezone.now())
    page = said(editor.get(home))
    assert (
        "Originals that changed" in page and "1 paragraph is stale, 1 is new" in page and url(story) in page
    )
    page = said(editor.get(url(story)))
    assert "<del>two</del><ins>ten</ins>" in page and "What changed in the original" in page
    editor.post(url(story), form(story, "Bir yeni", **{"text-title": "Liman"}))
    assert "Originals that changed" not in said(editor.get(home))


def test_a_published_story_of_ours_is_begun_in_another_language(editor):
    make_translation()
    story = make_story("en", text="Ten boats left.")
    page = said(editor.get(url(story, "into")))
    assert "Azərbaycanca" in page and ">English<" not in page.split("<main")[-1]
    assert "Choose one" in said(editor.post(url(story, "into"), {"language": "xx"}))
    answer = editor.post(url(story, "into"), {"language": "az"})
    made = Story.objects.get(translation_key=story.translation_key, locale__language_code="az")
    assert answer.url == url(made)
    assert "Ten boats left." in said(editor.get(url(made)))


def test_the_memory_is_looked_into_and_goes_in_and_out_as_a_file(editor):
    story = make_translation()
    say(story, "Xankəndi", "Heç kim", "Bərə", reviewed=True)
    memory, file = reverse("standfirst_translation:memory"), reverse("standfirst_translation:file")
    assert "Heç kim" in said(editor.get(memory)) and "Heç kim" not in said(
        editor.get(memory, {"q": "khankendi"})
    )
    content = b"".join(editor.get(file).streaming_content)
    editor.post(memory, {"forget": str(TranslationUnit.objects.first().pk)})
    answer = editor.post(memory, {"file": SimpleUploadedFile("m.tmx", content)}, follow=True)
    assert "1 translations are new, 2 were here" in said(answer)
    bad = editor.post(memory, {"file": SimpleUploadedFile("m.tmx", b"<html/>")})
    assert bad.status_code == 422 and "no translation memory" in said(bad)
