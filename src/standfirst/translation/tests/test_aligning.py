"""Which paragraph belongs to which."""

from hypothesis import given
from hypothesis import strategies as st

from standfirst.translation.pairing.aligning import align, follow

SOURCES = [
    "On 12 May 1,960 people crossed the river by the new ferry.",
    "The harbour master said so.",
    "A second boat is to follow in 2027, according to the company that runs it, if money is found.",
]


def test_a_translation_as_long_as_its_original_is_paired_in_order():
    ours = [
        "12 mayda yeni bərə ilə çayı 1.960 nəfər keçib.",
        "Bunu limanın rəisi deyib.",
        "Şirkətin dediyinə görə, pul tapılsa, ikinci gəmi 2027-ci ildə gələcək.",
    ]
    assert align(SOURCES, ours) == [(0, 0), (1, 1), (2, 2)]


def test_a_paragraph_left_out_and_one_added_stand_alone():
    assert align(SOURCES, [SOURCES[0], SOURCES[2]]) == [(0, 0), (1, None), (2, 1)]
    added = [SOURCES[0], "x", *SOURCES[1:]]
    assert align(SOURCES, added) == [(0, 0), (None, 1), (1, 2), (2, 3)]
    assert align([], ["x"]) == [(None, 0)]


def test_a_changed_paragraph_follows_its_earlier_self():
    after = [SOURCES[0].replace("1,960", "2,100"), "Nobody was hurt, the police said.", *SOURCES[1:]]
    assert follow(SOURCES, after) == [(0, 0), (None, 1), (1, 2), (2, 3)]
    assert follow(SOURCES, SOURCES[1:]) == [(0, None), (1, 0), (2, 1)]


def test_a_paragraph_put_in_the_place_of_another_is_not_its_later_self():
    assert follow(["The ferry sails at noon."], ["Бензин подорожал вдвое."]) in (
        [(0, None), (None, 0)],
        [(None, 0), (0, None)],
    )


TEXTS = st.lists(st.text(st.sampled_from("abc 12"), max_size=12), max_size=7)


@given(TEXTS, TEXTS)
def test_every_paragraph_of_both_is_there_once_and_in_order(one, other):
    for pairs in (align(one, other), follow(one, other)):
        assert [left for left, _ in pairs if left is not None] == list(range(len(one)))
        assert [right for _, right in pairs if right is not None] == list(range(len(other)))
        assert (None, None) not in pairs


def test_very_long_texts_are_paired_by_their_places():
    pairs = align(["a"] * 1000, ["b"] * 1001)
    assert pairs[999] == (999, 999) and pairs[1000] == (None, 1000)
