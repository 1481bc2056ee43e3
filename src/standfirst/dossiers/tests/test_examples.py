"""The dossiers that ship as examples: real records, coded from the sources that they name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from standfirst.dossiers.reckoning import Assessment, assess, read_file

EXAMPLES = Path(__file__).parents[1] / "examples"


def answers(name: str, day: str, known: str = "2026-11-24") -> dict[str, Assessment]:
    dossier = read_file(EXAMPLES / f"{name}.yaml")
    return {row.about: row for row in assess(dossier, date.fromisoformat(day), date.fromisoformat(known))}


def said(rows: dict[str, Assessment], about: str) -> tuple[object, object, object]:
    row = rows[about].data()
    return row["verdict"], row["level"], row["state"]


@pytest.mark.parametrize(
    ("day", "state", "end"),
    [
        ("2011-02-04", "not in force", "2021-02-05"),
        ("2017-01-01", "in force", "2021-02-05"),
        ("2021-02-06", "renewed", "2026-02-05"),
        ("2024-01-01", "suspended", "2026-02-05"),
        ("2026-02-06", "expired", "2026-02-05"),
    ],
)
def test_a_treaty_is_renewed_suspended_and_expires(day: str, state: str, end: str) -> None:
    row = answers("new-start", day)["treaty/term"].data()
    assert (row["state"], row["scheduled_end"]) == (state, end)


def test_a_limit_is_not_assessed_before_it_binds_whatever_was_declared() -> None:
    assert said(answers("new-start", "2017-01-01"), "ru/warheads") == (
        "not assessable",
        None,
        "not in force",
    )
    assert said(answers("new-start", "2018-02-05"), "ru/warheads") == ("within", "reported", "in force")


@pytest.mark.parametrize("day", ["2018-09-01", "2020-10-01", "2022-06-01", "2025-01-01"])
def test_where_the_sides_count_differently_it_stays_contested(day: str) -> None:
    row = answers("new-start", day)["us/launchers"].data()
    assert (row["verdict"], row["within"], row["exceeding"]) == ("contested", ["us"], ["ru"])


def test_what_the_other_side_said_later_was_not_known_before() -> None:
    assert said(answers("new-start", "2018-09-15", "2018-10-07"), "us/launchers") == (
        "no data",
        None,
        "in force",
    )
    assert answers("new-start", "2018-09-15", "2019-12-31")["us/launchers"].data()["verdict"] == "contested"


def test_of_five_pledges_one_is_established_as_met_and_one_by_its_makers_own_word_as_missed() -> None:
    rows = answers("five-pledges", "2024-07-01")
    verdicts = {about: said(rows, about)[:2] for about in rows}
    assert verdicts == {
        "pledges": (None, None),
        "pledges/inflation": ("met", "established"),
        "pledges/inflation-rate": ("not assessable", None),
        "pledges/growth": ("contested", None),
        "pledges/debt": ("contested", None),
        "pledges/waiting": ("breached", "established"),
        "pledges/waiting-list": ("no data", None),
        "pledges/law": ("met", "reported"),
        "pledges/boats": ("breached", "alleged"),
    }
    assert said(answers("five-pledges", "2023-11-15"), "pledges/waiting-list")[:2] == (
        "exceeded",
        "alleged",
    )
