"""The desk for reports from the field: who reads and deletes what, and what becomes of a report."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.actions.deciding import accept, incidents_like
from standfirst.dossiers.identities import seal
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import Change, Dossier, Report, Reporter
from standfirst.dossiers.reckoning import dossier_data, read_data
from standfirst.dossiers.tests.reported import answers, linked
from standfirst.dossiers.tests.river import event, river
from standfirst.keys.documents import render
from standfirst.stories.tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
PARTS = ("page_permissions", "collection_permissions", "document_permissions", "image_permissions")


def url(name: str, *args: object) -> str:
    return reverse(f"standfirst_dossiers:{name}", args=args)


def signed_in(*permissions: str) -> Client:
    user = make_user("mod@example.org")
    user.is_superuser, user.is_staff = False, True
    user.save()
    names = [*permissions, "access_admin"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_reading_an_identity_takes_a_right_of_its_own_and_is_logged_first(ferry, folder):
    made, _link = linked(ferry)
    address = url("identity", ferry.pk, made.pk)
    desk = signed_in("view_report", "change_report", "add_reporter", "view_dossier")
    page = desk.get(url("reports", ferry.pk)).content.decode()
    assert "Reporter 1" in page and "Person" not in page and "Who it is" not in page
    assert desk.post(address).status_code in {302, 403} and not ModelLogEntry.objects.filter(
        action__endswith="identity"
    )
    trusted = signed_in("view_report", "read_identity")
    assert "A. Person" in trusted.post(address).content.decode()
    assert trusted.get(address).status_code == 405
    folder.identity_key.unlink()
    assert "standfirst check" in trusted.post(address, follow=True).content.decode()
    read = ModelLogEntry.objects.filter(action="standfirst.read_identity")
    assert [(entry.user.email, entry.label) for entry in read] == [("mod@example.org", "Reporter 1")] * 2


def test_an_invitation_shows_its_link_once(client, ferry):
    page = client.post(
        url("reports", ferry.pk), {"name": "A. Person", "contact": "", "days": "7", "language": "en"}
    ).content.decode()
    link = re.search(r"/_/en/field/[\w-]{32}/", page)[0]
    assert Client().get(link).status_code == 200
    again = client.get(url("reports", ferry.pk)).content.decode()
    assert link not in again and "works until" in again and "Person" not in again


ACCEPTED = {
    "action": "accept", "date": "2021-06-20", "title-en": "Shots at the bridge", "place": "bridge", "type": "shots",
    "verification": "reported", "why": "Two sources", "casualties_best": "2",
}  # fmt: skip


def test_an_accepted_report_is_an_incident_that_says_nothing_of_who_sent_it(client, ferry):
    made, link = linked(ferry)
    Client().post(link, answers())
    kept = Report.objects.get()
    address = url("report", ferry.pk, kept.pk)
    page = client.get(address).content.decode()
    assert "Two shots from the north bank." in page and ">incident-2021-06-20-guards<" in page
    looked = client.post(address, ACCEPTED | {"action": "look"}).content.decode()
    assert "What would follow" in looked and len(load(ferry).events) == 1
    assert client.post(address, ACCEPTED).status_code == 302
    value = load(ferry)
    incident, source = value.events[-1], value.sources[-1]
    assert (incident.title[0][1], incident.place, incident.sources) == (
        "Shots at the bridge",
        "bridge",
        ("field-report-1",),
    )
    assert incident.casualties.best == 2 and incident.verification == "reported"
    assert source.title == "Field report 1 of an accredited reporter, for “The ferry pact”"
    assert source.date.text == kept.arrived_at.date().isoformat()
    said = (
        str(dossier_data(value))
        + render("/en/dossiers/ferry/incidents/", datetime(2026, 5, 1, tzinfo=UTC)).rendered.body.decode()
    )
    assert all(word not in said for word in (kept.receipt, kept.sent_uid, kept.uid, made.uid, "Person"))
    kept.refresh_from_db()
    assert (kept.state, kept.event, kept.decided_by.email) == ("accepted", incident.id, "chief@example.org")
    last = Change.objects.get(section="events", ident=incident.id)
    assert (last.why, last.made_by.email) == ("Two sources", "chief@example.org")
    assert client.post(address, ACCEPTED).status_code == 302 and len(load(ferry).events) == 2
    # The next one comes from the same house.
    Client().post(link, answers(sent_uid="b" * 32))
    client.post(url("report", ferry.pk, Report.objects.first().pk), ACCEPTED)
    value = load(ferry)
    assert value.sources[-1].outlet == source.outlet and value.sources[-1].id == "field-report-2"


def test_a_refused_report_is_kept_with_the_reason_and_what_is_wrong_accepts_nothing(client, ferry):
    _made, link = linked(ferry)
    Client().post(link, answers())
    kept = Report.objects.get()
    address = url("report", ferry.pk, kept.pk)
    wrong = client.post(address, ACCEPTED | {"date": "soon"}).content.decode()
    assert "no date that can be read" in wrong and len(load(ferry).events) == 1
    assert client.post(address, {"action": "refuse", "reason": ""}).status_code == 200
    client.post(address, {"action": "refuse", "reason": "Nobody saw it"})
    kept.refresh_from_db()
    assert (kept.state, kept.reason, kept.seen[:3]) == ("refused", "Nobody saw it", "Two")
    assert "Nobody saw it" in client.get(address).content.decode()
    listed = client.get(f"{url('reports', ferry.pk)}?state=refused").content.decode()
    assert kept.receipt in listed
    assert kept.receipt not in client.get(url("reports", ferry.pk)).content.decode()


def test_who_may_not_change_the_dossier_accepts_nothing(ferry):
    _made, link = linked(ferry)
    Client().post(link, answers())
    desk = signed_in("view_report", "change_report")
    address = url("report", ferry.pk, Report.objects.get().pk)
    assert desk.get(address).status_code == 200
    desk.post(address, ACCEPTED)
    assert len(load(ferry).events) == 1 and Report.objects.get().state == "waiting"


def test_the_desk_shows_what_waits(client, ferry):
    _made, link = linked(ferry)
    Client().post(link, answers())
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (
        "Two shots from the north bank." in page and url("report", ferry.pk, Report.objects.get().pk) in page
    )


@pytest.mark.parametrize(
    "right", ["Can read who sent a report", "Can show a dossier to readers, and change one that they see"]
)
def test_a_group_can_be_given_what_no_group_or_not_every_group_has(client, ferry, right):
    form = client.get(reverse("wagtailusers_groups:add"))
    assert right in form.content.decode()


def test_a_group_that_was_given_dossiers_to_publish_may(client, ferry):
    names = ("view_dossier", "change_dossier", "publish_dossier")
    rights = Permission.objects.filter(content_type__app_label="dossiers", codename__in=names)
    data = {"name": "Desk", "permissions": [right.pk for right in rights]}
    empty = {f"{prefix}-{part}": 0 for prefix in PARTS for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    assert client.post(reverse("wagtailusers_groups:add"), data | empty).status_code == 302
    desk = signed_in()
    make_user("mod@example.org").groups.add(Group.objects.get(name="Desk"))
    desk.post(url("show", ferry.pk))
    ferry.refresh_from_db()
    assert not ferry.live


def incident(name: str, day: str, **more: str) -> dict[str, str]:
    return event("incident", day, "guards", "g3", **more) | {"id": name}


def test_what_could_be_the_same_is_of_the_same_kind_or_place_and_at_most_two_days_off():
    places = [{"id": name, "name": {"en": name}} for name in ("bridge", "ford")]
    events = [
        incident("elsewhere", "2021-06-20", place="ford", type="theft"),
        incident("kind", "2021-06-22", place="ford", type="SHOTS"),
        incident("late", "2021-06-23", place="bridge", type="shots"),
        incident("both", "2021-06-18", place="bridge", type="shots"),
        incident("place", "2021-06", place="bridge", type="theft"),
        incident("nowhere", "2021-06-20", type="theft"),
        event("handover", "2021-06-20", "guards", "g3", place="bridge"),
    ]
    value = read_data(river(events=events, places=places))

    def like(**said: str) -> list[str]:
        return [each.id for each in incidents_like(Report(**{"date": "2021-06-20", **said}), value)]

    assert like(place="bridge", type="shots") == ["both", "place", "kind", "nowhere"]
    assert like(place="bridge", type="flood") == ["place", "both", "nowhere"]
    assert set(like(where="by the mill")) == {"elsewhere", "kind", "both", "place", "nowhere"}


@pytest.fixture
def waiting(ferry, client) -> Report:
    """A report of an incident that is on record already."""
    _made, link = linked(ferry)
    Client().post(link, answers(type="shots"))
    Report.objects.update(arrived_at=datetime(2021, 6, 21, 9, tzinfo=UTC))
    return Report.objects.get()


ONTO = "incident-2021-06-20-guards"
ADDED = {"action": "accept", "casualties_lo": "2", "verification": "verified", "why": "A second account"}


def test_a_report_becomes_one_more_source_of_an_incident_on_record(client, ferry, waiting):
    address = url("report", ferry.pk, waiting.pk)
    page = " ".join(client.get(address).content.decode().split())
    assert f'href="?onto={ONTO}#decide"' in page and f">{ONTO}</a> incident <span" in page
    assert "2021-06-20, The bridge</span>" in page
    onto = f"{address}?onto={ONTO}"
    shown = client.get(onto).content.decode()
    assert f"Add it to {ONTO}" in shown and 'name="title-en"' not in shown
    before = dossier_data(load(ferry))
    looked = " ".join(client.post(onto, ADDED | {"action": "look"}).content.decode().split())
    assert "No answer changes." in looked and f"What changes of {ONTO}" in looked
    assert "<td>verification</td><td>–</td><td>verified</td>" in looked and "field-report-1" in looked
    assert dossier_data(load(ferry)) == before

    assert client.post(onto, ADDED).status_code == 302
    after = dossier_data(load(ferry))
    old, new = before["events"][0], after["events"][0]
    changed = {"sources": ["g2", "field-report-1"], "casualties": {"lo": 2}, "verification": "verified"}
    assert len(after["events"]) == 1 and new == old | changed
    assert after["sources"][-1]["title"] == "Field report 1 of an accredited reporter, for “The ferry pact”"
    assert {name for name in before if before[name] != after.get(name)} == {"agents", "sources", "events"}
    waiting.refresh_from_db()
    assert (waiting.state, waiting.event) == ("accepted", ONTO)
    last = Change.objects.get(section="events", ident=ONTO, what="changed")
    assert (last.why, last.made_by.email) == ("A second account", "chief@example.org")
    log = render("/en/dossiers/ferry/incidents/", datetime(2026, 5, 1, tzinfo=UTC)).rendered.body.decode()
    assert "The Test Digest, June 21, 2021</a></span>" in log and "<span>verified</span>" in log
    # Somebody who had it open too is told, and nothing is added twice.
    assert client.post(onto, ADDED).status_code == 302 and dossier_data(load(ferry)) == after


def test_a_report_that_came_before_the_papers_puts_the_incident_on_record_earlier(client, ferry, waiting):
    value = river(events=[incident("later", "2021-06-20", verification="reported")])
    import_dossier(read_data(value), why="", replace=True)
    looked = client.post(f"{url('report', ferry.pk, waiting.pk)}?onto=later", {"action": "look"})
    page = " ".join(looked.content.decode().split())
    assert "<td>On record since</td><td>July 31, 2021</td><td>June 21, 2021</td>" in page
    assert "<td>verification</td><td>reported</td><td>–</td>" in page


def test_an_incident_that_is_none_or_changed_meanwhile_takes_no_report(client, ferry, waiting):
    address = url("report", ferry.pk, waiting.pk)
    for none in ("gone", "c1"):
        told = client.post(f"{address}?onto={none}", ADDED, follow=True).content.decode()
        assert "That incident is not on record." in told
    with pytest.raises(KeyError):
        accept(waiting, load(ferry), lambda source: event("incident", "2021-06-20", "guards", source),
               user=None, why="", day=date(2021, 6, 21), onto="gone")  # fmt: skip
    number = str(Dossier.objects.get(pk=ferry.pk).number)
    wrong = client.post(f"{address}?onto={ONTO}", ADDED | {"casualties_hi": "1"}).content.decode()
    assert "Nothing was saved" in wrong and "to be at most hi" in wrong
    client.post(url("record", ferry.pk, "claims", "c1"), {"action": "remove-really"})
    stale = client.post(f"{address}?onto={ONTO}", ADDED | {"seen": number}).content.decode()
    assert "Somebody changed the dossier meanwhile" in stale
    waiting.refresh_from_db()
    assert waiting.state == "waiting" and load(ferry).events[0].sources == ("g2",)


def test_a_reporters_identity_is_deleted_for_good_after_asking(ferry, folder, waiting):
    made = Reporter.objects.get()
    address, link = url("forget_reporter", ferry.pk, made.pk), url("identity", ferry.pk, made.pk)
    other = signed_in("view_report", "change_report", "change_reporter", "view_dossier")
    assert other.post(address).status_code in {302, 403} and Reporter.objects.get().identity
    trusted = signed_in("view_report", "read_identity")
    assert address in trusted.post(link).content.decode()
    asked = trusted.get(address).content.decode()
    assert (
        "What is lost" in asked and "What stays" in asked and "Reports: 1." in asked and "Person" not in asked
    )
    assert Reporter.objects.get().identity
    folder.identity_key.unlink()
    token_works = Reporter.objects.get().may_report(timezone.now())
    told = trusted.post(address, follow=True).content.decode()
    assert "The identity is deleted." in told and "Who it is isn’t kept here." in told
    gone = Reporter.objects.get()
    assert token_works and (gone.identity, gone.link_hash) == ("", None) and gone.revoked_at is not None
    assert Report.objects.get().reporter == gone and str(gone) == "Reporter 1"
    entries = ModelLogEntry.objects.filter(object_id=str(made.pk), user__email="mod@example.org")
    assert [entry.action for entry in entries.order_by("pk")][-2:] == [
        "standfirst.forget_identity",
        "standfirst.revoke",
    ]
    assert "Person" not in str([(entry.label, entry.data) for entry in entries])
    assert "No identity is kept here any more." in trusted.get(address, follow=True).content.decode()


def test_the_contact_of_a_sender_is_deleted_and_the_report_stays(client, ferry, waiting):
    Report.objects.update(reporter=None, identity=seal({"contact": "me@example.org"}))
    address = url("forget_sender", ferry.pk, waiting.pk)
    assert address in client.get(url("report", ferry.pk, waiting.pk)).content.decode()
    assert "The contact that the sender gave." in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.identity, waiting.state) == ("", "waiting") and waiting.seen.startswith("Two shots")
