"""Terms in texts, whatever their endings."""

import pytest

from standfirst.translation.pairing.glossary import Entry, Term, find, lacking


def entry(uid: str = "e", **terms: str) -> Entry:
    return Entry(uid, tuple(Term(text, language) for language, text in terms.items()))


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ru", "Москва", "встреча в Москве"),
        ("ru", "Министерство обороны", "по данным Министерства обороны"),
        ("ru", "река", "у рек"),
        ("az", "Bakı", "Bakıdakı iclas"),
        ("az", "Gəncə", "GƏNCƏDƏN"),
        ("az", "İlham", "ilhamın sözləri"),
        ("az", "qonaq", "qonağın adı"),
        ("az", "kitab", "kitablarımızdan"),
        ("tr", "Iğdır", "Iğdır'da"),
        ("tr", "ayak", "ayağa"),
        ("tr", "İstanbul", "İSTANBUL’A"),
        ("en", "treaty", "two treaties"),
        ("fa", "باکو", "در باکو"),
        ("ka", "თბილისი", "თბილისიდან"),
    ],
)
def test_a_term_is_found_with_its_endings(language: str, term: str, text: str):
    assert [hit.term.text for hit in find(text, language, [entry(**{language: term})])] == [term]


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [("az", "Ağ", "Ağdam"), ("ru", "мир", "мировой"), ("en", "Baku", "Bakuninist"), ("tr", "kara", "araba")],
)
def test_another_word_with_the_same_beginning_is_not_it(language: str, term: str, text: str):
    assert find(text, language, [entry(**{language: term})]) == []


def test_it_says_where():
    text = "В Баку и в Гяндже"
    (hit,) = find(text, "ru", [entry(ru="Гянджа")])
    assert text[hit.start : hit.end] == "Гяндже"


def test_of_terms_within_each_other_the_longest_counts():
    entries = [entry("city", en="Baku"), entry("school", en="Baku State University")]
    assert [hit.entry.uid for hit in find("at Baku State University", "en", entries)] == ["school"]


PLACE = Entry(
    "place",
    (
        Term("Khankendi", "en", "Azerbaijan"),
        Term("Stepanakert", "en", "Armenia"),
        Term("Xankəndi", "az", "Azerbaijan", preferred=True),
        Term("Stepanakert", "az", "Armenia"),
    ),
)


def test_each_sides_name_is_found_and_ours_comes_first():
    assert [hit.term.side for hit in find("Khankendi, or Stepanakert", "en", [PLACE])] == [
        "Azerbaijan",
        "Armenia",
    ]
    assert [term.text for term in PLACE.within("az")] == ["Xankəndi", "Stepanakert"]


def test_a_term_without_any_of_its_equivalents_is_named_once():
    text = "Khankendi is far. From Khankendi they left."
    assert [hit.term.text for hit in lacking(text, "en", "Şəhər uzaqdadır.", "az", [PLACE])] == ["Khankendi"]
    assert lacking(text, "en", "Xankəndidən getdilər.", "az", [PLACE]) == []
    assert lacking(text, "en", "Stepanakertdən getdilər.", "az", [PLACE]) == []
    assert lacking(text, "en", "Ушли.", "ru", [PLACE]) == [], "an entry without a term there asks for nothing"
