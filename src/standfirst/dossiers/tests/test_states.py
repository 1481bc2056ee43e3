import pytest

from .river import event, river, row, text, with_term


def state(day, events=(), about="term", **term):
    data = river(events=events)
    if term:
        data["provisions"] = with_term(**term)
    return row(data, day, about)


def auto(mode):
    return {"start": "2021-03-01", "duration": "P2Y", "renewal": {"duration": "P1Y", "mode": mode}}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-02-28", "not in force"),
        ("2021-03-01", "in force"),
        ("2023-03-01", "in force"),
        ("2023-03-02", "expired"),
    ],
)
def test_a_term_holds_to_its_last_day_and_that_day_included(day, expected):
    assert state(day)["state"] == expected
    assert state(day)["scheduled_end"] == "2023-03-01"


@pytest.mark.parametrize(
    ("mode", "expected", "end"),
    [
        ("automatic", "renewed", "2026-03-01"),
        ("consent", "expired", "2023-03-01"),
        ("unknown", "unknown", "2023-03-01"),
    ],
)
def test_what_follows_the_first_end_depends_on_the_renewal(mode, expected, end):
    found = state("2025-06-01", **auto(mode))
    assert (found["state"], found["scheduled_end"]) == (expected, end)


def test_a_renewal_by_consent_extends_once():
    events = [event("renews", "2023-02-01")]
    assert state("2023-02-01", events, **auto("consent"))["scheduled_end"] == "2024-03-01"
    assert state("2023-02-01", events, **auto("consent"))["state"] == "in force"
    assert state("2024-03-01", events, **auto("consent"))["state"] == "renewed"
    assert state("2024-03-02", events, **auto("consent"))["state"] == "expired"


def test_winding_down_lasts_until_an_end_and_nothing_renews_it():
    found = state("2025-06-01", [event("begins_ending", "2022-12-01")], **auto("automatic"))
    assert (found["state"], found["scheduled_end"]) == ("winding down", "2023-03-01")
    assert found["ahead_of_schedule"] == {"months": 3, "days": 0}


def test_an_early_end_is_counted_from_the_end():
    found = state("2024-01-01", [event("begins_ending", "2022-12-01"), event("ends", "2023-01-20")])
    assert (found["state"], found["ended"]) == ("terminated early", "2023-01-20")
    assert found["ahead_of_schedule"] == {"months": 1, "days": 9}


def test_an_end_on_schedule_is_no_early_one():
    found = state("2024-01-01", [event("ends", "2023-03-01")])
    assert (found["state"], found["ahead_of_schedule"]) == ("ended", None)


def test_a_suspension_holds_until_resumed_and_reaches_all_provisions():
    events = [event("suspends", "2021-05-01", "pact"), event("resumes", "2021-06-01", "pact")]
    assert [state(day, events, "guards")["state"] for day in ("2021-04-30", "2021-05-01", "2021-06-01")] == [
        "in force",
        "suspended",
        "in force",
    ]
    assert state("2021-05-15", events, "guards")["verdict"] == "no data"


def test_only_what_was_done_changes_a_state():
    assert state("2022-01-01", [event("ends", "2021-05-01", status="planned")])["state"] == "in force"


def test_an_imprecise_event_acts_when_recorded_or_when_its_time_is_over():
    assert state("2021-06-11", [event("ends", "2021-06", via="g2")])["state"] == "in force"
    assert state("2021-06-12", [event("ends", "2021-06", via="g2")])["ended"] == "2021-06-12"


def test_a_provision_keeps_its_own_dates():
    data = river()
    data["provisions"][0] |= {"from": "2021-05-01", "until": "2021-12"}
    assert [row(data, day)["state"] for day in ("2021-04-30", "2021-05-01", "2021-12-31", "2022-01-01")] == [
        "not in force",
        "in force",
        "in force",
        "expired",
    ]


def test_a_body_is_in_force_between_opening_and_closing():
    data = river(events=[event("opens", "2021-05-01", "centre"), event("closes", "2021-08-01", "centre")])
    body = {"id": "centre", "agreement": "pact", "kind": "body", "text": text("A centre"), "sources": ["t"]}
    data["provisions"].append(body)
    assert [row(data, day, "centre")["state"] for day in ("2021-04-30", "2021-05-01", "2021-08-01")] == [
        "not in force",
        "in force",
        "ended",
    ]


def test_an_agreement_without_a_term_holds_from_signing_until_its_end():
    data = river(events=[event("ends", "2022-01-01", "pact")])
    del data["provisions"][1]
    assert [row(data, day, "pact")["state"] for day in ("2021-02-28", "2021-03-01", "2022-01-01")] == [
        "not in force",
        "in force",
        "ended",
    ]
    del data["agreements"][0]["signed"], data["events"][0]
    assert row(data, "2021-06-01", "pact")["state"] == "unknown"
