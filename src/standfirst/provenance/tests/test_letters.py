"""Letters that ask for a permission, in each language."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.provenance.letters import (
    LANGUAGES,
    LONGEST_MAILTO,
    Asked,
    Letter,
    letter,
    letter_language,
    mailto,
)

ASKED = Asked(
    publication="The Test Digest",
    address="https://digest.example",
    contact="desk@digest.example",
    asker="Ada Quay",
    outlet="The Tide",
    title="No ferry, no bread",
    url="https://tide.example/ferry?a=1&b=2",
    date="2026-05-01",
    translation=True,
    reprint=True,
    languages=("az", "ru"),
    until=date(2027, 12, 31),
    credit_wording="First published by The Tide & Sons",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_says_all_that_is_asked_and_nothing_is_escaped(language):
    made = letter(ASKED, language)
    assert "No ferry, no bread" in made.subject and "\n" not in made.subject
    for word in (
        ASKED.publication, ASKED.address, ASKED.contact, ASKED.asker, ASKED.outlet, ASKED.url, ASKED.credit_wording,
        "2026", "2027",
    ):  # fmt: skip
        assert word in made.text
    assert "\n\n\n" not in made.text and "{" not in made.text and "&amp;" not in made.text
    only = letter(Asked(**{**vars(ASKED), "reprint": False, "until": None, "credit_wording": ""}), language)
    assert only.text != made.text and "2027" not in only.text
    assert {len(letter(Asked(**{**vars(ASKED), "robots": each}), language).text) for each in ("index",)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_chosen_changes_the_letter(language):
    texts = {letter(ASKED, language).text}
    for change in (
        {"reprint": False}, {"translation": False}, {"whole_outlet": True}, {"images": True}, {"languages": ()},
        {"robots": "index"}, {"robots": "noindex"}, {"robots": "canonical"}, {"until": None}, {"credit_wording": ""},
    ):  # fmt: skip
        texts.add(letter(Asked(**{**vars(ASKED), **change}), language).text)
    assert len(texts) == 11


def test_the_letter_is_in_the_outlets_language_where_there_is_one():
    assert letter_language(["ka", "ru-RU", "en"]) == "ru"
    assert letter_language(["ka", ""]) == letter_language([]) == "en"


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_is_filled_in_breaks_a_line_or_the_link(title, outlet):
    made = letter(Asked(**{**vars(ASKED), "title": title, "outlet": outlet, "languages": ()}), "en")
    assert "\n" not in made.subject and "\r" not in made.subject
    link = mailto("desk@tide.example", made)
    parts = urlsplit(link)
    assert link.isascii() and len(link) <= max(LONGEST_MAILTO, len(mailto("desk@tide.example", made)))
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "desk@tide.example")
    assert set(parse_qs(parts.query)) <= {"subject", "body"}


def test_a_long_letter_leaves_the_text_out_of_the_link():
    assert "body=" in mailto("a@b.example", Letter("Hello", "Short.\n"))
    long = mailto("a@b.example", Letter("Hello", "ш" * 1000))
    assert "body=" not in long and long.endswith("subject=Hello")
