"""Makes the sample publication, with a story withdrawn and a page moved, and says what is in it: ``make_sample.py FOLDER``."""

import json
import sys
from pathlib import Path

from standfirst.cli.demo import make_demo
from standfirst.project.start import open_publication

WITHDRAWN = "reprint"
"""The origin of the story that is withdrawn, as its permission has lapsed."""
READER = "reader@example.org"


def _reader(password: str) -> None:
    """Add a reader who has saved a story and follows a topic."""
    from allauth.account.models import EmailAddress

    from standfirst.publication.models import Topic
    from standfirst.readers import actions
    from standfirst.readers.models import User
    from standfirst.stories.models import Story

    user = User.objects.create_user(READER, password)
    EmailAddress.objects.create(user=user, email=READER, verified=True, primary=True)
    story = Story.objects.filter(origin="summary", locale__language_code="en").first()
    topic = Topic.objects.first()
    assert story and topic
    actions.save_story(user, story)
    actions.follow_topic(user, topic)


def _app_paths() -> list[str]:
    """Return the English address of every app page that takes no argument, in the order of the address list."""
    from django.urls import URLPattern, URLResolver

    from standfirst.project.urls import app_pages

    def below(patterns: list[URLPattern | URLResolver], prefix: str) -> list[str]:
        found = []
        for each in patterns:
            route = prefix + str(each.pattern)
            found += below(each.url_patterns, route) if isinstance(each, URLResolver) else [route]
        return found

    return [f"/_/en/{route}" for route in dict.fromkeys(below(app_pages, "")) if not set(route) & set("<(^")]


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


def _move() -> None:
    """Give a standing page another address: what stood at the old one leads there."""
    from standfirst.publication.models import StandingPage

    page = StandingPage.objects.get(role="terms", locale__language_code="en")
    page.slug = "rules"
    page.save_revision().publish()


def main(folder: Path) -> None:
    """Make it, and print what ``Sample`` says of it."""
    password = make_demo(folder)
    open_publication(folder)
    from standfirst.keys import documents

    withdrawn = _withdraw()
    _move()
    _reader(password)
    paths = {kind.name: list(kind.paths()) for kind in documents.kinds()}
    said = {"password": password, "paths": paths, "withdrawn": withdrawn, "app_paths": _app_paths()}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
