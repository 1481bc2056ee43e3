"""Any two days: what the rectangles say is what ``assess`` says."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.charts import status_of
from standfirst.dossiers.reckoning import Assessor, assess, pairs_of, read_data, read_file, rectangles
from standfirst.dossiers.tests.generated import whole_dossiers
from standfirst.dossiers.tests.river import claim, event, river, with_term
from standfirst.dossiers.tests.test_properties import dossiers
from standfirst.keys.documents import kinds, render
from standfirst.stories.tests.factories import make_publication

HERE = Path(__file__).parents[1]
SAMPLE = HERE.parent / "sample" / "dossiers" / "karabakh-peacekeepers.yaml"
NEW_START = HERE / "examples" / "new-start.yaml"

FIELDS = ("verdict", "level", "state", "standing", "scheduled_end", "ended", "ahead_of_schedule", "within", "exceeding",
          "override")  # fmt: skip


def agrees(data, pairs):
    """Fail where a pair of days is answered otherwise than ``assess`` answers, or by two rectangles."""
    dossier = read_data(data)
    found = dict(rectangles(Assessor(dossier), date(2020, 1, 1), date(2024, 12, 31)))
    fresh = Assessor(dossier)
    for as_of, known in pairs:
        rows = {row.about: row for row in fresh.assess(as_of, known)}
        for about, parts in found.items():
            here = [
                part.answer
                for part in parts
                if part.first <= as_of.toordinal() < part.until
                and part.since <= known.toordinal() < part.later
            ]
            wanted = [rows[about]] if about in rows else []
            assert [[getattr(each, name) for name in FIELDS] for each in here] == [
                [getattr(each, name) for name in FIELDS] for each in wanted
            ], (about, as_of, known)


def some(dice, count, first=date(2020, 1, 1), days=1826):
    return [
        (first + timedelta(days=dice.randrange(days)), first + timedelta(days=dice.randrange(days)))
        for _ in range(count)
    ]


@settings(max_examples=40, deadline=None)
@given(dossiers(), st.randoms(use_true_random=False))
def test_any_two_days_are_answered_as_assess_answers(data, dice):
    agrees(data, some(dice, 40, date(2021, 5, 25), 50))


@settings(max_examples=25, deadline=None)
@given(whole_dossiers(), st.randoms(use_true_random=False))
def test_so_are_dossiers_with_everything_in_them(data, dice):
    agrees(data, [*some(dice, 15), *some(dice, 15, date(2021, 5, 25), 50)])


def test_extensions_go_on_and_what_is_known_later_acts_backwards():
    term = {"start": "2021-03-01", "duration": "P1Y", "renewal": {"duration": "P1Y", "mode": "automatic"}}
    said = [claim("c1", says="exceeded", valid="2021-04-01/2021-06-30"), claim("c2", via="g2", retracts="c1")]
    data = river(*said, events=[event("ends", "2023-05-01", via="g3")], provisions=with_term(**term))
    agrees(data, some(random.Random(3), 400))
    found = pairs_of(Assessor(read_data(data)))
    assert (found.before, found.after, found.first) == (True, False, 2021)


def read_as_the_script(files, about, as_of, known):
    """What ``dossier.js`` finds: the file of the year, the nearest where there is none, then the first rectangle."""
    years = sorted(files)
    day = min(max(as_of, f"{years[0]}-01-01"), f"{years[-1]}-12-31")
    data = files[day[:4]]
    days = data["days"]
    for first, until, since, later, answer in data["about"].get(about, []):
        if (
            days[first] <= day < days[until]
            and days[since] <= known
            and (later is None or known < days[later])
        ):
            return data["answers"][answer]
    return None


@pytest.mark.django_db
@pytest.mark.parametrize("file", [SAMPLE, NEW_START], ids=lambda file: file.stem)
def test_500_pairs_of_days_on_the_baked_files_give_what_assess_gives(file):
    make_publication(("en",))
    import_dossier(read_file(file), why="The file", live=True)
    at = datetime(2026, 5, 1, tzinfo=UTC)
    kind = next(kind for kind in kinds() if kind.name == "dossier-pairs")
    files = {path[-9:-5]: json.loads(render(path, at).rendered.body) for path in kind.paths()}
    dossier, dice = read_file(file), random.Random(500)
    fresh, names = Assessor(dossier), [each.id for each in (*dossier.agreements, *dossier.provisions)]
    for as_of, known in some(dice, 500, date(2008, 1, 1), 365 * 22):
        rows = {row.about: row.data() for row in fresh.assess(as_of, known)}
        for about in names:
            found, row = read_as_the_script(files, about, str(as_of), str(known)), rows.get(about)
            assert (found is None) == (row is None), (about, as_of, known)
            if row is not None:
                assert found == {name: row[name] for name in FIELDS if row[name] not in (None, [])}


@pytest.mark.django_db
def test_the_script_in_a_browsers_stead_agrees_with_assess(tmp_path):
    """``dossier.js`` itself, run by node on a page of so much as it touches."""
    # Playwright brings one along.
    node = shutil.which("node") or compute_driver_executable()[0]
    make_publication(("en",))
    import_dossier(read_file(SAMPLE), why="The file", live=True)
    at = datetime(2026, 5, 1, tzinfo=UTC)
    kind = next(kind for kind in kinds() if kind.name == "dossier-pairs")
    files = {path: json.loads(render(path, at).rendered.body) for path in kind.paths()}
    page = render("/en/dossiers/karabakh-peacekeepers/days/", at).rendered.body.decode()
    box = dict(re.findall(r'data-(pairs|first|last|told|failed)="([^"]*)"', page))
    cells = re.findall(r'data-about="([^"]*)" data-kind="([^"]*)"', page)
    words = re.findall(r'<template data-word="([^"]*)"', page)
    pairs = [[str(day), str(known)] for day, known in some(random.Random(9), 12, date(2019, 1, 1), 2600)]
    given = {"files": files, "box": box, "cells": cells, "words": words, "pairs": pairs}
    (tmp_path / "given.json").write_text(json.dumps(given))
    script = Path(__file__).parents[2] / "theme" / "files" / "js" / "dossier.js"
    command = [node, Path(__file__).with_name("pairs_in_node.mjs"), script, tmp_path / "given.json"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    dossier = read_file(SAMPLE)
    for (day, known), shown in zip(pairs, json.loads(ended.stdout), strict=True):
        rows = {row.about: row for row in assess(dossier, date.fromisoformat(day), date.fromisoformat(known))}
        for (about, _), said in zip(cells, shown, strict=True):
            row = rows.get(about)
            wanted = (
                " ".join((*status_of(row), *(("level", row.level) if row.level else ())))
                if row
                else "nothing"
            )
            assert " ".join(said.split()) == wanted, (about, day, known)
