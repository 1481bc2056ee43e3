from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from standfirst.bake.compress import Quality
from standfirst.bake.engine import Baker
from standfirst.bake.store import FolderStore
from standfirst.bake.tests.buckets import both, line, server, store
from standfirst.stories.tests.factories import NOON, make_publication

__all__ = ["Site", "both", "line", "server", "site", "store"]


class Site:
    """A small publication's folder, its baker, and a clock that the test sets."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.now: datetime = NOON
        self.store = FolderStore(root)
        self.baker = self.another()

    def another(self, at_step: Callable[[str], None] = lambda _: None, **options: Any) -> Baker:
        return Baker(self.store, options.pop("quality", Quality()), lambda: self.now, at_step, **options)

    def bake(self) -> None:
        while self.baker.step() is not None:
            pass

    def file(self, path: str) -> Path:
        return self.root / (path[1:] + ("index.html" if path.endswith("/") else ""))

    def text(self, path: str) -> str:
        return self.file(path).read_text()


@pytest.fixture
def site(db: None, tmp_path: Path, settings: Any) -> Site:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    make_publication(("en", "az"))
    made = Site(tmp_path / "public")
    made.baker.start()
    made.bake()
    return made
