"""Translation memories as files."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from standfirst.translation.pairing import tmx
from standfirst.translation.pairing.tmx import NotTmx, Pair, read, write

MOMENT = datetime(2026, 5, 4, 12, 30, 5, tzinfo=UTC)
# What a paragraph can hold: anything that XML can, with line ends as XML reads them.
TEXT = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\ufffe\uffff").filter(
        lambda char: char in "\t\n" or ord(char) >= 0x20
    ),
    min_size=1,
    max_size=60,
).filter(str.strip)
PAIRS = st.lists(
    st.builds(
        Pair,
        TEXT,
        TEXT,
        st.sampled_from(["en", "az", "zh-Hans"]),
        st.sampled_from(["ru", "fa", "tr"]),
        st.sampled_from([None, MOMENT]),
        st.sampled_from(["", "Ada Desk", 'A & "B"']),
    ),
    max_size=5,
)


def file(body: str, head: str = "", language: str = "en") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<tmx version="1.4"><header srclang="{language}"/>'
        f"<body>{body}</body></tmx>"
    ).encode()


def unit(**texts: str) -> str:
    said = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in texts.items())
    return f"<tu>{said}</tu>"


@given(PAIRS)
def test_what_is_written_is_read_again(pairs: list[Pair]):
    content = b"".join(write(pairs, "1"))
    assert read(content) == (pairs, 0)
    assert etree.fromstring(content).get("version") == "1.4"


def test_characters_that_xml_cant_hold_are_left_out():
    content = b"".join(write([Pair("a\x00b\r\nc", "d\x1f", "en", "ru")], "1"))
    assert read(content)[0] == [Pair("ab\nc", "d", "en", "ru")]


def test_the_source_is_the_language_that_the_file_says():
    (pair,) = read(file(unit(ru="Да", en="Yes")))[0]
    assert (pair.source, pair.target) == ("Yes", "Да")
    pairs, _ = read(file(unit(en="Yes", ru="Да", az="Bəli")))
    assert [pair.target for pair in pairs] == ["Да", "Bəli"]


def test_codes_of_other_programs_are_left_out_and_highlighted_words_stay():
    text = '<bpt i="1">{\\b</bpt>Bold<ept i="1">}</ept> and <hi>this</hi><ph>%s</ph>.'
    assert read(file(unit(en=text, ru="Да")))[0][0].source == "Bold and this."


def test_units_that_cant_be_used_are_counted():
    long = "x" * (tmx.MAX_TEXT + 1)
    body = unit(en="Alone") + unit(en=long, ru="Да") + unit(en="Same") + unit(en="Yes", ru="Да")
    assert read(file(body))[1] == 3
    assert len(read(file(body))[0]) == 1


def test_a_usual_doctype_is_taken_and_utf_16_too():
    body = file(unit(en="Yes", ru="Да"), '<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    assert len(read(body)[0]) == 1
    text = body.decode().replace("UTF-8", "UTF-16")
    assert len(read(text.encode("utf-16"))[0]) == 1


BOMB = "<!DOCTYPE tmx [" + '<!ENTITY a "aaaaaaaaaa">' + '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">' + "]>"
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (file(unit(en="&b;", ru="Да"), BOMB), "entities"),
        (file(unit(en="&x;", ru="Да"), OUTSIDE), "entities"),
        (b"<tmx><body>", "xml"),
        (b"not XML", "xml"),
        (b"", "xml"),
        (b"<html/>", "root"),
        (b"<tmx>" + b"<body>" * 5000 + b"</tmx>", "xml"),
    ],
)
def test_what_is_no_memory_is_refused_with_the_reason(content: bytes, reason: str):
    with pytest.raises(NotTmx) as refused:
        read(content)
    assert refused.value.reason == reason


def test_a_file_over_the_limit_isnt_parsed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tmx, "MAX_BYTES", 10)
    with pytest.raises(NotTmx, match="size"):
        read(b"<tmx version='1.4'/>")
