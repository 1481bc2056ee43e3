import pytest

from .river import RIVER, claim, event, river, row

TWO = (
    claim("c1", value={"number": 700, "hedge": "about"}),
    claim("c2", "north-mod", "g2", value={"number": 480}),
)


@pytest.mark.parametrize(
    ("day", "verdict", "level"),
    [
        ("2021-06-01", "no data", None),
        ("2021-06-11", "exceeded", "alleged"),
        ("2021-06-12", "contested", None),
    ],
)
def test_the_verdict_follows_what_was_known_that_day(day, verdict, level):
    found = row(river(*TWO), day, known_on=day)
    assert (found["verdict"], found["level"]) == (verdict, level)


def test_origins_are_the_tops_of_their_agents():
    found = row(river(*TWO), "2021-06-12")
    assert (found["within"], found["exceeding"], found["claims"]) == (["north"], ["south"], ["c1", "c2"])


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ({"number": 500}, "within"),
        ({"number": 455, "hedge": "about"}, "unverified"),
        ({"number": 454, "hedge": "about"}, "within"),
        ({"number": 500, "hedge": "more_than"}, "exceeded"),
        ({"number": 500, "hedge": "at_least"}, "unverified"),
        ({"number": 500, "hedge": "less_than"}, "within"),
        ({"number": 501, "hedge": "up_to"}, "unverified"),
        ({"hedge": "thousands"}, "exceeded"),
        ({"hedge": "dozens"}, "unverified"),
        ({"hi": 400, "best": 300}, "within"),
        ({"lo": 501}, "exceeded"),
    ],
)
def test_a_hedged_number_counts_as_its_interval(value, verdict):
    assert row(river(claim("c1", value=value)), "2021-06-12")["verdict"] == verdict


def test_a_floor_mirrors_a_ceiling():
    data = river(claim("c1", value={"number": 500, "hedge": "less_than"}))
    data["provisions"][0]["limit"]["op"] = ">="
    assert row(data, "2021-06-12")["verdict"] == "exceeded"


@pytest.mark.parametrize(
    ("asserters", "level"),
    [(["gazette"], "alleged"), (["gazette", "herald"], "established"), (["monitor"], "established"),
     (["north-mod"], "established"), (["south", "gazette"], "alleged")],
)  # fmt: skip
def test_the_level_depends_on_who_speaks(asserters, level):
    claims = [claim(f"c{name}", name, says="exceeded") for name in asserters]
    assert row(river(*claims), "2021-06-12")["level"] == level


def test_keeping_a_limit_is_not_established_by_the_addressee():
    assert row(river(claim("c1", "north", says="within")), "2021-06-12")["level"] == "reported"


def test_a_repeat_is_the_voice_it_repeats_and_is_set_aside_with_it():
    claims = [
        claim("c1", says="exceeded"),
        claim("c2", "gazette", repeats="c1"),
        claim("c3", via="g2", says="within"),
    ]
    assert row(river(*claims), "2021-06-11", known_on="2021-06-11")["exceeding"] == ["south"]
    found = row(river(*claims), "2021-06-12")
    assert (found["verdict"], [item["claim"] for item in found["set_aside"]]) == ("within", ["c1", "c2"])


def test_a_repeat_does_not_displace_what_its_asserter_found():
    claims = [claim("c1", "gazette", says="within"), claim("c2", via="g2", says="exceeded")]
    claims.append(claim("c3", "gazette", "g2", repeats="c2"))
    assert row(river(*claims), "2021-06-12")["verdict"] == "contested"


def test_a_bare_denial_has_the_opposite_sign_unless_its_asserter_has_a_value():
    claims = [claim("c1", says="exceeded"), claim("c2", "north", stance="denies", of="c1")]
    assert row(river(*claims), "2021-06-12")["verdict"] == "contested"
    found = row(river(*claims, claim("c3", "north", says="exceeded")), "2021-06-12")
    assert (found["verdict"], found["level"]) == ("exceeded", "established")
    assert [item["claim"] for item in found["set_aside"]] == ["c2"]


def test_a_retraction_counts_for_all_days_from_its_record_and_from_the_asserter_alone():
    own = [claim("c1", says="exceeded"), claim("c2", via="g2", retracts="c1")]
    assert row(river(*own), "2021-06-10", known_on="2021-06-11")["verdict"] == "exceeded"
    found = row(river(*own), "2021-06-10", known_on="2021-06-12")
    assert found["verdict"] == "no data"
    assert [item["why"] for item in found["set_aside"]] == [
        "retracted by c2",
        "retracts c1, and says nothing itself",
    ]
    others = [claim("c1", says="exceeded"), claim("c2", "north", retracts="c1")]
    assert row(river(*others), "2021-06-12")["verdict"] == "contested"


