"""Paragraphs of stored rich text: tags by number, and nothing lost on the way there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.translation.pairing.units import Unit, html_of, joined, literal, lost, pieces, plain

LINK = '<a href="https://gazette.example/list">'


def units(html: str) -> list[Unit]:
    return [part for part in pieces(html) if isinstance(part, Unit)]


def test_tags_become_numbers_and_come_back_as_they_were():
    html = f'<p data-block-key="k">See <b>the {LINK}list</a></b> &amp; more</p>'
    (unit,) = units(html)
    assert unit.marked == "See <1>the <2>list</2></1> & more"
    assert unit.tags == ("<b>", LINK)
    assert unit.text == "See the list & more"
    assert joined(pieces(html)) == html


def test_each_paragraph_and_each_item_is_one():
    html = "<p>One</p><ul><li>Two<ol><li>Three</li></ol></li></ul><p></p><p>Four<br/>and five</p>"
    assert [unit.marked for unit in units(html)] == ["One", "Two", "Three", "Four\nand five"]
    assert joined(pieces(html)) == html


def test_what_isnt_closed_in_its_turn_is_left_out_of_what_is_stored():
    assert html_of("<1>bold<2> and</1> on</2>", ["<b>", "<i>"]) == "<b>bold and</b> on"
    assert html_of("</1>a <7>b</7> <1>c", ["<b>"]) == "a b c"


def test_a_link_that_is_not_taken_over_is_named():
    tags = ("<b>", LINK, '<a linktype="page" id="3">')
    assert lost("<1>x</1> <2>y</2>", tags) == []
    assert lost("<1>x</1> <2>y", tags) == ["https://gazette.example/list"]


@pytest.mark.parametrize("text", ["a <1> b", "&lt;1>", "&amp;lt;1>", "</12>", "x < 1 & y"])
def test_text_that_looks_like_a_tags_number_stays_text(text: str):
    assert plain(literal(text)) == text
    assert "<1>" not in html_of(literal(text), ["<b>"]).replace("&lt;1&gt;", "")


WORDS = st.text(st.sampled_from("ab<>&1/lt;ə \u00a0\u200c"), min_size=1, max_size=12)


@st.composite
def rich(draw: st.DrawFn) -> str:
    """Rich text as an editor's form stores it."""
    from html import escape

    def inline(depth: int) -> str:
        out = escape(draw(WORDS), quote=False)
        if depth and draw(st.booleans()):
            tag, name = draw(st.sampled_from([("<b>", "b"), ("<i>", "i"), (LINK, "a")]))
            out += f"{tag}{inline(depth - 1)}</{name}>{escape(draw(WORDS), quote=False)}"
        return out

    blocks = [
        draw(st.sampled_from(["<p>{}</p>", "<ul><li>{}</li></ul>", "<p>{}<br/>b</p>"])).format(inline(2))
        for _ in range(draw(st.integers(0, 3)))
    ]
    return "".join(blocks)


@given(rich())
def test_taken_apart_and_put_together_it_says_the_same(html: str):
    once = joined(pieces(html))
    assert pieces(once) == pieces(html)
    assert joined(pieces(once)) == once


@given(st.text(st.sampled_from("a<>1/2&;\n b")), st.lists(st.sampled_from(["<b>", LINK]), max_size=2))
def test_whatever_is_typed_only_known_tags_are_stored(marked: str, tags: list[str]):
    html = html_of(marked, tags)
    import re

    rest = re.sub(r"<b>|</b>|</a>|<br/>", "", html.replace(LINK, ""))
    assert "<" not in rest and ">" not in rest
    assert html.count("<b>") == html.count("</b>") and html.count(LINK) == html.count("</a>")


def test_a_service_gets_html_and_what_it_returns_is_cleaned():
    from standfirst.translation.pairing.units import for_machine, from_machine

    marked = "See <1>the <2>list</2></1> & < more"
    assert for_machine(marked) == 'See <x id="1">the <x id="2">list</x></x> &amp; &lt; more'
    assert from_machine(for_machine(marked)) == marked
    assert from_machine('<script>x</script><X id="1">Bold<b></x></x> &lt;1>') == "x<1>Bold</1> &lt;1>"
