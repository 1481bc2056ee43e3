"""Makes the sample publication, with one story withdrawn, and prints what is in it: ``make_sample.py FOLDER``."""

import json
import sys
from pathlib import Path

from standfirst.cli.demo import make_demo
from standfirst.project.start import open_publication

WITHDRAWN = "reprint"
"""The origin of the story that is withdrawn, as its permission has lapsed."""


def _withdraw() -> str:
    from standfirst.readers.models import User
    from standfirst.stories.actions import withdraw
    from standfirst.stories.models import Story

    story = Story.objects.filter(origin=WITHDRAWN, locale__language_code="en").order_by("slug").first()
    assert story is not None, "the sample has no English reprint"
    path = story.public_path()
    withdraw(story, reason="lapsed", user=User.objects.get(), notice="The permission ended today.")
    assert path
    return path


def main(folder: Path) -> None:
    """Make it, and print the editor's password, every path by kind, and the path of the withdrawn story."""
    password = make_demo(folder)
    open_publication(folder)
    from standfirst.keys import documents

    withdrawn = _withdraw()
    paths = {kind.name: list(kind.paths()) for kind in documents.kinds()}
    print(json.dumps({"password": password, "paths": paths, "withdrawn": withdrawn}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
