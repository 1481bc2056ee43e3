"""A seeded, synthetic corpus of ninjs lines: about 800 words a story, 12 sections, 200 topics, citations, links."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

SECTIONS, TOPICS, DESKS, WORDS = 12, 200, 40, 6000
OUTLETS = (
    "Interfax",
    "TASS",
    "Reuters",
    "EDM",
    "AzerTAc",
    "Armenpress",
    "Kommersant",
    "BBC News",
    "RFE/RL",
    "Trend",
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
FIRST = datetime(2023, 1, 1, 8, tzinfo=UTC)


class Corpus:
    """Makes the same items for the same seed, in the order of publication."""

    def __init__(self, seed: int = 20261124) -> None:
        self.random = random.Random(seed)
        letters = "aeiouaeiou" + "bcdfghklmnprstvz"
        self.words = [
            "".join(self.random.choice(letters) for _ in range(self.random.randint(2, 10)))
            for _ in range(WORDS)
        ]
        # Words of a language come by rank: the few common ones make half of a text.
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))

    def _sentence(self, length: int) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=length)
        return " ".join(words).capitalize()

    def _paragraph(self, number: int, moment: datetime) -> str:
        random = self.random
        parts = [f"{self._sentence(random.randint(9, 20))}." for _ in range(random.randint(4, 6))]
        if number < 6:
            parts.insert(
                1, f'<a href="https://example.org/{random.choice(self.words)}">{self._sentence(3)}</a>.'
            )
        if number % 4 == 1:
            parts[-1] = f"{parts[-1][:-1]} ({self._cited(moment)}; {self._cited(moment)})."
        return f"<p>{' '.join(parts)}</p>"

    def _cited(self, moment: datetime) -> str:
        day = moment - timedelta(days=self.random.randint(0, 200))
        return f"{self.random.choice(OUTLETS)}, {MONTHS[day.month - 1]} {day.day}, {day.year}"

    def item(self, number: int) -> dict[str, Any]:
        """Return the item with this number; call with 0, 1, 2 ... in order."""
        random = self.random
        moment = FIRST + timedelta(minutes=70 * number)
        topics = random.sample(range(TOPICS), random.randint(2, 4))
        html = "".join(self._paragraph(n, moment) for n in range(12))
        return {
            "standard": {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"},
            "uri": f"https://archive.example/stories/{number}",
            "type": "text",
            "representationType": "full",
            "version": "1",
            "firstCreated": moment.isoformat(),
            "versionCreated": moment.isoformat(),
            "pubStatus": "usable",
            "language": "en",
            "title": f"{self._sentence(random.randint(5, 9))} {number}",
            "headlines": [{"role": "main", "contentType": "text/plain", "value": f"{self._sentence(8)} {number}"}],
            "descriptions": [{"role": "standfirst", "contentType": "text/plain", "value": f"{self._sentence(22)}."}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": html}],
            "people": [{"name": f"Author {random.randrange(DESKS)}", "rel": "author"}],
            "subjects": [
                {"name": f"Section {number % SECTIONS}", "rel": "section"},
                *({"name": f"Topic {topic}", "rel": "topic"} for topic in topics),
            ],
            "genres": [{"name": random.choice(("news", "news", "news", "analysis", "opinion"))}],
        }  # fmt: skip

    def items(self, count: int) -> Iterator[dict[str, Any]]:
        """Yield the first ``count`` items."""
        return (self.item(number) for number in range(count))


def write(path: Path, count: int) -> None:
    """Write ``count`` items as lines."""
    with path.open("w", encoding="utf-8") as file:
        for item in Corpus().items(count):
            file.write(json.dumps(item, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
