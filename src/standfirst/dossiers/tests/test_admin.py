"""An editor's way: paste a paragraph, see the verdict change, save; and what is refused on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.admin.fields import LengthField
from standfirst.dossiers.admin.record_forms import FORMS
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import Change, Dossier
from standfirst.dossiers.reckoning import dossier_data, read_data, read_file, write_yaml
from standfirst.dossiers.tests.river import claim, river
from standfirst.publication.forms import LinesField, TextsField
from standfirst.stories.tests.factories import as_chief, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
HERE = Path(__file__).parents[1]
SAMPLE = HERE.parent / "sample" / "dossiers" / "karabakh-peacekeepers.yaml"
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
    assert client.post(edit, {**data, "action": "remove-really"}).status_code == 302
    assert load(ferry).claims == ()


def sent(form):
    """What a browser sends of a form that nobody has touched."""
    found = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if isinstance(field, TextsField):
            found |= {f"{name}-{language}": text for language, text in (value or {}).items()}
        elif isinstance(field, LengthField):
            parts = zip(("years", "months", "days"), field.widget.decompress(value), strict=True)
            found |= {f"{name}_{part}": "" if number is None else str(number) for part, number in parts}
        elif isinstance(value, list | tuple):
            found[name] = "\n".join(value) if isinstance(field, LinesField) else list(value)
        elif value is not None and value != "":
            found[name] = str(value)
    return MultiValueDict(
        {key: value if isinstance(value, list) else [value] for key, value in found.items()}
    )


@pytest.mark.parametrize(
    "file", [SAMPLE, *sorted((HERE / "examples").glob("*.yaml"))], ids=lambda file: file.stem
)
def test_a_form_that_nobody_touched_says_what_the_record_says(client, ferry, file):
    value = read_file(file)
    whole = dossier_data(value)
    for section, form in FORMS.items():
        for place, old in enumerate(whole.get(section, [])):
            bound = form(sent(form(None, dossier=value, old=old)), dossier=value, old=old)
            assert bound.is_valid(), (old, bound.errors)
            records = list(whole[section])
            records[place] = bound.data_of([])
            assert read_data(whole | {section: records}) == value, (section, old)


def test_a_provision_is_changed_and_what_is_wrong_is_said_at_its_field(client, ferry):
    edit = url("record", ferry.pk, "provisions", "guards")
    page = client.get(edit).content.decode()
    assert 'name="limit_value" value="500"' in page and '<option value="north" selected>' in page
    data = {"id": "guards", "agreement": "pact", "kind": "limit", "text-en": "More guards", "limit_op": "<=",
            "limit_measure": "personnel", "limit_value": "500.5", "limit_unit": "guards", "sources": "t",
            "addressee": "north"}  # fmt: skip
    page = said(client.post(edit, {**data, "from": "2021-02-30", "action": "save"}))
    assert "“2021-02-30” is no date that can be read" in page
    page = said(client.post(edit, {**data, "limit_measure": "", "sources": [], "action": "save"}))
    assert (
        "sources is missing" in page
        and "limit: measure is missing" in page
        and "provisions guards" not in page
    )
    assert client.post(edit, {**data, "action": "save"}).status_code == 302
    assert str(load(ferry).provisions[0].limit.value) == "500.5"


def test_an_incident_comes_from_a_pasted_paragraph(client, ferry):
    data = {"kind": "incident", "date": "2021-06-14", "title-en": "A boat was hit", "type": "shelling",
            "casualties_lo": "1", "participants.0.agent": "south", "participants.0.role": "by",
            "paragraph": "A boat was hit (Daily Bridge, June 14, 2021).", "action": "save"}  # fmt: skip
    assert client.post(url("add", ferry.pk, "events"), data).status_code == 302
    made = load(ferry).events[0]
    assert (made.id, made.sources, made.type) == (
        "incident-2021-06-14",
        ("daily-bridge-2021-06-14",),
        "shelling",
    )
    assert made.participants[0].agent == "south" and made.casualties.lo == 1


def test_a_term_is_given_in_years_and_an_agent_by_its_name(client, ferry):
    data = {"agreement": "pact", "kind": "term", "text-en": "A trial", "starts": "2021-04-01", "lasts_years": "1",
            "lasts_months": "6", "renewal_months": "3", "mode": "consent", "sources": ["t"], "action": "save"}  # fmt: skip
    assert client.post(url("add", ferry.pk, "provisions"), data).status_code == 302
    term = load(ferry).provisions[-1]
    assert (term.id, term.term.duration.text, term.term.renewal.duration.text) == (
        "pact/a-trial",
        "P1Y6M",
        "P3M",
    )
    data = {"name-en": "Eastern guard", "kind": "armed_force", "part_of": "north", "action": "save"}
    assert client.post(url("add", ferry.pk, "agents"), data).status_code == 302
    assert load(ferry).agents[-1].id == "eastern-guard"


def test_a_dossier_is_begun_and_renamed_without_a_file(client, ferry):
    data = {"title-en": "The lake treaty", "languages": "en\naz", "why": "New"}
    assert client.post(url("new"), data).status_code == 302
    lake = Dossier.objects.get(ident="the-lake-treaty")
    assert not lake.live and lake.languages == ["en", "az"]
    assert "There is a dossier of that name already." in said(client.post(url("new"), data))
    assert "expected a language tag" in said(
        client.post(url("new"), data | {"title-en": "X", "languages": "not one"})
    )
    assert 'value="The ferry pact"' in client.get(url("head", ferry.pk)).content.decode()
    renamed = {
        "title-en": "The ferry",
        "languages": "en",
        "licence": "CC-BY-4.0",
        "boundary_policy-en": "None is drawn.",
    }
    assert client.post(url("head", ferry.pk), renamed).status_code == 302
    ferry.refresh_from_db()
    head = load(ferry).dossier
    assert (head.title, head.licence, len(load(ferry).claims)) == ((("en", "The ferry"),), "CC-BY-4.0", 1)


def test_what_is_removed_is_asked_about_first_and_can_be_brought_back(client, ferry):
    edit = url("record", ferry.pk, "claims", "c1")
    page = said(client.post(edit, {"action": "remove"}))
    assert (
        "Remove c1?" in page and "<strong>no data, in force</strong>" in page and len(load(ferry).claims) == 1
    )
    assert client.post(edit, {"action": "remove-really", "why": "A mistake"}).status_code == 302
    assert load(ferry).claims == ()
    gone = Change.objects.get(section="claims", ident="c1", what="removed")
    page = said(client.get(url("history", ferry.pk, "claims", "c1")))
    assert "A mistake" in page and "exceeded" in page
    client.post(url("restore", ferry.pk, gone.pk))
    assert load(ferry).claims[0].says == "exceeded"
    added = Change.objects.filter(section="claims", ident="c1", what="added").last()
    client.post(url("restore", ferry.pk, added.pk))
    assert load(ferry).claims == ()


def test_what_others_rest_on_is_not_removed(client, ferry):
    page = said(client.post(url("record", ferry.pk, "agents", "south"), {"action": "remove-really"}))
    assert "Nothing was saved" in page and len(load(ferry).agents) == 6


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
