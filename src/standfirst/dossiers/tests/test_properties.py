from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.dossiers.reckoning import Assessor, assess, read_bytes, read_data, write_yaml

from .river import RIVER, river

START = date(2021, 6, 1)
DAYS = [(START + timedelta(days=number)).isoformat() for number in range(30)]
SOURCES = [{"id": f"s{number}", "outlet": "gazette", "date": day} for number, day in enumerate(DAYS)] + RIVER[
    "sources"
]
AGENTS = ["north", "north-mod", "south", "gazette", "herald", "monitor"]
LEANS = ("repeats", "of", "retracts")
LINKS = (*LEANS, "supersedes")


@st.composite
def dossiers(draw):
    claims = []
    for number in range(draw(st.integers(1, 9))):
        about = draw(st.sampled_from(["guards", "guards", "guards", "pact"]))
        row = {"id": f"c{number}", "about": about, "asserter": draw(st.sampled_from(AGENTS))}
        row["via"] = [f"s{draw(st.integers(0, 29))}"]
        earlier = [item["id"] for item in claims if item["about"] == about]
        shape = draw(st.sampled_from(["says", "says", "value", "denies", "repeats", "retracts"]))
        if shape in ("denies", "repeats", "retracts") and earlier:
            other = draw(st.sampled_from(earlier))
            row |= {"stance": "denies", "of": other} if shape == "denies" else {shape: other}
        elif shape == "value" and about == "guards":
            row["value"] = {
                "number": draw(st.integers(400, 600)),
                "hedge": draw(st.sampled_from(["exact", "about"])),
            }
        else:
            words = ["agreed", "not_agreed"] if about == "pact" else ["within", "exceeded"]
            row["says"] = draw(st.sampled_from(words))
        if earlier and draw(st.integers(0, 4)) == 0:
            row["supersedes"] = draw(st.sampled_from(earlier))
        if draw(st.integers(0, 4)) == 0:
            row["valid"] = f"{DAYS[draw(st.integers(0, 9))]}/{DAYS[draw(st.integers(9, 29))]}"
        if draw(st.integers(0, 9)) == 0:
            row |= {"rank": "deprecated", "reason": "misread"}
        claims.append(row)
    return river(*claims, sources=SOURCES)


days = st.integers(0, 29).map(lambda number: START + timedelta(days=number))
many = settings(max_examples=120, deadline=None)


def rows(data, as_of, known_on):
    return [row.data() for row in assess(read_data(data), as_of, known_on)]


def without(data, gone):
    """The dossier without some claims and without all that lean on them."""
    gone = set(gone)
    while more := {c["id"] for c in data["claims"] if any(c.get(key) in gone for key in LINKS)} - gone:
        gone |= more
    return data | {"claims": [item for item in data["claims"] if item["id"] not in gone]}, gone


@many
@given(dossiers(), days, days, st.randoms())
def test_the_order_of_claims_never_matters(data, as_of, known_on, dice):
    mixed = list(data["claims"])
    dice.shuffle(mixed)
    assert rows(data, as_of, known_on) == rows(data | {"claims": mixed}, as_of, known_on)


@many
@given(dossiers(), days, days, st.data())
def test_a_second_copy_from_the_same_origin_changes_nothing(data, as_of, known_on, more):
    first = more.draw(st.sampled_from(data["claims"]))
    copy = {
        "id": "copy",
        "about": first["about"],
        "asserter": "herald",
        "via": first["via"],
        "repeats": first["id"],
    }
    keys = ("verdict", "level", "standing", "within", "exceeding")
    before = [[row[key] for key in keys] for row in rows(data, as_of, known_on)]
    after = rows(data | {"claims": [*data["claims"], copy]}, as_of, known_on)
    assert before == [[row[key] for key in keys] for row in after]


@many
@given(dossiers(), days, days)
def test_nothing_recorded_after_the_date_of_knowledge_leaks_in(data, as_of, known_on):
    dates = {item["id"]: item["date"] for item in SOURCES}
    unknown = {item["id"] for item in data["claims"] if dates[item["via"][0]] > known_on.isoformat()}
    # What repeats, denies or retracts a claim is not known before that claim is (decision 0101).
    while more := {c["id"] for c in data["claims"] if any(c.get(key) in unknown for key in LEANS)} - unknown:
        unknown |= more
    # What supersedes an unknown claim is known all the same: it only has nothing to supersede yet.
    claims = [
        {key: value for key, value in item.items() if key != "supersedes" or value not in unknown}
        for item in data["claims"]
        if item["id"] not in unknown
    ]
    assert rows(data, as_of, known_on) == rows(data | {"claims": claims}, as_of, known_on)


@many
@given(dossiers(), days, days)
def test_every_input_listed_exists_and_an_unlisted_claim_changes_nothing(data, as_of, known_on):
    found = rows(data, as_of, known_on)
    for row in found:
        listed = {*row["claims"], *(item["claim"] for item in row["set_aside"])}
        assert listed <= {item["id"] for item in data["claims"]}
        for item in data["claims"]:
            less, gone = without(data, [item["id"]])
            if not gone & listed:
                assert row in rows(less, as_of, known_on)


@many
@given(dossiers())
def test_export_then_import_is_the_same_data(data):
    once = read_data(data)
    assert read_bytes(write_yaml(once).encode()) == once


@settings(max_examples=25, deadline=None)
@given(dossiers(), st.one_of(st.none(), days))
def test_an_assessor_that_remembers_answers_as_a_fresh_one(data, known_on):
    dossier = read_data(data)
    for day, found in Assessor(dossier).assess_days(START, START + timedelta(days=29), known_on):
        assert found == assess(dossier, day, known_on or day)
