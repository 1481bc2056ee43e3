"""Refuses markup that is built to exhaust whoever parses it, before a tree is made of it.

libxml2 and html5ever both take quadratic time on very deep nesting or on a tag with very many attributes;
this reads the tags one by one (linear, no tree) and stops at the first excess.
"""

from lxml import etree

MAX_DEPTH = 400
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTES = 500
_STEP = 16 * 1024


class TooTangled(ValueError):
    """Nested too deeply, or too many elements or attributes, for any real page."""


class _Counter:
    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS or len(attributes) > MAX_ATTRIBUTES:
            raise TooTangled

    def end(self, tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        return None


def check_nesting(html: str) -> None:
    """Raises TooTangled. Real article pages nest 20 to 60 deep."""
    parser = etree.HTMLParser(target=_Counter(), huge_tree=False)
    try:
        for start in range(0, len(html), _STEP):
            parser.feed(html[start : start + _STEP])
        parser.close()
    except etree.LxmlError:
        return  # nothing in it that is markup
