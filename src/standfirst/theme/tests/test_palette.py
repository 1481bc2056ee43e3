from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.theme import assets, palette
from standfirst.theme.tests import gallery

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(COLOURS)
def test_text_in_any_accent_can_be_read(colour: str) -> None:
    for ground in (palette.SLIP_LIGHT, palette.SLIP_DARK):
        assert palette.contrast(palette.readable(colour, ground), ground) >= palette.CONTRAST


@pytest.mark.parametrize("colour", ["#9b1c1c", "#004488"])
def test_a_readable_accent_stays_as_chosen(colour: str) -> None:
    assert palette.readable(colour, palette.SLIP_LIGHT) == colour


def test_another_colour_has_another_address() -> None:
    shell = gallery.shell("en")
    assert shell.style_path == palette.path(shell)
    assert palette.path(replace(shell, colour_light="#004488")) != shell.style_path


def test_the_theme_and_its_colours_are_one_file() -> None:
    sheet = palette.css(gallery.shell("en")).decode()
    assert sheet.startswith(assets.contents("site.css").decode())
    assert sheet.rindex("--accent-light:") > sheet.index("@media print")
    pages = [page for page in gallery.pages("en").values() if b"<html" in page]
    assert {page.count(b'rel="stylesheet"') for page in pages} == {1}
