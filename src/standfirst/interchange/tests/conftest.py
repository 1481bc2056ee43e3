from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from standfirst.interchange.ninjs.drafting import Choices
from standfirst.interchange.ninjs.running import Tally, run_import
from standfirst.interchange.tests.items import NOW, write
from standfirst.stories.tests.factories import make_publication

Import = Callable[..., Tally]


@pytest.fixture
def digest(db: None) -> None:
    """A publication in English and Russian."""
    make_publication(("en", "ru"))


@pytest.fixture
def do_import(tmp_path: Path) -> Import:
    """Import items (or texts of lines) as a file; ``rejects`` is the list's path."""

    def run(
        items: list[Any], name: str = "lines.jsonl", seen: Any = lambda tally: None, **choices: Any
    ) -> Tally:
        path = write(tmp_path / name, items)
        return run_import(path, Choices(**choices), tmp_path / "rejects", seen, now=NOW)

    return run


@pytest.fixture
def rejects(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "rejects"
