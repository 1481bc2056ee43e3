"""A dossier in the forms that others read: nothing lost on the way, and each form as its standard says."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from standfirst.dossiers.giving import FORMS, give
from standfirst.dossiers.giving.incidents import cell, date_precision
from standfirst.dossiers.reckoning import Dossier, dossier_data, read_bytes, read_data, read_file

from .river import RIVER, claim

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
DAY = date(2024, 1, 1)
PROV = Namespace("http://www.w3.org/ns/prov#")
BASE = "https://digest.example/en/dossiers/river/"


def _event(name: str, kind: str, when: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "date": when, "title": {"en": name}, "sources": ["g1"], **fields}


def river() -> Dossier:
    """The river accord with claims of every shape, a place, and incidents."""
    data: dict[str, Any] = json.loads(json.dumps(RIVER))
    data["places"] = [
        {
            "id": "bridge",
            "name": {"en": "North bridge", "az": "Şimal körpüsü"},
            "lat": 41.5,
            "lon": 44.25,
            "precision": "near",
        },
        {"id": "ford", "name": {"en": "The ford"}},
    ]
    data["claims"] = [
        claim("c1", value={"number": 700, "hedge": "about"}),
        claim("c2", "north-mod", "g2", value={"number": 480}, text={"en": "=SUM(A1) is no formula"}),
        claim("c3", "monitor", "g2", repeats="c1"),
        claim("c4", "north-mod", "g2", stance="denies", of="c1"),
        claim("c5", "south", "g2", value={"lo": 650}, supersedes="c1"),
    ]
    data["events"] = [
        _event("i1", "incident", "2021-06-01/2021-06-03", place="bridge", type="shots",
              casualties={"lo": 0, "best": 1, "hi": 2}, verification="disputed", alleged="south"),
        _event("i2", "incident", "2021-07", place="ford"),
        _event("e1", "statement", "2021-08-01~", title={"en": "<script>alert(1)</script>"}),
    ]  # fmt: skip
    return read_data(data, "river")


def test_every_example_can_be_given_in_every_form_and_twice_the_same() -> None:
    assert len(EXAMPLES) >= 2
    for example in EXAMPLES:
        dossier = read_file(example)
        for form in FORMS:
            given = give(dossier, form, as_of=DAY)
            assert given and given == give(dossier, form, as_of=DAY), (example.name, form)


def test_the_timeline_has_each_event_and_term_and_no_markup_of_ours() -> None:
    found = json.loads(give(river(), "timeline", "en"))
    events = {each["unique_id"]: each for each in found["events"]}
    assert set(events) == {"i1", "i2", "e1"}
    assert events["i1"]["start_date"] == {"year": 2021, "month": 6, "day": 1}
    assert events["i1"]["end_date"] == {"year": 2021, "month": 6, "day": 3}
    assert events["i2"]["start_date"] == {"year": 2021, "month": 7}
    assert (events["i2"]["display_date"], events["e1"]["display_date"]) == ("2021-07", "2021-08-01~")
    assert events["e1"]["text"]["headline"] == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert [era["end_date"] for era in found["eras"]] == [{"year": 2023, "month": 3, "day": 1}]


def test_places_are_longitude_first_and_an_unknown_one_has_no_geometry() -> None:
    found = json.loads(give(river(), "geojson", "az"))
    features = {each["id"]: each for each in found["features"]}
    assert features["place/bridge"]["geometry"] == {"type": "Point", "coordinates": [44.25, 41.5]}
    assert features["event/i1"]["geometry"] == features["place/bridge"]["geometry"]
    assert features["place/ford"]["geometry"] is features["event/i2"]["geometry"] is None
    assert features["place/bridge"]["properties"]["name"] == "Şimal körpüsü"
    assert features["place/ford"]["properties"]["name"] == "The ford"
    assert "event/e1" not in features


def test_incidents_are_rows_in_the_scales_of_the_event_base() -> None:
    rows = list(csv.DictReader(StringIO(give(river(), "incidents", "en").decode())))
    assert [row["id"] for row in rows] == ["i1", "i2"]
    first, second = rows
    assert (first["date_start"], first["date_end"], first["date_prec"]) == ("2021-06-01", "2021-06-03", "2")
    assert (first["where_prec"], first["latitude"], first["longitude"]) == ("2", "41.5", "44.25")
    assert (first["low"], first["best"], first["high"]) == ("0", "1", "2")
    assert (second["date_prec"], second["where_prec"], second["best"]) == ("4", "", "")


@pytest.mark.parametrize(
    ("days", "precision"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (365, 5)]
)
def test_the_precision_of_a_date_follows_its_length(days: int, precision: int) -> None:
    assert date_precision(days) == precision


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_text_becomes_a_formula_in_a_spreadsheet(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_provenance_says_who_said_it_where_it_was_printed_and_what_followed() -> None:
    graph = Graph().parse(data=give(river(), "prov", "en", BASE, DAY).decode(), format="json-ld")

    def at(*parts: str) -> URIRef:
        return URIRef(BASE + "/".join(parts))

    assert (at("claims", "c1"), PROV.wasAttributedTo, at("agents", "south")) in graph
    assert (at("claims", "c1"), PROV.wasQuotedFrom, at("sources", "g1")) in graph
    assert (at("claims", "c3"), PROV.wasDerivedFrom, at("claims", "c1")) in graph
    assert (at("claims", "c5"), PROV.wasRevisionOf, at("claims", "c1")) in graph
    assert (at("agents", "north-mod"), PROV.actedOnBehalfOf, at("agents", "north")) in graph
    activity = at("reckoning", "2024-01-01", "2024-01-01")
    assert (activity, RDF.type, PROV.Activity) in graph
    assessed = set(graph.subjects(PROV.wasGeneratedBy, activity))
    assert len(assessed) == 3
    used = set(graph.objects(activity, PROV.used))
    assert used == {claim for row in assessed for claim in graph.objects(row, PROV.wasDerivedFrom)}
    kinds = {PROV.Entity, PROV.Agent, PROV.Activity}
    typed = {subject for kind in kinds for subject in graph.subjects(RDF.type, kind)}
    linked = {link for name in ("wasAttributedTo", "wasQuotedFrom", "wasDerivedFrom", "used", "wasGeneratedBy")
              for link in graph.objects(None, PROV[name])}  # fmt: skip
    assert linked <= typed


def test_a_claim_for_search_engines_says_who_claims_it_and_where_it_appeared() -> None:
    found = json.loads(give(river(), "claims", "en", BASE))["@graph"]
    claims = {each["@id"].rsplit("/", 1)[1]: each for each in found}
    assert set(claims) == {"c1", "c2", "c3", "c4", "c5"}
    assert claims["c1"]["author"]["name"] == "South"
    assert claims["c1"]["firstAppearance"]["publisher"]["name"] == "Gazette"
    assert claims["c4"]["name"] == "Northern ministry: denies c1"


def test_the_package_holds_everything_and_every_key_leads_to_a_row() -> None:
    for dossier in (river(), *(read_file(example) for example in EXAMPLES)):
        with ZipFile(BytesIO(give(dossier, "package", "en"))) as archive:
            described = json.loads(archive.read("datapackage.json"))
            same = read_bytes(archive.read("dossier.yaml"), "dossier.yaml")
            assert dossier_data(same) == dossier_data(dossier)
            tables = {
                each["name"]: list(csv.DictReader(StringIO(archive.read(each["path"]).decode())))
                for each in described["resources"]
            }
        for each in described["resources"]:
            names = [field["name"] for field in each["schema"]["fields"]]
            assert all(list(row) == names for row in tables[each["name"]])
            for key in each["schema"].get("foreignKeys", []):
                other = tables[key["reference"]["resource"] or each["name"]]
                values = {row[key["fields"]] for row in tables[each["name"]]} - {""}
                assert values <= {row["id"] for row in other}, (each["name"], key["fields"])
        assert len(tables["claims"]) == len(dossier.claims)
        assert len(tables["claim_sources"]) == sum(len(each.via) for each in dossier.claims)
        if dossier.dossier.id == "new-start":
            assert described["licenses"] == [{"name": "CC-BY-4.0"}]
