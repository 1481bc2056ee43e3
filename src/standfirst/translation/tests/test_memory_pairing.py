"""How like texts are, and finding the like by their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.translation.pairing.memory import NEAR, marks, score

TEXT = "The harbour was closed for two days after the storm of last Tuesday."


def test_only_the_same_text_is_whole():
    assert score(TEXT, "  " + TEXT.replace(" ", "\n"), "en") == 100
    assert score(TEXT, TEXT.upper(), "en") == 99
    assert score(TEXT, "Something else entirely.", "en") == 0


def test_one_number_changed_is_near():
    assert NEAR <= score(TEXT, TEXT.replace("two", "three"), "en") < 100


@pytest.mark.parametrize("language", ["az", "tr"])
def test_capitals_of_az_and_tr_are_their_own(language: str):
    assert score("İCLAS AÇILIB", "iclas açılıb", language) == 99
    assert score("IŞIQ", "ışıq", language) == 99
    assert score("IŞIQ", "ışıq", "en") < 99


def test_near_texts_share_marks_and_others_dont():
    assert marks(TEXT) & marks(TEXT.replace("two", "three"))
    assert not marks(TEXT) & marks("Prices rose again in the region, officials say.")
    assert marks("Bakı") == marks("BAKI") and len(marks(TEXT)) <= 8


@given(st.integers(0, 40), st.sampled_from(["", "X", "nine"]))
def test_one_word_changed_anywhere_in_a_paragraph_is_still_found(place: int, other: str):
    words = [f"word{n}{'abcdefgh'[n % 8]}" for n in range(41)]
    changed = [*words[:place], other, *words[place + 1 :]]
    assert marks(" ".join(words)) & marks(" ".join(changed))
