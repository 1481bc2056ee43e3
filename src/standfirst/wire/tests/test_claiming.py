"""From an item, one step to a claim in a dossier."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import Dossier, DossierSource
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, river
from standfirst.provenance.models import Source
from standfirst.provenance.outlets import source_for
from standfirst.stories.tests.factories import as_chief, make_user
from standfirst.wire.actions import keeping
from standfirst.wire.models import Item, ItemClaim
from standfirst.wire.passages import passages
from standfirst.wire.tests.items import FERRY, NOW, came

db = pytest.mark.django_db
SENTENCE = "Captain Mammadov told reporters that nobody was hurt."


@given(st.text(max_size=400))
def test_passages_are_words_of_the_text(text):
    plain = " ".join(text.split())
    for each in passages(text, 300):
        assert each and len(each) <= 300 and each in plain


def test_sentences_end_where_they_do():
    text = "Mr. Aliyev met J. Smith of the U.N. on Monday. “It is done!” he said. Сумма — 5 млн. Рублей нет.\nA headline"
    assert passages(text, 300) == [
        "Mr. Aliyev met J. Smith of the U.N. on Monday.",
        "“It is done!” he said.",
        "Сумма — 5 млн. Рублей нет.",
        "A headline",
    ]
    assert passages("a" * 301 + ". Short.", 300) == ["Short."]


@pytest.fixture
def editor(client: Client, signed_in_editors_may_edit) -> Client:
    return as_chief(client)


@pytest.fixture
def ferry(editor) -> Dossier:
    return import_dossier(read_data(river(claim("c1", says="exceeded"))), why="The file")


def item_of(**fields) -> Item:
    return came("1", FERRY, **{"title": "Aground near Lenkoran", "published": NOW, **fields})


def claim_url(item: Item, dossier: Dossier) -> str:
    return reverse("standfirst_wire:claim", args=[item.uid, dossier.pk])


def sent(client, item, dossier, **fields):
    """What a browser sends: the form's own values, the sentence chosen."""
    page = client.get(claim_url(item, dossier))
    form = page.context["form"]
    passage = next((key for key, text in form.fields["passage"].choices if text == SENTENCE), "")
    source = {
        name: str(form[name].value() or "") for name in ("source_title", "source_date", "source_language")
    }
    return {"passage": passage, **source, "about": "guards", "asserter": "south", "says": "within", **fields}


@db
def test_an_item_becomes_a_claim_with_itself_as_the_source_and_says_so(editor, ferry):
    item = item_of()
    answer = editor.get(reverse("standfirst_wire:claims", args=[item.uid]))
    assert answer.url == claim_url(item, ferry)
    data = sent(editor, item, ferry)
    page = editor.post(claim_url(item, ferry), {**data, "action": "preview"}).content.decode()
    assert "What would follow" in page and "Nothing was saved" not in page
    assert len(load(ferry).claims) == 1 and not ItemClaim.objects.exists()
    answer = editor.post(claim_url(item, ferry), {**data, "why": "From the wire", "action": "save"})
    assert answer.url == reverse("standfirst_wire:item", args=[item.uid])
    made = load(ferry).claims[-1]
    source = DossierSource.objects.get(dossier=ferry, ident=made.via[0]).source
    assert made.quote == (("en", SENTENCE),)
    assert (source.outlet, source.title, source.url, source.language) == (
        item.outlet,
        item.title,
        item.url,
        "en",
    )
    assert (
        source_for(item.outlet_id, NOW.date().isoformat(), "") == source
    )  # what a citation in a story ties to
    page = editor.get(answer.url).content.decode()
    assert f"claim in dossier The ferry pact: {made.id}" in page and "chief@example.org" in page
    assert ferry.changes.get(section="claims", ident=made.id).why == "From the wire"


@db
def test_the_source_is_the_one_on_record_and_is_not_doubled(editor, ferry):
    item = item_of()
    cited = Source.objects.create(
        outlet=item.outlet, date="2026-05", url=item.url, title="As a story cites it"
    )
    for number in (1, 2):
        editor.post(
            claim_url(item, ferry), sent(editor, item, ferry, number="", says="within", action="save")
        )
        assert ItemClaim.objects.count() == number
    assert [each.source for each in DossierSource.objects.filter(source__outlet=item.outlet)] == [cited]
    assert ferry.dossieragents.filter(agent=item.outlet).count() == 1


@db
def test_what_is_wrong_is_said_and_nothing_is_kept(editor, ferry):
    item = item_of(published=None, title="<script>alert(1)</script>")
    data = sent(editor, item, ferry, about="", source_date="soon", source_language="not one", action="save")
    page = editor.post(claim_url(item, ferry), data).content.decode()
    assert "“soon” is no date" in page and "not a language" in page and "<script>alert" not in page
    assert "gives no date" in editor.get(claim_url(item, ferry)).content.decode()
    assert len(load(ferry).claims) == 1 and not ItemClaim.objects.exists()


@db
def test_what_a_claim_rests_on_is_kept_and_a_claim_that_is_gone_is_said_to_be(editor, ferry):
    item = item_of(at=NOW - timedelta(days=90))
    item_too = came("2", FERRY, outlet="The Port", at=NOW - timedelta(days=90))
    editor.post(claim_url(item, ferry), sent(editor, item, ferry, action="save"))
    keeping.forget(NOW)
    assert Item.objects.filter(pk=item.pk).exists() and not Item.objects.filter(pk=item_too.pk).exists()
    gone = ItemClaim.objects.get().ident
    editor.post(
        reverse("standfirst_dossiers:record", args=[ferry.pk, "claims", gone]), {"action": "remove-really"}
    )
    assert "removed since" in editor.get(reverse("standfirst_wire:item", args=[item.uid])).content.decode()


@db
def test_only_dossiers_that_one_may_change_are_offered(editor, ferry):
    other = river()
    other["dossier"] = {"id": "lake", "title": {"en": "The lake"}, "languages": ["en"]}
    import_dossier(read_data(other), why="", live=True)
    item = item_of()
    choose = reverse("standfirst_wire:claims", args=[item.uid])
    assert "The lake" in editor.get(choose).content.decode()
    writer = make_user("writer@example.org")
    writer.is_superuser = False
    writer.save()
    names = ("access_admin", "view_item", "view_dossier", "change_dossier")
    writer.user_permissions.set(Permission.objects.filter(codename__in=names))
    editor.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert editor.get(choose).url == claim_url(item, ferry)
    lake = Dossier.objects.get(ident="lake")
    assert editor.post(claim_url(item, lake), {"action": "save"}).status_code in (302, 403)
    assert not ItemClaim.objects.exists()
    Permission.objects.get(codename="change_dossier").user_set.clear()
    assert "Claim in a dossier" not in editor.get(f"/admin/wire/items/{item.uid}/").content.decode()
