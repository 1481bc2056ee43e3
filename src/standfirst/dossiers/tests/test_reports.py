"""Reports from the field: sent once, over the form of a reporter or of the public, and sealed where they say who sent them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.dossiers.actions import reporting
from standfirst.dossiers.actions.reporting import Said, receive, reporter_of, revoke, take_reports
from standfirst.dossiers.field import forms, limits
from standfirst.dossiers.identities import KeyMissing, seal, unsealed
from standfirst.dossiers.models import Dossier, Report, Reporter
from standfirst.dossiers.tests.reported import UID, answers, linked
from standfirst.keys.documents import render

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]


def test_pressing_twice_sends_once_and_tells_the_same_receipt(ferry):
    _reporter, link = linked(ferry)
    phone = Client(enforce_csrf_checks=True)
    page = phone.get(link).content.decode()
    assert (
        re.search(r'name="sent_uid" value="[0-9a-f]{32}"', page)
        and "The ferry pact" in page
        and "<script>" not in page
    )
    first, second = (phone.post(link, answers(lo="1", best="2")) for _press in range(2))
    assert first.status_code == second.status_code == 200 and not phone.cookies
    kept = Report.objects.get()
    assert kept.receipt in first.content.decode() and kept.receipt in second.content.decode()
    assert (kept.place, kept.casualties, kept.state) == ("bridge", {"lo": "1", "best": "2"}, "waiting")
    again = phone.post(link, answers(lo="1", best="2"), HTTP_ACCEPT="application/json").json()
    assert (again["uid"], again["receipt"]) == (UID, kept.receipt)


def test_other_words_under_the_same_number_are_neither_kept_nor_lost(ferry):
    _reporter, link = linked(ferry)
    client = Client()
    client.post(link, answers())
    answer = client.post(link, answers(seen="Three shots."))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Three shots." in page and UID not in page
    assert Report.objects.get().seen.startswith("Two")
    number = re.search(r'name="sent_uid" value="([0-9a-f]{32})"', page)
    assert client.post(link, answers(seen="Three shots.", sent_uid=number[1])).status_code == 200
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"date": "yesterday"}, "can’t be read as a date"),
        ({"date": "2999"}, "yet to come"),
        ({"place": "", "where": ""}, "Say where it was"),
        ({"lo": "3", "best": "2"}, "contradict each other"),
        ({"how": "inferred"}, "not one of the available choices"),
        ({"place": "moon"}, "not one of the available choices"),
        ({"seen": "x" * 5001}, "at most 5000"),
        ({"seen": "a\0b"}, "Null characters"),
        ({"sent_uid": "../x"}, "valid value"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_stays_in_the_form(ferry, given, said):
    _reporter, link = linked(ferry)
    answer = Client().post(link, answers(type="shelling", **given))
    assert (
        answer.status_code == 400
        and said in answer.content.decode()
        and "shelling" in answer.content.decode()
    )
    told = Client().post(link, answers(**given), HTTP_ACCEPT="application/json").json()["errors"]
    assert any(said in each for each in told)
    assert not Report.objects.exists()


def test_a_link_works_until_it_expires_or_is_taken_back(ferry):
    made, link = linked(ferry)
    token = link.split("/")[-2]
    assert reporter_of(token, timezone.now()) == made
    assert reporter_of(token, timezone.now() + timedelta(days=31)) is None
    Client().post(link, answers())
    revoke(made, user=None)
    assert reporter_of(token, timezone.now()) is None and Client().get(link).status_code == 404
    gone = Client().post(link, answers(), HTTP_ACCEPT="application/json")
    assert gone.status_code == 404 and "works no longer" in gone.json()["errors"][0]
    assert Report.objects.get().reporter == made
    assert token not in str(list(Reporter.objects.values()))


def test_a_flood_through_one_link_or_of_the_public_is_held(ferry, monkeypatch):
    made, _link = linked(ferry)
    monkeypatch.setattr(reporting, "MOST_A_DAY", 1)
    monkeypatch.setattr(reporting, "MOST_WAITING", 0)
    said = Said(UID, "en", "2021-06", "Shots.", "observed", where="There")
    receive(ferry, said, made)
    assert receive(ferry, said, made) == Report.objects.get()
    for reporter in (made, None):
        with pytest.raises(reporting.TooMany):
            receive(ferry, Said("f" * 32, "en", "2021-06", "Shots.", "observed", where="There"), reporter)


def test_the_public_form_is_there_only_where_the_dossier_says_so_and_its_front_leads_to_it(ferry):
    at, address = datetime(2026, 5, 1, tzinfo=UTC), "/_/en/report/ferry/"
    front = "/en/dossiers/ferry/"
    assert Client().get(address).status_code == 404
    assert "/report/" not in render(front, at).rendered.body.decode()
    take_reports(ferry, True, user=None)
    assert Client().get(address).status_code == 200
    assert f'href="{address}"' in render(front, at).rendered.body.decode()
    Dossier.objects.update(live=False)
    assert Client().get(address).status_code == 404


@pytest.fixture
def public(ferry, monkeypatch) -> str:
    take_reports(ferry, True, user=None)
    monkeypatch.setattr(forms, "QUICKEST", -1)
    return "/_/en/report/ferry/"


def from_public(uid: str = UID, **more: str) -> dict[str, str]:
    return answers(sent_uid=uid, begun=forms.begun(), website="", **more)


def test_a_program_is_told_from_a_person(public, monkeypatch):
    client = Client()
    assert (
        "Leave the hidden field empty"
        in client.post(public, from_public() | {"website": "x"}).content.decode()
    )
    assert "Open the form anew" in client.post(public, from_public() | {"begun": "form:x:y"}).content.decode()
    monkeypatch.setattr(forms, "QUICKEST", 3)
    assert "That was very quick" in client.post(public, from_public()).content.decode()
    assert not Report.objects.exists()
    assert Client().post(public, {"seen": "x" * 200_000}).status_code == 413


def test_an_address_sends_so_many_a_day_and_is_kept_nowhere(public, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 2)
    client = Client(REMOTE_ADDR="2001:db8::77")
    sent = [client.post(public, from_public(f"{number:032x}")).status_code for number in range(3)]
    assert sent == [200, 200, 429]
    assert client.post(public, from_public(f"{1:032x}")).status_code == 200, "What arrived is told again."
    assert Client(REMOTE_ADDR="2001:db8:0:1::1").post(public, from_public("a" * 32)).status_code == 200
    assert "2001:db8" not in str([*Report.objects.values()])
    assert (
        limits.mark("2001:db8::1", b"s")
        == limits.mark("2001:db8::2", b"s")
        != limits.mark("2001:db8::1", b"t")
    )
    assert limits.mark("192.0.2.1", b"s") != limits.mark("192.0.2.2", b"s")


def test_who_sent_it_is_sealed_with_a_key_of_its_own(ferry, folder):
    made, _link = linked(ferry, contact="signal: person")
    assert "Person" not in made.identity and "person" not in str(Reporter.objects.values().get())
    assert folder.identity_key.stat().st_mode & 0o777 == 0o600
    assert unsealed(made.identity) == {"name": "A. Person", "contact": "signal: person"}
    folder.identity_key.unlink()
    for act in (lambda: unsealed(made.identity), lambda: seal({"name": "Another"})):
        with pytest.raises(KeyMissing):
            act()
    assert not folder.identity_key.exists(), "A new key would hide that the old one is lost."


def test_a_report_whose_contact_cannot_be_sealed_is_not_taken_as_if_it_were(public, ferry, folder):
    linked(ferry)
    folder.identity_key.write_bytes(b"no key")
    answer = Client().post(public, from_public(contact="me@example.org"))
    assert (
        answer.status_code == 503 and "Two shots" in answer.content.decode() and not Report.objects.exists()
    )
    assert Client().post(public, from_public()).status_code == 200
