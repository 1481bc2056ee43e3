"""An editor's way: paste a paragraph, see the verdict change, save; and what is refused on it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import Change, Dossier
from standfirst.dossiers.reckoning import read_data, write_yaml
from standfirst.dossiers.tests.river import claim, river
from standfirst.stories.tests.factories import as_chief, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
TERM = {"start": "2021-03-01", "duration": "P50Y"}


@pytest.fixture
def ferry(client) -> Dossier:
    as_chief(client)
    data = river(claim("c1", says="exceeded"))
    data["provisions"][1]["term"] = TERM
    return import_dossier(read_data(data), why="The file", live=True)


def url(name: str, *args: object) -> str:
    return reverse(f"standfirst_dossiers:{name}", args=args)


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


PASTED = {
    "paragraph": "It was kept (Gazette, June 12, 2021; Daily Bridge, June 14, 2021).",
    "about": "guards", "asserter": "north", "says": "within", "why": "A new report",
}  # fmt: skip


def test_a_pasted_paragraph_becomes_a_claim_with_its_sources_and_its_effect_is_seen_first(client, ferry):
    add = url("add", ferry.pk, "claims")
    page = said(client.post(add, {**PASTED, "action": "preview"}))
    assert "exceeded, alleged, in force" in page and "<strong>contested, in force</strong>" in page
    assert "Sources found in the paragraph: g2, daily-bridge-2021-06-14" in page
    assert len(load(ferry).claims) == 1
    assert client.post(add, {**PASTED, "action": "save"}).status_code == 302
    made = load(ferry).claims[-1]
    assert (made.id, made.via, made.says) == ("north-1", ("g2", "daily-bridge-2021-06-14"), "within")
    assert ferry.dossieragents.get(ident="daily-bridge").agent.kind == "outlet"
    last = Change.objects.get(section="claims", ident="north-1")
    assert (last.why, last.made_by.email) == ("A new report", "chief@example.org")


def test_a_claim_of_the_same_voice_is_shown(client, ferry):
    page = said(
        client.post(url("add", ferry.pk, "claims"), {**PASTED, "asserter": "south", "action": "preview"})
    )
    assert "The same voice has said something of this already" in page and ">c1</a>" in page


def test_all_that_is_wrong_is_said_and_nothing_is_saved(client, ferry):
    broken = {"about": "term", "asserter": "south", "number": "5", "says": "within", "action": "save"}
    page = said(client.post(url("add", ferry.pk, "claims"), broken))
    assert "Nothing was saved" in page and "one of value, kind and says" in page and "via" in page
    assert len(load(ferry).claims) == 1


def test_a_claim_is_opened_as_it_is_changed_and_removed(client, ferry):
    edit = url("record", ferry.pk, "claims", "c1")
    page = client.get(edit).content.decode()
    assert '<option value="exceeded" selected>' in page
    data = {
        "id": "c1",
        "about": "guards",
        "asserter": "south",
        "via": ["g1"],
        "number": "700",
        "hedge": "about",
    }
    assert client.post(edit, {**data, "action": "save"}).status_code == 302
    assert load(ferry).claims[0].value.hedge == "about"
    assert client.post(edit, {**data, "action": "remove"}).status_code == 302
    assert load(ferry).claims == ()


def test_any_other_record_is_edited_as_in_the_file(client, ferry):
    edit = url("record", ferry.pk, "provisions", "guards")
    page = client.get(edit).content.decode()
    assert "value: 500" in page
    text = "id: guards\nagreement: pact\nkind: limit\ntext: {en: More guards}\nsources: [t]\n"
    text += "limit: {measure: personnel, op: '<=', value: 500.5, unit: guards}\n"
    assert client.post(edit, {"record": text, "action": "save"}).status_code == 302
    assert str(load(ferry).provisions[0].limit.value) == "500.5"
    assert "Nothing was saved" in said(client.post(edit, {"record": "id: guards", "action": "save"}))
    assert "no YAML" in said(client.post(edit, {"record": "id: [", "action": "save"}))


def test_who_saves_what_was_read_before_another_change_is_told(client, ferry):
    add = url("add", ferry.pk, "claims")
    number = str(Dossier.objects.get(pk=ferry.pk).number)
    client.post(add, {**PASTED, "seen": number, "action": "save"})
    page = said(client.post(add, {**PASTED, "seen": number, "action": "save"}))
    assert "Somebody changed the dossier meanwhile" in page
    assert len(load(ferry).claims) == 2


def test_a_file_is_brought_in_and_shown(client, ferry):
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = river() | {"dossier": {"id": "other", "title": {"en": "Other"}, "languages": ["en"]}}
    file = SimpleUploadedFile("other.yaml", write_yaml(read_data(data)).encode())
    assert client.post(url("index"), {"file": file}).status_code == 302
    other = Dossier.objects.get(ident="other")
    assert not other.live
    client.post(url("show", other.pk))
    other.refresh_from_db()
    assert other.live
    bad = SimpleUploadedFile("bad.yaml", b"format: x")
    assert "expected standfirst-dossier/1" in said(client.post(url("index"), {"file": bad}))


def test_the_overview_shows_records_answers_and_changes(client, ferry):
    page = said(client.get(url("dossier", ferry.pk)))
    assert "Exceeded, alleged" in page and "South" in page and "The file" in page
    assert url("record", ferry.pk, "claims", "c1") in page


def test_a_writer_changes_drafts_and_no_dossier_that_readers_see(client, ferry):
    writer = make_user("writer@example.org")
    writer.is_superuser = False
    writer.save()
    names = ("access_admin", "view_dossier", "change_dossier")
    writer.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url("dossier", ferry.pk)).status_code == 200
    client.post(url("add", ferry.pk, "claims"), {**PASTED, "action": "save"})
    client.post(url("show", ferry.pk))
    ferry.refresh_from_db()
    assert ferry.live and len(load(ferry).claims) == 1
    Dossier.objects.update(live=False)
    assert client.post(url("add", ferry.pk, "claims"), {**PASTED, "action": "save"}).status_code == 302
    assert len(load(ferry).claims) == 2
