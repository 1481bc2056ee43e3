"""A body with other words in it: what isn't words stays where it is."""

from typing import Any

from standfirst.translation.pairing.body import Added, places, with_texts
from standfirst.translation.pairing.units import Unit

PICTURE = {"type": "picture", "value": {"picture": 3, "caption": "Seen from above"}, "id": "pic"}
BODY: list[dict[str, Any]] = [
    {"type": "paragraph", "value": "<p>One</p><p>Two <b>bold</b></p>", "id": "a"},
    PICTURE,
    {"type": "quote", "value": {"text": "We agreed.", "who": "Nobody"}, "id": "q"},
    {"type": "heading", "value": "A <1> heading", "id": "h"},
    {"type": "paragraph", "value": "<ul><li>x</li><li>y</li></ul>", "id": "l"},
]


def test_paragraphs_headings_and_quotations_are_places():
    found = [(place.key, place.unit.text) for place in places(BODY)]
    assert found == [
        ("a.0", "One"),
        ("a.1", "Two bold"),
        ("q.0", "We agreed."),
        ("h.0", "A <1> heading"),
        ("l.0", "x"),
        ("l.1", "y"),
    ]


def test_without_changes_the_body_is_as_it_was():
    body, keys = with_texts(BODY, {})
    assert body == BODY
    assert keys == {key: key for key in keys} and len(keys) == 6


def test_other_words_keep_markup_speaker_and_pictures():
    texts = {
        "a.1": Unit("Zwei <1>fett</1>", ("<b>",)),
        "q.0": Unit("Wir waren\neinig."),
        "h.0": Unit("Titel"),
        "l.1": Unit("ypsilon & more"),
    }
    body, _ = with_texts(BODY, texts)
    assert body == [
        {"type": "paragraph", "value": "<p>One</p><p>Zwei <b>fett</b></p>", "id": "a"},
        PICTURE,
        {"type": "quote", "value": {"text": "Wir waren\neinig.", "who": "Nobody"}, "id": "q"},
        {"type": "heading", "value": "Titel", "id": "h"},
        {"type": "paragraph", "value": "<ul><li>x</li><li>ypsilon &amp; more</li></ul>", "id": "l"},
    ]


def test_a_paragraph_without_words_is_gone_and_so_is_its_block():
    body, keys = with_texts(BODY, {"a.0": None, "h.0": None, "l.0": Unit("")})
    assert [block["id"] for block in body] == ["a", "pic", "q", "l"]
    assert body[0]["value"] == "<p>Two <b>bold</b></p>"
    assert body[3]["value"] == "<ul><li>y</li></ul>"
    assert keys == {"a.1": "a.0", "q.0": "q.0", "l.1": "l.0"}


def test_new_paragraphs_come_where_they_belong():
    new = [
        Added(None, "first", Unit("Before all")),
        Added("a.0", "between", Unit("Between")),
        Added("l.0", "after-item", Unit("After the list")),
        Added("after-item", "last", Unit("Last")),
    ]
    body, keys = with_texts(BODY, {}, new)
    assert [block["id"] for block in body] == ["first", "a", "pic", "q", "h", "l", "after-item", "last"]
    assert body[1]["value"] == "<p>One</p><p>Between</p><p>Two <b>bold</b></p>"
    assert keys["between"] == "a.1" and keys["a.1"] == "a.2" and keys["first"] == "first.0"
    assert [place.key for place in places(body)] == [
        keys[key]
        for key in ("first", "a.0", "between", "a.1", "q.0", "h.0", "l.0", "l.1", "after-item", "last")
    ]


def test_a_new_paragraph_after_one_that_goes_still_comes():
    body, keys = with_texts(BODY[:1], {"a.0": None, "a.1": None}, [Added("a.1", "n", Unit("New"))])
    assert body == [{"type": "paragraph", "value": "<p>New</p>", "id": "n"}]
    assert keys == {"n": "n.0"}
