"""The sample's dossier: what follows from it, and that every text is there in its three languages."""

from __future__ import annotations

from datetime import date

from standfirst.dossiers.reckoning import assess, read_file
from standfirst.sample import content

APRIL = date(2024, 4, 22)


def rows(as_of: date, known_on: date) -> dict[str, dict]:
    dossier = read_file(content.dossiers()[0])
    return {row.about: row.data() for row in assess(dossier, as_of, known_on)}


def test_in_april_2024_it_says_what_the_record_says():
    found = rows(APRIL, APRIL)
    for limit in ("statement/personnel", "statement/equipment"):
        assert (found[limit]["verdict"], found[limit]["level"]) == ("exceeded", "alleged")
        assert found[limit]["exceeding"] == ["edm"]
    term = found["statement/peacekeepers"]
    assert (term["state"], term["scheduled_end"]) == ("winding down", "2025-11-10")
    assert term["ahead_of_schedule"] == {"months": 18, "days": 25}
    assert found["mandate-paper/mandate"]["standing"] == "disputed"
    assert found["centre-agreement/centre"]["state"] == "ended"


def test_what_was_known_in_november_2020_was_less():
    found = rows(APRIL, date(2020, 11, 30))
    assert set(found) == {"statement", "statement/personnel", "statement/equipment", "statement/peacekeepers"}
    assert found["statement/personnel"]["verdict"] == "no data"
    assert found["statement/peacekeepers"]["state"] == "in force"


def test_every_text_is_in_every_language_of_the_sample():
    dossier = read_file(content.dossiers()[0])
    languages = {"en", "az", "ru"}
    texts = [dossier.dossier.title, dossier.dossier.summary, dossier.dossier.boundary_policy]
    texts += [each.title for each in (*dossier.agreements, *dossier.events)]
    texts += [each.text for each in (*dossier.provisions, *dossier.claims)]
    texts += [each.name for each in (*dossier.places, *(a for a in dossier.agents if a.kind != "outlet"))]
    assert all(languages <= set(dict(text)) for text in texts)


def test_every_place_is_on_the_map():
    dossier = read_file(content.dossiers()[0])
    assert all(place.lat is not None and place.lon is not None for place in dossier.places)


def test_no_incident_is_on_record_and_every_citation_of_the_lead_is_a_source():
    dossier = read_file(content.dossiers()[0])
    assert not [event for event in dossier.events if event.kind == "incident"]
    assert len({source.raw for source in dossier.sources if source.raw}) == 17
