"""A helper process understands lines as this process does, and ends with it."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from standfirst.interchange.ninjs import understanding
from standfirst.interchange.ninjs.lines import read_lines
from standfirst.interchange.ninjs.understanding import Rules, understood
from standfirst.interchange.tests.items import item, write

RULES = Rules({"en": "en"}, "Asia/Baku")


@pytest.fixture
def batches(tmp_path: Path):
    path = write(tmp_path / "lines", [item(1), "{", item(2), item(3, language="fr"), item(4)])
    with path.open("rb") as file:
        lines = list(read_lines(file, 0, 0))
    return [lines[:2], lines[2:4], lines[4:]]


@pytest.fixture
def with_helper(monkeypatch):
    monkeypatch.setattr(understanding, "WORTH_IT", 1)
    monkeypatch.setattr(understanding.connections, "close_all", lambda: None)
    monkeypatch.setattr(understanding.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(understanding.threading, "active_count", lambda: 1)


def test_a_helper_understands_the_same_in_the_same_order(batches, with_helper):
    here = list(understood(iter(batches), RULES, 0))
    assert list(understood(iter(batches), RULES, 2)) == here
    assert [len(batch.refused) for batch in here] == [1, 1, 0]
    assert here[0].prepared[0].day.isoformat() == "2024-03-01"
    assert not multiprocessing.active_children()


def test_an_import_goes_on_without_a_helper_that_was_killed(batches, with_helper):
    here = list(understood(iter(batches), RULES, 0))
    going = understood(iter(batches), RULES, 2)
    found = [next(going)]
    (process,) = multiprocessing.active_children()
    process.kill()
    process.join(10)
    assert [*found, *going] == here


def test_a_helper_ends_when_the_import_does(batches, monkeypatch):
    monkeypatch.setattr(understanding.connections, "close_all", lambda: None)
    with understanding._helper(RULES) as helper:
        helper.send(batches[0])
        (process,) = multiprocessing.active_children()
    process.join(10)
    assert process.exitcode is not None
