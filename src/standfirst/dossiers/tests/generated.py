"""Whole dossiers by the dice: every kind of record with every kind of field, all of it sound."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from standfirst.dossiers.tests.river import river, text
from standfirst.dossiers.tests.test_properties import SOURCES, dossiers

_words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
_texts = st.dictionaries(st.sampled_from(["en", "az", "ru", "fa", "hy"]), _words, min_size=1, max_size=3)
_numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-80, max_value=80, places=6)
_dates = st.sampled_from(
    ["2021", "2021-06", "2021-06-12", "2021-06~", "2021-06-01/2021-06-12", "../2022", "2021-22"]
)


def _maybe(draw: Any, found: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return found | {name: draw(values) for name, values in fields.items() if draw(st.booleans())}


@st.composite
def whole_dossiers(draw: Any) -> dict[str, Any]:
    """The file's data of a dossier with records of every section."""
    data = draw(dossiers())
    found = river(*data["claims"], sources=[dict(source) for source in SOURCES])
    found["dossier"] = _maybe(
        draw,
        {"id": draw(st.sampled_from(["ferry", "x/y", "Bakı"])), "title": draw(_texts),
         "languages": draw(st.sampled_from([["en"], ["az", "en"], ["ru", "az", "en"]]))},
        summary=_texts, licence=_words, boundary_policy=_texts,
    )  # fmt: skip
    found["agents"] = [
        _maybe(draw, dict(agent), same_as=st.just(["https://example.org/x"])) for agent in found["agents"]
    ]
    found["sources"] = [
        _maybe(draw, source, title=st.one_of(_words, _texts), language=st.sampled_from(["en", "az"]),
               url=st.just("https://example.org/s"), archive=st.just("https://archive.example/s"), raw=_words,
               kind=st.sampled_from(["wire", "press", "text"]))
        for source in found["sources"]
    ]  # fmt: skip
    found["places"] = [
        _maybe(draw, {"id": "bridge", "name": draw(_texts)}, lat=_numbers, lon=_numbers,
               precision=st.sampled_from(["exact", "near"]), geonames=st.just("586523"))
    ]  # fmt: skip
    found["provisions"] += [
        {"id": "ban", "agreement": "pact", "kind": "prohibition", "text": draw(_texts), "sources": ["t"],
         "under": "term", "from": "2021-04", "until": "2022-01-01", "deadline": "2021-12"},
        {"id": "arms", "agreement": "pact", "kind": "limit", "text": draw(_texts), "sources": ["t"],
         "limit": {"measure": "arms", "allowed": ["rifle", "car"]}},
    ]  # fmt: skip
    found["events"] = [
        _maybe(draw, {"id": "e1", "kind": "incident", "date": draw(_dates), "title": draw(_texts), "sources": ["g1"]},
               place=st.just("bridge"), type=_words, alleged=st.just("south"),
               casualties=st.just({"lo": 1, "best": 2, "hi": 4}), verification=st.just("disputed"),
               participants=st.just([{"agent": "north", "role": "by"}, {"agent": "south"}])),
        _maybe(draw, {"id": "e2", "kind": "suspends", "date": "2021-06-20", "title": text("Stop"), "sources": ["g1"],
                      "about": "term"}, status=st.just("planned"), follows=st.just("e1")),
    ]  # fmt: skip
    found["overrides"] = [
        _maybe(draw, {"about": "guards", "verdict": "within", "by": draw(_words), "reason": draw(st.one_of(_words, _texts)),
                      "date": "2021-06-20"}, **{"from": st.just("2021-06-01"), "to": st.just("2021-07")})
        for _ in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    return found
