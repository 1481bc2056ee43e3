"""A page that is here already, however its address is written, and a text that is here in other words."""

from datetime import UTC, datetime

import pytest

from standfirst.stories.tests.factories import make_original, make_publication
from standfirst.wire import duplicates
from standfirst.wire.actions import Wanted, take
from standfirst.wire.copies import normalised
from standfirst.wire.reading import Content
from standfirst.wire.tests.pages import SENTENCES, body, page

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "http://tide.example/ferry",
        "https://www.tide.example/ferry/",
        "https://tide.example/ferry#comments",
        "https://tide.example/ferry?utm_source=feed&fbclid=1",
        "https://TIDE.example:443/ferry",
    ],
)
def test_one_page_has_one_address(written):
    assert normalised(written) == "tide.example/ferry"


def test_what_tells_pages_apart_stays():
    assert normalised("https://tide.example/?p=1") != normalised("https://tide.example/?p=2")
    assert normalised("https://tide.example:8080/a") != normalised("https://tide.example/a")


def test_a_page_is_found_by_another_spelling_of_its_address():
    known = make_original(url="http://www.tide.example/ferry/?utm_medium=mail")
    assert duplicates.same_address("https://tide.example/ferry") == known
    assert duplicates.same_address("https://tide.example/ferr") is None


def test_a_text_that_another_outlet_printed_with_small_changes_is_shown_as_that():
    make_publication()
    first = take(Content(page(), "https://tide.example/a", None, AT), Wanted("en"))
    edited = page(
        f"<article>{body(*SENTENCES[:3], 'Nobody else has said anything so far about it.')}</article>"
    )
    second = take(Content(edited, "https://copy.example/b", None, AT), Wanted("en"))
    (found,) = second.similar
    assert found["original"] == first.original.uid
    assert 0.5 <= found["share"] < 0.9
    assert first.similar == []
