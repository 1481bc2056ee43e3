"""Tables brought in: columns taken for fields, good rows added, bad ones kept with their reasons."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.actions.sheets import NoTable, guess, read_sheet
from standfirst.dossiers.actions.tables import look, rejects
from standfirst.dossiers.giving import give
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import Dossier, Table
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, event, river
from standfirst.stories.tests.factories import as_chief

BRIDGE = [{"id": "bridge", "name": {"en": "The bridge"}}]
INCIDENTS = """Day;What;Type;Where;Outlet;Printed
2021-06-01;A boat was hit;shelling;the bridge;Daily Bridge;2021-06-02
2021-06-31;No such day;shelling;;Daily Bridge;2021-07-01
2021-06-03;Nobody knows where;shelling;The moon;Daily Bridge;2021-06-04
2021-06-04;=HYPERLINK("x");shelling;;;
2021-06-05;Two more;drone;bridge;Gazette;2021-06-10
"""
MAPPING = {
    "Day": "date",
    "What": "title",
    "Type": "type",
    "Where": "place",
    "Outlet": "outlet",
    "Printed": "source_date",
}


def looked(section: str, sheet, mapping, **more):
    return look(section, read_data(river(**more)), sheet, mapping)


def test_each_row_is_good_or_says_why_not():
    sheet = read_sheet(INCIDENTS)
    outcome = looked("events", sheet, MAPPING, places=BRIDGE)
    assert [(edit.section, edit.data["id"]) for edit in outcome.edits] == [
        ("agents", "daily-bridge"), ("sources", "daily-bridge-2021-06-02"),
        ("events", "incident-2021-06-01"), ("events", "incident-2021-06-05"),
    ]  # fmt: skip
    assert outcome.edits[-1].data["sources"] == ["g1"] and outcome.good == 2
    reasons = {line: reason for line, _row, reason in outcome.bad}
    assert "there is no day 31" in reasons[3] and "The moon" in reasons[4] and "no source" in reasons[5]
    table = list(csv.reader(StringIO(rejects(sheet, outcome))))
    assert table[0][-2:] == ["line", "reason"] and table[3][1].startswith("'=HYPERLINK") and len(table) == 4


def test_claims_name_what_they_are_about_by_id_or_in_words():
    sheet = read_sheet(
        "who,about,number,hedge,source\nSouth,guards,700,about,g1\nNorth,At most 500 guards,many,,g1\nEast,guards,1,,g1\n"
    )
    outcome = looked("claims", sheet, guess("claims", sheet.columns, {}))
    assert outcome.edits[0].data == {"about": "guards", "asserter": "south", "value": {"number": 700, "hedge": "about"},
                                     "via": ["g1"], "id": "south-1"}  # fmt: skip
    assert [reason for *_row, reason in outcome.bad] == [
        "number: “many” is no number", "asserter: there is no “East” in this dossier, or more than one",
    ]  # fmt: skip


def test_what_we_give_away_as_a_table_comes_in_again():
    told = river(
        events=[
            event("incident", "2021-06-01", "guards", "g1", type="shelling", casualties={"lo": 1, "hi": 3})
        ],
        agents=[*river()["agents"]],
    )
    sheet = read_sheet(give(read_data(told), "incidents").decode())
    mapping = guess("events", sheet.columns, {})
    assert mapping["edtf"] == "" and mapping["date_start"] == "date" and mapping["low"] == "low"
    outcome = looked("events", sheet, mapping)
    assert outcome.bad == [] and outcome.edits[-1].data["casualties"] == {"lo": 1, "hi": 3}


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "empty"), ("a,a\n1,2\n", "name of its own"), (",".join(map(str, range(101))) + "\n", "at most 100"),
     ("a\n" + "x\n" * 20_001, "more than 20000")],
)  # fmt: skip
def test_what_is_no_table_says_so(content, said):
    with pytest.raises(NoTable, match=said):
        read_sheet(content)


@pytest.mark.django_db
@pytest.mark.usefixtures("signed_in_editors_may_edit")
def test_an_editor_sees_the_columns_and_the_outcome_first_and_they_are_remembered(client):
    as_chief(client)
    ferry = import_dossier(
        read_data(river(claim("c1", says="exceeded"), places=BRIDGE)), why="The file", live=True
    )
    tables = reverse("standfirst_dossiers:tables", args=[ferry.pk])

    def sent(content: str):
        file = SimpleUploadedFile("june.csv", content.encode("utf-8-sig"))
        return client.post(tables, {"section": "events", "file": file}, follow=True)

    page = sent(INCIDENTS).content.decode()
    assert "A boat was hit · No such day" in page and page.count('<option value="type" selected>') == 1
    address = reverse("standfirst_dossiers:table", args=[ferry.pk, Table.objects.get().pk])
    columns = {f"column-{number}": name for number, name in enumerate(MAPPING.values())}
    page = client.post(address, columns | {"column-1": "", "action": "look"}).content.decode()
    assert "No column is taken for title" in page
    page = client.post(address, columns | {"action": "look"}).content.decode()
    assert "Rows that can be brought in: 2. Rows that can’t: 3." in page and load(ferry).events == ()
    assert client.post(address, columns | {"action": "bring", "why": "June"}).status_code == 302
    assert [each.id for each in load(ferry).events] == ["incident-2021-06-01", "incident-2021-06-05"]
    assert ferry.changes.filter(section="events", why="June").count() == 2
    done = Table.objects.get()
    assert (done.good, done.bad, done.content) == (2, 3, "")
    answer = client.get(reverse("standfirst_dossiers:rejected", args=[ferry.pk, done.pk]))
    assert "The moon" in answer.content.decode("utf-8-sig") and "attachment" in answer["Content-Disposition"]
    page = sent(INCIDENTS.replace("A boat was hit", "Another")).content.decode()
    assert all(f'<option value="{name}" selected>' in page for name in MAPPING.values())
    bad = client.post(tables, {"section": "events", "file": SimpleUploadedFile("x.csv", b"\xff\xfe")})
    assert "saved as UTF-8" in bad.content.decode()
    assert Dossier.objects.count() == 1
