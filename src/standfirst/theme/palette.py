"""The style sheet of public pages: the theme's, in the publication's colours, readable on its paper whatever was chosen."""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import Protocol

from standfirst.theme.assets import PREFIX, contents, digest

PAPER_LIGHT = "#fbf8f1"
PAPER_DARK = "#16171b"
# The tinted slips that carry accent-coloured text; the hardest grounds to read on.
SLIP_LIGHT = "#f1ece0"
SLIP_DARK = "#202228"
CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 (AA, text)."""


class Colours(Protocol):
    """What a palette is made from: ``publication.values.Shell``."""

    @property
    def colour_light(self) -> str: ...
    @property
    def colour_dark(self) -> str: ...


def css(shell: Colours) -> bytes:
    """Return the theme's style sheet with the publication's accent for light and dark.

    The two are one file, as nothing is painted before the last style sheet has come.
    """
    return _sheet(shell.colour_light, shell.colour_dark)[0]


def path(shell: Colours) -> str:
    """Return the address for ``css(shell)``, named by its bytes: ``/assets/publication.<hash8>.css``."""
    return _sheet(shell.colour_light, shell.colour_dark)[1]


@lru_cache(maxsize=8)
def _sheet(light: str, dark: str) -> tuple[bytes, str]:
    """Return the style sheet for these two accents, and its address."""
    light, dark = readable(light, SLIP_LIGHT), readable(dark, SLIP_DARK)
    accent = f":root{{--accent-light:{light};--accent-dark:{dark}}}\n".encode()
    sheet = contents("site.css") + b"\n" + accent
    return sheet, f"{PREFIX}publication.{digest(sheet)}.css"


def readable(colour: str, ground: str) -> str:
    """Return ``colour`` (``#rrggbb``), darkened or lightened just until text in it can be read on ``ground``."""
    dark_ground = _luminance(ground) < 0.2
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    while contrast(colour, ground) < CONTRAST:
        lightness += 0.01 if dark_ground else -0.01
        red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), saturation)
        colour = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return colour


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
