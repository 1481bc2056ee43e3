"""Superseded texts come from outside: what our templates write stays to the byte, all else goes."""

import pytest

from standfirst.interchange.whole.rendered import safe
from standfirst.theme import body as theme

OURS = [
    theme.embed("https://v.example/x?a=1&b=2", 'A "video" & more', "en"),
    theme.quote("One.\nTwo & three's.", "Who", "en"),
    theme.table("What", [["a", "b"], ["1", "<2>"]], "en"),
    theme.heading('He & "x"', "h-he", "en"),
    '<p>It <b>is</b><br>so <a class="cite" href="#source-1" id="cite-1">(Gazette, May 1)</a>.</p>',
    '<picture><source type="image/avif" srcset="/media/a.avif 320w" sizes="100vw"><img src="/media/a.jpg" alt=""></picture>',
]


@pytest.mark.parametrize("html", OURS)
def test_what_our_templates_write_stays_to_the_byte(html):
    assert safe(str(html)) == str(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>x</p><script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<p style="color:red">x</p>',
        '<p><a href="javascript:alert(1)">x</a></p>',
        "<svg><script>alert(1)</script></svg><p>x</p>",
        '<svg><animate onbegin="alert(1)"/></svg><p>x</p>',
        '<p>&lt;script&gt;</p><iframe src="//e"></iframe>',
        '<img src="x" onerror="alert(1)"><p>x</p>',
    ],
)
def test_nothing_else_comes_in(html):
    clean = safe(html)
    assert clean != html
    assert not any(
        bad in clean
        for bad in ("<script", 'alert(1)"', "onclick", "onerror", "style=", "javascript", "<iframe")
    )
