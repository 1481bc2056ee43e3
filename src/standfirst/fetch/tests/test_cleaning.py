"""Nothing executable survives, and cleaning twice changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.fetch.cleaning import clean_html, plain_text

PIECES = [
    "<p>",
    "</p>",
    "<div>",
    "<b>",
    "</b>",
    "<a",
    "href='/x'>",
    "</a>",
    "<svg>",
    "<math>",
    "<style>",
    "<li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<br>",
    "&",
    "&lt;",
    "<",
    "x",
]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "</div></body><iframe srcdoc='<script>1</script>'></iframe>",
    "<p\x00 onclick=alert(1)>x",
    "<template><script>1</script></template>",
    "<div>" * 100_000 + "<script>1</script>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_executable_remains(html: str) -> None:
    tags = re.findall(r"<[^>]*>", clean_html(html, "https://a.example/"))
    assert all(re.fullmatch(r'</?(?:p|strong|em|br|a)(?: href="https?://[^"]*")?>', tag) for tag in tags)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    once = clean_html(html, "https://a.example/")
    assert clean_html(once, "https://a.example/") == once


def test_words_of_neighbouring_boxes_stay_apart() -> None:
    assert plain_text("<h1>One</h1><div>two</div><div>three</div>") == "One\n\ntwo\n\nthree"
