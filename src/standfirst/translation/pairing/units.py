"""The paragraphs of stored rich text, as a translator gets them: words, with numbers in the place of tags.

``See <b>the <a href="…">list</a></b>`` is ``See <1>the <2>list</2></1>`` with two tags. So nobody types markup, no markup
gets lost by typing, and a machine's draft can carry it over. A line break within a paragraph is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

_VALUE = r'(?:[^>"]|"[^"]*")*'
_BLOCK = re.compile(rf"(</?(?:p|ul|ol|li)\b{_VALUE}>)", re.I)
_INLINE = re.compile(rf"<(/?)([a-z][a-z0-9]*)\b({_VALUE})>", re.I)
_MARK = re.compile(r"<(/?)(\d{1,3})>")
_HREF = re.compile(r'href="([^"]*)"')


@dataclass(frozen=True)
class Unit:
    """One paragraph or item of a list."""

    marked: str
    """Its words, tags by number."""
    tags: tuple[str, ...] = ()
    """The tags that open, as stored: the first is number 1."""

    @property
    def html(self) -> str:
        """What is stored."""
        return html_of(self.marked, self.tags)

    @property
    def text(self) -> str:
        """The words alone."""
        return plain(self.marked)


def pieces(html: str) -> list[str | Unit]:
    """Return stored rich text as its paragraphs, and what stands around and between them as it is."""
    out: list[str | Unit] = []
    for part in _BLOCK.split(html):
        if _BLOCK.fullmatch(part):
            out.append(part)
        elif part:
            unit = _unit(part)
            out.append(unit if unit.text else part)
    return out


def joined(parts: Iterable[str | Unit]) -> str:
    """Return ``pieces`` as stored rich text again."""
    return "".join(part if isinstance(part, str) else part.html for part in parts)


def _unit(html: str) -> Unit:
    out: list[str] = []
    tags: list[str] = []
    open_tags: list[tuple[str, int]] = []
    end = 0
    for match in _INLINE.finditer(html):
        out.append(_shown(html[end : match.start()]))
        end = match.end()
        name = match[2].lower()
        if name == "br":
            out.append("\n")
        elif not match[1]:
            tags.append(match[0])
            open_tags.append((name, len(tags)))
            out.append(f"<{len(tags)}>")
        elif any(name == each for each, _ in open_tags):
            while open_tags:
                closed, number = open_tags.pop()
                out.append(f"</{number}>")
                if closed == name:
                    break
    out.append(_shown(html[end:]))
    out += [f"</{number}>" for _, number in reversed(open_tags)]
    return Unit("".join(out).strip(" "), tuple(tags))


def _shown(html: str) -> str:
    return literal(re.sub(r"[ \t\r\n]+", " ", unescape(html)))


def literal(text: str) -> str:
    """Return ``text`` so that nothing in it is taken for a tag's number."""
    return re.sub(r"<(?=/?\d{1,3}>)", "&lt;", re.sub(r"&(?=(?:amp;)*lt;)", "&amp;", text))


def _said(text: str) -> str:
    return re.sub(r"&amp;(?=(?:amp;)*lt;)", "&", re.sub(r"(?<!&amp;)&lt;(?=/?\d{1,3}>)", "<", text))


def plain(marked: str) -> str:
    """Return the words alone, white space made one space."""
    return " ".join("".join(_words(marked)).split())


def _words(marked: str) -> Iterable[str]:
    return (part if number % 3 == 0 else "" for number, part in enumerate(_split(marked)))


def _split(marked: str) -> list[str]:
    """Return words, slash and number by turns."""
    parts = _MARK.split(marked)
    return [_said(part) if number % 3 == 0 else part for number, part in enumerate(parts)]


def html_of(marked: str, tags: Iterable[str]) -> str:
    """Return a paragraph as stored. A number that has no tag, or isn't closed in its turn, is left out."""
    known = list(tags)
    open_tags: list[int] = []
    out: list[str] = []
    parts = _split(marked)
    balanced = _balanced(parts, len(known))
    for at, part in enumerate(parts):
        if at % 3 == 0:
            lines = escape(part, quote=False).replace("\r\n", "\n").split("\n")
            out.append("<br/>".join(lines))
        elif at % 3 == 2 and at in balanced:
            number = int(part)
            if parts[at - 1]:
                open_tags.pop()
                out.append(f"</{_name(known[number - 1])}>")
            else:
                open_tags.append(number)
                out.append(known[number - 1])
    return "".join(out)


def _balanced(parts: list[str], count: int) -> set[int]:
    """Return the places of numbers that open a tag and close it in its turn."""
    stack: list[tuple[int, int]] = []
    found: set[int] = set()
    for at in range(2, len(parts), 3):
        number = int(parts[at])
        if not 1 <= number <= count:
            continue
        if not parts[at - 1]:
            stack.append((number, at))
        elif any(number == each for each, _ in stack):
            while stack:
                opened, place = stack.pop()
                if opened == number:
                    found |= {place, at}
                    break
    return found


def _name(tag: str) -> str:
    match = re.match(r"<([a-zA-Z][a-zA-Z0-9]*)", tag)
    return match[1] if match else "span"


def lost(marked: str, tags: Iterable[str]) -> list[str]:
    """Return the addresses of links among ``tags`` that ``marked`` doesn't have."""
    known = list(tags)
    parts = _split(marked)
    here = {int(parts[at]) for at in _balanced(parts, len(known))}
    links = [(number, _HREF.search(tag)) for number, tag in enumerate(known, 1) if number not in here]
    return [unescape(link[1]) for _, link in links if link]


_OTHER = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>", re.I)


def for_machine(marked: str) -> str:
    """Return a paragraph as a translating service gets it: HTML with ``<x id="1">`` in the place of each tag."""
    parts = _split(marked)
    out: list[str] = []
    for at, part in enumerate(parts):
        if at % 3 == 0:
            out.append(escape(part, quote=False))
        elif at % 3 == 2:
            out.append("</x>" if parts[at - 1] else f'<x id="{int(part)}">')
    return "".join(out)


def from_machine(html: str) -> str:
    """Return what came back as a paragraph with numbers again; every other tag is taken out."""
    stack: list[str] = []
    out: list[str] = []
    end = 0
    for match in _OTHER.finditer(html):
        out.append(literal(unescape(html[end : match.start()])))
        end = match.end()
        if match[2].lower() != "x":
            continue
        if match[1]:
            out += [f"</{stack.pop()}>"] if stack else []
        elif number := re.search(r"\d{1,3}", match[0]):
            stack.append(number[0])
            out.append(f"<{number[0]}>")
    out.append(literal(unescape(html[end:])))
    return "".join(out).strip()
