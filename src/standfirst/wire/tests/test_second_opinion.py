"""Where a page contradicts itself, and what a wider reading of it brings back."""

from standfirst.wire.extraction import extract
from standfirst.wire.extraction.second import differs
from standfirst.wire.tests.pages import LINKED_DATA, SENTENCES, body, page

URL = "https://www.tide.example/2026/ferry"


def test_other_places_that_say_otherwise_are_named_and_those_that_agree_are_not():
    head = (
        LINKED_DATA + '<meta property="og:title" content="No ferry, no bread | The Tide">'
        '<meta property="article:published_time" content="2026-03-05">'
        '<meta name="author" content="Cy Buoy">'
    )
    found = extract(page(head=head), url=URL)
    assert found.title.others == ()
    assert found.date.others == (("Open Graph", "2026-03-05"),)
    assert found.authors.others == (("meta", ("Cy Buoy",)),)


def test_what_two_places_say_alike_is_named_once():
    head = LINKED_DATA + "".join(
        f'<meta {name} content="A pilot goes">' for name in ('property="og:title"', 'name="twitter:title"')
    )
    assert extract(page(head=head), url=URL).title.others == (("Open Graph", "A pilot goes"),)


def test_fuller_and_shorter_statements_of_one_fact_agree():
    assert not differs("en", "en-GB")
    assert not differs("http://www.x.example/a", "https://x.example/a/")
    assert not differs(("Ada Quay", "Bo Pier"), ("BO PIER", "Ada Quay"))
    assert differs(("Ada Quay",), ("Ada Quay", "Bo Pier"))
    assert differs("2026-03-02", "2026-03-05")


def test_a_paragraph_that_only_the_wider_reading_finds_is_kept_beside_the_text():
    lost = "Readers who kept the old timetable may hand it in at the harbour office for the town archive."
    content = f'<article><div class="teaser"><p>{lost}</p></div>{body(*SENTENCES * 3)}</article>'
    found = extract(page(content), url=URL)
    passages = [passage for _source, passage in found.body_text.others]
    assert lost not in found.body_text.value
    assert passages == [lost]
    assert not extract(page(), url=URL).body_text.others
