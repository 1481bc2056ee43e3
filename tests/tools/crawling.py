"""The documents of a served publication as a client gets them, each fetched once."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from urllib.parse import quote, urlsplit

from lxml import html

from tests.tools.sample import Sample

READERS = 3
LINKS = ("href", "src", "poster", "action", "srcset", "imagesrcset")


@dataclass(frozen=True)
class Answer:
    """One answer."""

    path: str
    status: int
    headers: Message
    body: bytes

    @property
    def media_type(self) -> str:
        """``text/html`` and its like, without parameters."""
        return self.headers.get_content_type()

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The parsed HTML."""
        return html.document_fromstring(self.body.decode())

    def meta(self, name: str) -> str:
        """Return the content of ``<meta name=...>`` or ``<meta property=...>``, empty without one."""
        found = self.tree.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
        return str(found[0]) if found else ""

    def links(self) -> Iterator[str]:
        """Yield the absolute-or-not address of everything that the page points to."""
        for element in self.tree.iter():
            for name in LINKS:
                value = element.get(name)
                if value and "srcset" in name:
                    yield from (part.split()[0] for part in value.split(",") if part.strip())
                elif value is not None:
                    yield value


def get(sample: Sample, path: str, **headers: str) -> Answer:
    """Ask for ``path``, not following redirects."""
    address = urlsplit(sample.base)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
    try:
        connection.request("GET", quote(path, safe="/?=&%+~:"), headers=headers)
        answer = connection.getresponse()
        return Answer(path, answer.status, answer.headers, answer.read())
    finally:
        connection.close()


class Site:
    """All documents of ``sample``."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self._known: dict[str, Answer] = {}

    def get(self, path: str) -> Answer:
        """Return the answer at ``path``, asked for on first use."""
        if path not in self._known:
            self._known[path] = get(self.sample, path)
        return self._known[path]

    def fetch(self, paths: list[str]) -> list[Answer]:
        """Return the answers at ``paths``."""
        with ThreadPoolExecutor(READERS) as pool:
            return list(pool.map(self.get, paths))

    @cached_property
    def documents(self) -> dict[str, Answer]:
        """Every document in the document list, by path."""
        return {answer.path: answer for answer in self.fetch(self.sample.every_path())}

    @cached_property
    def pages(self) -> dict[str, Answer]:
        """Every whole HTML page, by path: not the fragments that scripts fetch."""
        fragments = set(self.sample.paths["rail"])
        return {
            path: answer
            for path, answer in self.documents.items()
            if answer.media_type == "text/html" and path not in fragments
        }
