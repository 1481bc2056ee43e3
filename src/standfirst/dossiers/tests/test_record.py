"""What goes in comes out: file, database, file."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import DossierExists, Edit, Outdated, change, import_dossier, propose, store
from standfirst.dossiers.loading import load
from standfirst.dossiers.reckoning import (
    DossierErrors,
    assess,
    dossier_data,
    read_bytes,
    read_data,
    write_yaml,
)
from standfirst.dossiers.tests.generated import whole_dossiers
from standfirst.dossiers.tests.river import claim, event, river
from standfirst.dossiers.tests.test_properties import days
from standfirst.keys.models import OutboxEntry
from standfirst.provenance.models import Agent, Source
from standfirst.stories.tests.factories import make_agent, make_user

TODAY = date(2021, 7, 1)
some = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(data=None, **options) -> room.Dossier:
    value = read_data(data or river(claim("c1", says="exceeded"), events=[event("ends", "2022-01-01")]))
    return import_dossier(value, why="The file", **options)


@pytest.mark.django_db
@some
@given(whole_dossiers(), days, days)
def test_a_dossier_comes_out_of_the_database_as_it_went_in_and_is_assessed_alike(data, as_of, known_on):
    value = read_data(data)
    with transaction.atomic():
        loaded = load(import_dossier(value, why="The file"))
        assert loaded == value
        assert read_bytes(write_yaml(loaded).encode()) == value
        assert assess(loaded, as_of, known_on) == assess(value, as_of, known_on)
        transaction.set_rollback(True)


@pytest.mark.django_db
@some
@given(whole_dossiers(), whole_dossiers())
def test_a_dossier_stored_over_another_is_the_new_one_and_says_all_that_changed(first, second):
    second["dossier"]["id"] = first["dossier"]["id"]
    with transaction.atomic():
        made(first)
        room.Change.objects.all().delete()
        row = import_dossier(read_data(second), why="Again", replace=True)
        assert load(row) == read_data(second)
        before, after = read_data(first), read_data(second)
        named = {(each.section, each.ident) for each in room.Change.objects.all()}
        for section, records in (
            ("claims", after.claims),
            ("events", after.events),
            ("sources", after.sources),
        ):
            old = {record.id: record for record in getattr(before, section)}
            differ = {record.id for record in records if old.get(record.id) != record} | (
                set(old) - {record.id for record in records}
            )
            assert {ident for part, ident in named if part == section} == differ
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_stories_and_dossiers_share_agents_and_sources():
    gazette = make_agent("Gazette", "outlet")
    cited = Source.objects.create(
        outlet=gazette, date="2021-06-10", raw="Gazette, June 10", title="Read here"
    )
    row = made()
    assert row.dossieragents.get(ident="gazette").agent == gazette
    assert row.dossiersources.get(ident="g1").source == cited
    assert Agent.objects.filter(kind="outlet").count() == 2
    made(river() | {"dossier": {"id": "two", "title": {"en": "Two"}, "languages": ["en"]}})
    assert Agent.objects.filter(kind="outlet").count() == 2
    assert Source.objects.count() == 4


@pytest.mark.django_db
def test_a_person_is_not_taken_for_an_outlet_of_the_same_name():
    person = make_agent("Gazette", "person")
    assert made().dossieragents.get(ident="gazette").agent != person


@pytest.mark.django_db
def test_a_corrected_source_corrects_every_dossier_and_a_dossier_edits_no_shared_record():
    row = made()
    source = row.dossiersources.get(ident="g1").source
    source.date = "2021-06-15"
    source.save()
    assert next(each for each in load(row).sources if each.id == "g1").date.text == "2021-06-15"
    data = dossier_data(load(row))
    data["sources"][1]["date"] = "2021-06-17"
    store(read_data(data), user=None, why="Misread", dossier=row)
    source.refresh_from_db()
    assert source.date == "2021-06-15"
    assert next(each for each in load(row).sources if each.id == "g1").date.text == "2021-06-17"


@pytest.mark.django_db
def test_every_change_has_who_when_why_before_and_after():
    user = make_user()
    row = made(user=user)
    assert (
        room.Change.objects.filter(what="added", why="The file", made_by=user).count()
        == 6 + 4 + 1 + 2 + 1 + 1 + 1
    )
    change(row, [Edit("claims", "c1", claim("c1", says="within"))], user=user, why="Misread", day=TODAY)
    last = room.Change.objects.first()
    assert (last.section, last.ident, last.what, last.why) == ("claims", "c1", "changed", "Misread")
    assert (last.before["says"], last.after["says"]) == ("exceeded", "within")
    change(row, [Edit("claims", "c1", None)], user=None, why="", day=TODAY)
    assert room.Change.objects.first().after is None
    count = room.Change.objects.count()
    store(load(row), user=user, why="Nothing", dossier=row)
    assert room.Change.objects.count() == count


@pytest.mark.django_db
def test_a_change_is_seen_before_it_is_saved():
    row = made()
    effects = propose(row, [Edit("claims", None, claim("c2", "north", "g2", says="within"))], TODAY).effects()
    assert [(before.verdict, after.verdict) for before, after in effects] == [("exceeded", "contested")]
    assert len(load(row).claims) == 1


@pytest.mark.django_db
def test_a_change_that_breaks_the_record_is_refused_with_all_its_faults():
    row = made()
    with pytest.raises(DossierErrors) as refused:
        propose(
            row,
            [Edit("claims", None, {"id": "c1", "about": "nothing", "asserter": "south", "via": []})],
            TODAY,
        )
    said = "\n".join(refused.value.errors)
    assert "c1" in said and "nothing" in said and "via" in said
    with pytest.raises(DossierErrors, match="south"):
        change(row, [Edit("agents", "south", None)], user=None, why="", day=TODAY)
    assert load(row) == load(room.Dossier.objects.get())


@pytest.mark.django_db
def test_two_who_save_what_they_read_before_each_other_are_told():
    row = made()
    seen = row.number
    change(row, [Edit("claims", "c1", None)], user=None, why="", day=TODAY, number=seen)
    with pytest.raises(Outdated):
        change(
            row, [Edit("claims", None, claim("c2", says="within"))], user=None, why="", day=TODAY, number=seen
        )


@pytest.mark.django_db
def test_a_dossier_is_not_replaced_unasked():
    made()
    with pytest.raises(DossierExists):
        made()


@pytest.mark.django_db
def test_addresses_of_provisions_stay_when_the_record_changes():
    data = river()
    data["provisions"][0]["id"] = "pact/Guards_1"
    row = made(data)
    assert row.provisions.get(ident="pact/Guards_1").address == "pact-guards-1"
    data = copy.deepcopy(data)
    data["provisions"][0]["text"] = {"en": "Other"}
    row = import_dossier(read_data(data), why="", replace=True)
    assert row.provisions.get(ident="pact/Guards_1").address == "pact-guards-1"


@pytest.mark.django_db
def test_whatever_changes_in_a_dossier_is_said_in_the_same_transaction():
    row = made()
    OutboxEntry.objects.all().delete()
    change(row, [Edit("claims", "c1", None)], user=None, why="", day=TODAY)
    assert row.key in set(OutboxEntry.objects.values_list("key", flat=True))
    OutboxEntry.objects.all().delete()
    row.delete()
    assert {row.key, "index:dossiers"} <= set(OutboxEntry.objects.values_list("key", flat=True))
