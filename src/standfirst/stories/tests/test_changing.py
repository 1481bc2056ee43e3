"""What distinguishes two texts."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.actions import changing
from standfirst.stories.actions.changing import difference

TEXTS = st.text(alphabet="ab \n", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_are_in_it_to_the_letter(old: str, new: str) -> None:
    runs = difference(old, new)
    assert "".join(text for kind, text in runs if kind != "added") == old
    assert "".join(text for kind, text in runs if kind != "removed") == new


def test_words_change_and_the_space_around_them_stays() -> None:
    assert difference("Two men left.", "Ten men left today.") == [
        ["removed", "Two"], ["added", "Ten"], ["same", " men "], ["removed", "left."], ["added", "left today."],
    ]  # fmt: skip


def test_a_paragraph_of_a_thousand_words_is_compared_and_one_made_to_be_slow_is_not() -> None:
    dice = random.Random(1)
    words = [f"w{number}" for number in range(300)]
    old, new = (" ".join(dice.choice(words) for _ in range(1000)) for _ in range(2))
    assert len(difference(old, new)) > 50
    slow = ("a " * 1900, "a b " * 950)
    one, other = (changing._WORDS.findall(text) for text in slow)
    assert changing._cost(one, other) > changing.EFFORT
    assert difference(*slow) == [["removed", slow[0]], ["added", slow[1]]]
