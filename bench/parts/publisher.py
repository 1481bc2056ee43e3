"""``python -m bench.parts.publisher PORT PUBLISHES``: publishes stories one by one and waits for each over HTTP; JSON.

One process as in ``standfirst serve``: this thread is the web's, beside it runs the thread that bakes. The folder is
served on PORT by a web server of its own. First by the action ``publish``, timed from its commit; then by the admin's
form, timed from sending it, the answer's rendering included.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
import time
from datetime import timedelta
from typing import Any

import django

SETTLE = 30.0
"""Seconds within which everything must be in place, before the measurement is given up."""


def wait_for(port: int, path: str, words: str) -> float:
    """Return the moment at which ``path`` was answered with a page that has ``words``."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    until = time.perf_counter() + SETTLE
    while time.perf_counter() < until:
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status == 200 and words.encode() in body:
            connection.close()
            return time.perf_counter()
        time.sleep(0.001)
    raise SystemExit(f"{path} never came")


def settled(after: int) -> Any:
    """Return the last batch once nothing is left to bake."""
    from standfirst.bake import work
    from standfirst.bake.models import Batch
    from standfirst.keys.models import OutboxEntry

    until = time.perf_counter() + SETTLE
    while time.perf_counter() < until:
        batches = list(Batch.objects.filter(pk__gt=after))
        if batches and not OutboxEntry.objects.exists() and not work.pending():
            return batches
        time.sleep(0.005)
    raise SystemExit("The bake never came to rest.")


def stories(count: int) -> list[Any]:
    """Return drafts with text, a section, topics, a credit and citations, in the languages in turn."""
    from bench.corpus import LANGUAGES, Words
    from standfirst.provenance.models import Agent
    from standfirst.publication.models import Section, Topic
    from standfirst.stories.actions.publish import add_draft
    from standfirst.stories.models import Credit, Story

    dice = random.Random(3)
    words = {language: Words(language) for language in LANGUAGES}
    sections, topics = list(Section.objects.all()), list(Topic.objects.all())
    authors = list(Agent.objects.filter(kind="person", has_profile=True))
    drafts = []
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        lexicon = words[language]
        story = Story(
            title=f"{lexicon.sentence(5, 9).rstrip('.')} {number}",
            standfirst=lexicon.sentence(12, 25),
            section=dice.choice(sections),
            body=[("paragraph", text(lexicon)) for _ in range(6)],
        )
        story.topics = dice.sample(topics, k=2)
        story.credits = [Credit(agent=dice.choice(authors), role="author", sort_order=0)]
        add_draft(story, language)
        drafts.append(story)
    return drafts


def text(lexicon: Any) -> Any:
    """Return a paragraph of running text."""
    from wagtail.rich_text import RichText

    return RichText(f"<p>{lexicon.sentence(30, 70)}</p>")


def by_action(port: int, count: int) -> dict[str, list[float]]:
    """Publish ``count`` stories by the action; return seconds to the page, to all, of the action, and documents."""
    from django.utils import timezone

    from standfirst.bake.models import Batch
    from standfirst.stories.actions import publish
    from standfirst.stories.models import Story

    found: dict[str, list[float]] = {"visible": [], "all": [], "action": [], "documents": []}
    for draft in stories(count):
        last = Batch.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        story = Story.objects.get(pk=draft.pk).get_latest_revision_as_object()
        begun = time.perf_counter()
        story = publish(story, user=None)
        committed, at = time.perf_counter(), timezone.now()
        found["action"].append(committed - begun)
        found["visible"].append(wait_for(port, story.public_path() or "", story.standfirst) - committed)
        batches = settled(last)
        found["all"].append((max(batch.at for batch in batches) - at) / timedelta(seconds=1))
        found["documents"].append(sum(batch.written for batch in batches))
    return found


def body(story: Any) -> dict[str, str]:
    """Return a story's paragraphs as the form sends them: its script makes their fields."""
    sent = {"body-count": str(len(story.body))}
    for number, block in enumerate(story.body):
        words = block.value.source.removeprefix("<p>").removesuffix("</p>")
        line = {"key": "aaaaa", "text": words, "type": "unstyled", "depth": 0}
        content = {"blocks": [{**line, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}
        sent |= {
            f"body-{number}-type": "paragraph", f"body-{number}-order": str(number), f"body-{number}-deleted": "",
            f"body-{number}-id": "", f"body-{number}-value": json.dumps(content),
        }  # fmt: skip
    return sent


def by_form(port: int, count: int) -> dict[str, list[float]]:
    """Publish ``count`` stories by the admin's form; return seconds to the answer and to the page."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse
    from tests.bake.forms import values

    from standfirst.bake.models import Batch
    from standfirst.stories.models import Story

    settings.NO_SECOND_FACTOR = True
    user = get_user_model().objects.filter(is_superuser=True).first()
    if user is None:
        user = get_user_model().objects.create_superuser("bench@example.org", "not-a-real-one-7")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    found: dict[str, list[float]] = {"answer": [], "visible": []}
    for draft in stories(count):
        address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        last = Batch.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        data = values(client.get(address).content) | body(draft) | {"action-publish": "1"}
        begun = time.perf_counter()
        answer = client.post(address, data)
        found["answer"].append(time.perf_counter() - begun)
        if answer.status_code not in {302, 303}:
            raise SystemExit(f"The form was refused: {answer.context['form'].errors}")
        story = Story.objects.get(pk=draft.pk)
        found["visible"].append(wait_for(port, story.public_path() or "", story.standfirst) - begun)
        settled(last)
    return found


def main() -> None:
    """Bake as the publication's own process does, and publish."""
    django.setup()
    from django.conf import settings

    from standfirst.bake import lock
    from standfirst.bake.worker import Baking

    port, count = int(sys.argv[1]), int(sys.argv[2])
    with lock.baking(settings.PUBLIC_ROOT.parent) as held:
        baking = Baking(held)
        baking.make_good()
        baking.start()
        try:
            by_action(port, 3)
            found = {"action": by_action(port, count), "form": by_form(port, max(2, count // 4))}
        finally:
            baking.stop()
            baking.join()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