def test_a_supersession_acts_from_its_own_record_day():
    claims = [
        claim("c1", "north", says="exceeded"),
        claim("c2", "north-mod", "g2", says="within", supersedes="c1"),
    ]
    assert row(river(*claims), "2021-06-11")["verdict"] == "exceeded"
    assert row(river(*claims), "2021-06-12")["verdict"] == "within"


def test_a_claim_supersedes_nobody_elses():
    claims = [claim("c1", says="exceeded"), claim("c2", "north", "g2", says="within", supersedes="c1")]
    assert row(river(*claims), "2021-06-12")["verdict"] == "contested"


def test_a_deprecated_claim_is_left_out_with_its_reason():
    data = river(claim("c1", says="exceeded", rank="deprecated", reason="misread table"))
    assert row(data, "2021-06-12")["set_aside"] == [{"claim": "c1", "why": "deprecated: misread table"}]


def test_an_unlisted_kind_exceeds_and_a_listed_one_decides_nothing():
    data = river(claim("c1", kind="Rifle"))
    data["provisions"][0]["limit"] = {"measure": "arms", "allowed": ["rifle"]}
    assert row(data, "2021-06-12")["verdict"] == "unverified"
    data["claims"].append(claim("c2", kind="tank"))
    assert row(data, "2021-06-12")["verdict"] == "exceeded"


def test_counts_without_a_limit_agree_where_their_intervals_meet():
    data = river(
        claim("c1", value={"number": 500, "hedge": "about"}),
        claim("c2", "north", value={"lo": 540, "hi": 600}),
    )
    data["provisions"][0]["limit"] = {"measure": "personnel", "unit": "guards"}
    found = row(data, "2021-06-12")
    assert (found["verdict"], found["within"]) == ("consistent", [])
    assert "[540, 550]" in found["explanation"] and "10%" in found["explanation"]
    data["claims"][1]["value"]["lo"] = 551
    assert row(data, "2021-06-12")["verdict"] == "contested"


def test_an_obligation_is_under_way_only_while_nobody_says_more():
    data = river(claim("c1", says="under_way"), claim("c2", "north", stance="denies", of="c1"))
    data["provisions"][0] |= {"kind": "obligation"}
    del data["provisions"][0]["limit"]
    assert row(data, "2021-06-12")["verdict"] == "under way"
    data["claims"].append(claim("c3", "gazette", says="met"))
    found = row(data, "2021-06-12")
    assert (found["verdict"], found["level"], found["within"]) == ("met", "reported", ["gazette"])


def test_nothing_is_assessed_on_a_text_that_is_not_agreed():
    data = river(claim("c1", says="exceeded"), claim("c2", about="pact", says="not_agreed"))
    found = row(data, "2021-06-12")
    assert (found["verdict"], found["standing"], found["within"]) == ("not assessable", "disputed", [])
    assert "disputed" in found["explanation"]


@pytest.mark.parametrize(
    ("status", "role", "standing"),
    [
        ("unknown", "signatory", "unsigned"),
        ("not_signed", "witness", "agreed"),
        ("approved", "signatory", "disputed"),
    ],
)
def test_standing_is_of_signatories_only(status, role, standing):
    data = river()
    data["agreements"][0]["parties"][1] |= {"status": status, "role": role}
    assert row(data, "2021-06-12")["standing"] == standing


def test_a_status_is_unknown_before_the_claim_it_rests_on():
    data = river(claim("c1", about="pact", says="agreed"))
    data["agreements"][0]["parties"][1] |= {"status": "approved", "by": "c1"}
    assert row(data, "2021-06-12", known_on="2021-06-09")["standing"] == "unsigned"
    assert row(data, "2021-06-12")["standing"] == "disputed"


def test_an_override_is_shown_as_written_beside_the_verdict():
    written = {
        "about": "guards",
        "verdict": "within",
        "from": "2021-06",
        "by": "Editor",
        "reason": "Seen",
        "date": "2021-06-11",
    }
    data = river(*TWO, overrides=[written])
    found = row(data, "2021-06-12")
    assert (found["verdict"], found["override"]) == ("contested", written)
    assert row(data, "2021-06-12", known_on="2021-06-10")["override"] is None


def test_what_is_recorded_later_has_no_row():
    assert row(RIVER, "2021-06-12", known_on="2021-02-28") is None


def test_an_expired_limit_is_not_assessable_and_says_why():
    found = row(river(*TWO, events=[event("suspends", "2022-01-01")]), "2023-03-02")
    assert (found["verdict"], found["state"]) == ("not assessable", "expired")
    assert "expired" in found["explanation"]
