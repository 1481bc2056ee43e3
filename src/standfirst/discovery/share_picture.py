"""Drawing a share picture: headline, section and origin on paper, 1200 by 630 pixels."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

import standfirst.theme
from standfirst.publication.languages import direction

SIZE = (1200, 630)
PAPER, INK, QUIET = "#f7f3ea", "#1d1b19", "#5c564b"
MARGIN = 72
_FONTS = Path(standfirst.theme.__file__).parent / "files" / "fonts"
# Files by what they cover; the theme's fonts are cut by script.
_DISPLAY = {
    "latin": "display-latin", "cyrillic": "display-cyrillic", "armenian": "text-armenian",
    "georgian": "text-georgian", "arabic": "text-arabic",
}  # fmt: skip
_RANGES = (
    ("cyrillic", 0x400, 0x52F),
    ("armenian", 0x530, 0x58F),
    ("arabic", 0x600, 0x6FF),
    ("georgian", 0x10A0, 0x10FF),
)
_MIRRORED = str.maketrans("()[]«»", ")(][»«")
_HEIGHT = 350
_LEADING = 1.2
_SHADES = 20
_SIZES = (76, 66, 56, 48, 42, 36)

Run = tuple[str, ImageFont.FreeTypeFont]


@dataclass(frozen=True)
class Share:
    """What is drawn."""

    headline: str
    publication: str
    label: str
    language: str
    accent: str
    """``#rrggbb``."""


def _script(character: str) -> str:
    code = ord(character)
    return next((name for name, first, last in _RANGES if first <= code <= last), "latin")


@lru_cache(maxsize=64)
def _font(script: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / f"{_DISPLAY[script]}.woff2", size)


def _runs(text: str, size: int) -> list[Run]:
    """Cut ``text`` where the script changes; spaces and signs go with what is before them.

    Except in Arabic: its fonts lack the signs that they share with Latin.
    """
    runs: list[Run] = []
    script = ""
    for character in text:
        wanted = _script(character)
        if wanted == "latin" and not character.isalpha() and (script != "arabic" or character == " "):
            wanted = script or "latin"
        if not runs or wanted != script:
            runs.append(("", _font(wanted, size)))
            script = wanted
        runs[-1] = (runs[-1][0] + character, runs[-1][1])
    return runs


def _width(text: str, size: int) -> float:
    return sum(font.getlength(part) for part, font in _runs(text, size))


def _lines(text: str, size: int, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and _width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fitted(text: str, width: int) -> tuple[list[str], int]:
    for size in _SIZES:
        lines = _lines(text, size, width)
        if len(lines) <= _HEIGHT // (size * _LEADING) and all(_width(line, size) <= width for line in lines):
            return lines, size
    lines = _lines(text, _SIZES[-1], width)[: int(_HEIGHT // (_SIZES[-1] * _LEADING))]
    return [*lines[:-1], lines[-1] + " …"], _SIZES[-1]


def _write(
    draw: ImageDraw.ImageDraw, y: int, text: str, size: int, colour: str, *, right_to_left: bool
) -> None:
    if right_to_left:
        # Runs follow each other from the right; each is shaped in its own direction.
        x = float(SIZE[0] - MARGIN)
        for part, font in _runs(text, size):
            arabic = font.path == _font("arabic", size).path
            draw.text(
                (x, y), part if arabic else part.translate(_MIRRORED), fill=colour, font=font, anchor="rs"
            )
            x -= font.getlength(part)
        return
    x = float(MARGIN)
    for part, font in _runs(text, size):
        draw.text((x, y), part, fill=colour, font=font, anchor="ls")
        x += font.getlength(part)


@lru_cache(maxsize=8)
def _palette(accent: str) -> Image.Image:
    """Return all that a picture shows: paper, and the inks in shades towards it, as letters' edges have them.

    To look for the best palette in each picture takes longer than to draw it.
    """
    paper = ImageColor.getrgb(PAPER)
    colours = [*paper]
    for ink in (INK, accent, QUIET):
        full = ImageColor.getrgb(ink)
        for shade in range(1, _SHADES + 1):
            colours += [round(p + (c - p) * shade / _SHADES) for p, c in zip(paper, full[:3], strict=False)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    return palette


def draw(share: Share) -> bytes:
    """Return the picture as PNG. The same ``share`` gives the same bytes."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    right_to_left = direction(share.language) == "rtl"
    pen.rectangle((0, 0, SIZE[0], 18), fill=share.accent)
    pen.line((MARGIN, 118, SIZE[0] - MARGIN, 118), fill=INK, width=3)
    pen.line((MARGIN, 124, SIZE[0] - MARGIN, 124), fill=INK, width=1)
    _write(pen, 98, share.publication, 40, INK, right_to_left=right_to_left)
    _write(pen, 178, share.label, 30, share.accent, right_to_left=right_to_left)
    lines, size = _fitted(share.headline, SIZE[0] - 2 * MARGIN)
    y = 200
    for line in lines:
        y += round(size * _LEADING)
        _write(pen, y, line, size, INK, right_to_left=right_to_left)
    pen.line((MARGIN, 570, SIZE[0] - MARGIN, 570), fill=QUIET, width=1)
    content = io.BytesIO()
    image.quantize(palette=_palette(share.accent), dither=Image.Dither.NONE).save(content, "PNG")
    return content.getvalue()
