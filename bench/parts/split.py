"""``python -m bench.parts.split``: where the time of a story's page goes, as JSON: milliseconds of processor time."""

from __future__ import annotations

import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

PAGES, PIECE = 500, 250
INSTANT = datetime(2026, 11, 1, tzinfo=UTC)


def main() -> None:
    """Render the newest stories' pages as a helper does, with a watch at each part."""
    django.setup()
    from jinja2 import Template

    from standfirst.bake.compress import Quality
    from standfirst.bake.first import UnsureFiles
    from standfirst.bake.rendering import compressed, outcome
    from standfirst.bake.snapshot import snapshot
    from standfirst.bake.store import FolderStore
    from standfirst.keys.documents import read_ahead
    from standfirst.keys.recording import one_moment
    from standfirst.stories.documents.story import StoryPages

    spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def watch(name: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        spent[name] += time.process_time() - begun

    render = Template.render

    def watched(self: Template, *args: Any, **values: Any) -> str:
        with watch("templates"):
            return render(self, *args, **values)

    paths = list(StoryPages().paths())[-PAGES - PIECE :]
    Template.render = watched  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as place:
        store = FolderStore(Path(place), UnsureFiles(Path(place)))
        for start in range(0, len(paths), PIECE):
            piece = paths[start : start + PIECE]
            if start == PIECE:
                spent.clear()  # the first piece loads templates and locales
            with snapshot(), one_moment():
                with watch("database"):
                    read_ahead(piece)
                with watch("all"):
                    made = [outcome(path, INSTANT).page for path in piece]
            pages = [page for page in made if page is not None]
            with watch("compression"):
                packed = [compressed(page, Quality()) for page in pages]
            assert packed
            with watch("disk"):
                store.put(pages)
    spent["values"] = spent.pop("all") - spent["templates"]
    print(json.dumps({name: seconds * 1000 / min(PAGES, len(paths)) for name, seconds in spent.items()}))


if __name__ == "__main__":
    main()
