import copy
import json

import pytest

from standfirst.dossiers.commands import assess
from standfirst.dossiers.reckoning import (
    DossierErrors,
    NotEdtf,
    parse_edtf,
    read_bytes,
    read_data,
    write_yaml,
)

from .river import RIVER, claim, event, river, with_term

FULL = river(
    claim("c1", value={"number": 0.5, "hedge": "about"}, quote={"en": "yes, 500"}, valid="2021-06/.."),
    claim("c2", "north", stance="denies", of="c1"),
    events=[event("incident", "2021-06~", casualties={"lo": 1}, type="fire")],
    overrides=[{"about": "guards", "verdict": "within", "by": "E", "reason": {"en": "0o17"}, "date": "2021"}],
)


def errors(data):
    with pytest.raises(DossierErrors) as caught:
        read_data(data)
    return caught.value.errors


def test_what_is_exported_and_imported_is_the_same_data():
    once = read_data(FULL)
    assert read_bytes(write_yaml(once).encode()) == once


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02~", "2020-02-01", "2020-02-29"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2020-11-XX", "2020-11-01", "2020-11-30"),
        ("2020-11-10/2025-11", "2020-11-10", "2025-11-30"),
        ("../2024-04", "None", "2024-04-30"),
        ("2020-12-02/..", "2020-12-02", "None"),
    ],
)
def test_a_date_has_an_earliest_and_a_latest_day(text, first, last):
    assert (str(parse_edtf(text).earliest), str(parse_edtf(text).latest)) == (first, last)


@pytest.mark.parametrize(
    "text", ["2021-02-30", "2020-13", "20-11-10", "2024-04-1X", "November 2020", "2021/2020", "..", ""]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotEdtf):
        parse_edtf(text)


@pytest.mark.parametrize(
    ("bend", "expected"),
    [
        (lambda d: d["claims"].append(claim("c1", via="nope", says="within")), "nope"),
        (lambda d: d["claims"].append(claim("c1", says="within") | {"via": []}), "via"),
        (lambda d: d["claims"].append(claim("c1")), "says nothing"),
        (lambda d: d["claims"].append(claim("c1", says="met")), "within, exceeded"),
        (lambda d: d["claims"].append(claim("c1", about="gone", says="within")), "gone"),
        (lambda d: d["claims"].extend([claim("c1", repeats="c2"), claim("c2", repeats="c1")]), "circle"),
        (lambda d: d["claims"].append(claim("c1", says="within", supersedes="c1")), "circle"),
        (lambda d: d["claims"].append(claim("c1", says="within", quote={"en": "x" * 301})), "300"),
        (
            lambda d: d["claims"].append(claim("c1", says="within", valid="2021-02/2021-01")),
            "before the start",
        ),
        (lambda d: d["claims"].append(claim("c1", says="within", rank="deprecated")), "reason"),
        (lambda d: d["agents"][0].update(part_of="north-mod"), "circle"),
        (lambda d: d["agents"][0].update(id="n" * 2000), "100 characters"),
        (lambda d: d["agents"][0].update(colour="red"), "colour"),
        (lambda d: d["agents"][0].update(name={"en": 5}), "expected text"),
        (lambda d: d["provisions"][0].update({"from": "2022", "until": "2021"}), "before the start"),
        (lambda d: d.update(provisions=with_term(start="2020-02-29", duration="P1Y")), "ambiguous"),
        (lambda d: d.update(provisions=with_term(start="2021-03", duration="P1Y")), "one day"),
    ],
)
def test_a_fault_is_named_and_nothing_is_read(bend, expected):
    data = copy.deepcopy(RIVER)
    bend(data)
    assert any(expected in line for line in errors(data))


def test_two_limits_on_one_measure_need_one_unit():
    data = copy.deepcopy(RIVER)
    other = copy.deepcopy(data["provisions"][0]) | {"id": "more"}
    other["limit"]["unit"] = "tanks"
    data["provisions"].append(other)
    assert any("one unit" in line for line in errors(data))


def test_all_faults_are_listed_at_once_with_their_lines(tmp_path, capsys):
    path = tmp_path / "bad.yaml"
    path.write_text(
        "format: standfirst-dossier/1\n"
        "dossier: {id: x, title: {en: No more, guards}, languages: [en]}\n"
        "sources:\n  - {id: s, outlet: z, date: 2021-02-30}\n"
    )
    assert assess([str(path), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)["errors"]
    assert [line.split(":")[1] for line in found] == ["2", "4", "4"]
    assert assess([str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_yaml_is_read_by_the_core_rules():
    text = (
        write_yaml(read_data(RIVER))
        .replace("'2021-06-10'", "2021-06-10")
        .replace("measurable: 'yes'", "measurable: yes")
    )
    assert read_bytes(text.encode()) == read_data(RIVER)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"a: &a [x, x]\nb: &b [*a, *a]\n",
        b"a: 1\na: 2\n",
        b"",
        b"\xff",
        b"a: 1\n---\nb: 2\n",
        b"a: !!python/object:os.system x\n",
    ],
)
def test_a_hostile_file_is_refused(content):
    with pytest.raises(DossierErrors):
        read_bytes(content)


def test_an_assessed_file_prints_the_contract(tmp_path, capsys):
    path = tmp_path / "pact.json"
    path.write_text(json.dumps(RIVER))
    assert (
        assess([str(path), "--as-of", "2021-06-01", "--known-on", "2021-06-01", "--about", "term", "--json"])
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert (found["as_of"], [item["about"] for item in found["assessments"]]) == ("2021-06-01", ["term"])
    assert assess([str(path), "--about", "nothing"]) == 2


def test_a_character_that_no_database_keeps_is_an_error():
    data = river(claim("c1", says="within"))
    data["claims"][0]["text"] = {"en": "a\0b"}
    data["sources"][0]["raw"] = "a\0b"
    with pytest.raises(DossierErrors) as refused:
        read_data(data)
    assert len(refused.value.errors) == 2 and "NUL" in str(refused.value)
