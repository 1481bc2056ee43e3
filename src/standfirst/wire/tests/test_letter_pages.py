"""A button that is off offers the letter; the letter is kept; from there it is one step to the permission."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.provenance.models import Original, Permission, PermissionRequest
from standfirst.stories.tests.factories import as_chief
from standfirst.wire.actions import Wanted, import_page
from standfirst.wire.actions.importing import ImportRefused
from standfirst.wire.actions.rights import Rights
from standfirst.wire.extraction import extract
from standfirst.wire.models import Item
from standfirst.wire.tests.items import FERRY, NOW, came
from standfirst.wire.tests.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, signed_in_editors_may_edit) -> Client:
    return as_chief(client)


def letter_of(item: Item, query: str = "?origin=translation&language=en") -> str:
    return reverse("standfirst_wire:letter", args=[item.uid]) + query


def as_shown(client: Client, item: Item, **fields) -> dict[str, object]:
    """What a browser would send of the page."""
    context = client.get(letter_of(item)).context
    sent = {field.name: field.value() for field in [*context["form"], *context["text_form"]]}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}
    return {**{name: "on" if value is True else value for name, value in sent.items()}, **fields}


def ask(client: Client, item: Item, **fields) -> PermissionRequest:
    """Write the letter with these fields, then say that it was sent."""
    sent = as_shown(client, item, **fields)
    text = client.post(letter_of(item), {**sent, "act": "write"}).context["text_form"]
    written = {name: text[name].value() for name in ("subject", "text", "asks")}
    client.post(letter_of(item), {**sent, **written, "act": "sent"})
    return PermissionRequest.objects.get()


def choice(item: Item, origin: str):
    item = Item.objects.select_related("same_as", "outlet").get(pk=item.pk)
    return next(each for each in Rights([item]).choices(item, "en") if each.origin == origin)


def test_a_button_that_is_off_offers_the_letter_and_says_that_somebody_asked(editor):
    item = came("1", FERRY)
    url = f"/admin/wire/items/{item.uid}/"
    assert "Write a letter that asks for it" in editor.get(url).content.decode()
    item.outlet.contact, item.outlet.languages = "desk@tide.example", ["ru"]
    item.outlet.save()
    text = editor.get(letter_of(item)).content.decode()
    assert "Разрешение на перевод" in text and "mailto:desk@tide.example?subject=" in text
    answer = editor.post(letter_of(item), as_shown(editor, item, act="file", text="Changed\r\nby hand"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8" and b"Changed\nby hand" in answer.content
    assert not PermissionRequest.objects.exists()
    assert editor.post(letter_of(item), as_shown(editor, item, act="sent")).url == url
    asked = PermissionRequest.objects.get()
    assert (asked.outlet, asked.translation, asked.languages, asked.url) == (
        item.outlet,
        True,
        ["en"],
        item.url,
    )
    assert "Здравствуйте" in asked.letter
    page = editor.get(url).content.decode()
    assert "Asked on" in page and "by chief@example.org" in page
    assert choice(item, "translation").asked == (asked,) and choice(item, "reprint").asked == ()
    outlet = editor.get(reverse("wagtailsnippets_provenance_agent:edit", args=[item.outlet_id]))
    assert "chief@example.org: " in outlet.content.decode()


def test_a_letter_for_nothing_or_for_something_else_than_it_says_is_not_kept(editor):
    item = came("1", FERRY)
    answer = editor.post(letter_of(item), {"letter_language": "en", "robots": "default", "act": "write"})
    assert answer.status_code == 422 and "Say what you ask for" in answer.content.decode()
    answer = editor.post(letter_of(item), as_shown(editor, item, reprint="on", act="sent"))
    assert answer.status_code == 422 and "Write the letter anew" in answer.content.decode()
    assert not PermissionRequest.objects.exists()


def test_a_permission_for_one_article_opens_that_one_and_its_page_still_comes_in(editor):
    item, other = came("1", FERRY), came("2", FERRY + " And more.", 1)
    asked = ask(editor, item, until="2099-01-31")
    form = editor.post(reverse("standfirst_provenance:granted", args=[asked.uid]))
    shown = editor.get(form.url).context["form"]
    original = Original.objects.get()
    assert (shown.instance.outlet, shown.instance.original, shown.instance.allows_translation) == (
        item.outlet,
        original,
        True,
    )
    sent = {
        "outlet": item.outlet_id, "original": original.pk, "granted_by": "Its editor", "kind": "letter",
        "allows_translation": "on", "languages": ["en"], "valid_until": "2099-01-31", "robots": "default",
    }  # fmt: skip
    assert editor.post(form.url, sent).status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, asked.permission) == ("granted", Permission.objects.get())
    assert choice(item, "translation").permission == asked.permission
    assert not choice(item, "reprint").ok and not choice(other, "translation").ok
    intake = import_page(
        extract(page(), url=item.url),
        Wanted("en", "translation", outlet=str(item.outlet)),
        url=item.url,
        at=NOW,
    )
    assert intake.original == original and Original.objects.get().text
    assert intake.original.permissions.get() == asked.permission
    with pytest.raises(ImportRefused):
        import_page(extract(page(), url=item.url), Wanted("en", "summary"), url=item.url, at=NOW)


def test_what_an_outlet_refused_may_be_asked_again_and_all_of_it_may_be_asked_for(editor):
    item, other = came("1", FERRY), came("2", FERRY + " And more.", 1)
    asked = ask(editor, item, whole_outlet="on")
    assert asked.whole_outlet and choice(other, "translation").asked == (asked,)
    editor.post(reverse("standfirst_provenance:refused", args=[asked.uid]))
    assert choice(item, "translation").asked == () and choice(item, "translation").ask == item
    assert "refused" in editor.get(reverse("standfirst_provenance:requests")).content.decode()


def test_who_copied_is_not_asked_but_who_has_the_text_first(editor):
    first = came("1", FERRY)
    copy = came("2", FERRY, 1, "The Port", licence="CC BY 4.0", same_as=first, sameness="copy")
    assert choice(copy, "reprint").ask == first
    assert choice(copy, "summary").ok


def test_nothing_hostile_runs_or_leaves_its_line_in_a_letter(editor):
    item = came("1", FERRY, title="</textarea><script>alert(1)</script>\r\nBcc: all@example.org")
    text = editor.get(letter_of(item)).content.decode()
    assert "<script>alert" not in text and "</textarea><script" not in text
    editor.post(letter_of(item), as_shown(editor, item, act="sent"))
    assert "\nBcc" not in PermissionRequest.objects.get().letter
    assert "<script>alert" not in editor.get(reverse("standfirst_provenance:requests")).content.decode()


def test_an_original_that_waits_is_filled_also_where_its_address_leads_elsewhere(editor):
    waiting = Original.objects.create(
        outlet=came("1", FERRY).outlet, title="Short link", language="en", url="https://short.example/1"
    )
    url = "https://the-tide.example/ferry"
    wanted = Wanted("en", "summary", outlet="The Tide", original=waiting)
    assert import_page(extract(page(), url=url), wanted, url=url, at=NOW).original == waiting
    other = Wanted("en", "summary", outlet="The Tide", original=waiting)
    made = page("<article><h1>Another</h1><p>" + FERRY * 3 + "</p></article>")
    later = import_page(extract(made, url=f"{url}-2"), other, url=f"{url}-2", at=NOW)
    assert later.original != waiting  # it has its text now
