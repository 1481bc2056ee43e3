"""Stories as rows: what ``add_child``, ``save_revision`` and Wagtail's publishing write, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page, PageLogEntry, Revision

from standfirst.interchange.ninjs.contents import Contents
from standfirst.keys.inserting import insert, next_keys
from standfirst.provenance.models import Citation
from standfirst.publication.models import StoryContainer
from standfirst.stories.citing import Recognised
from standfirst.stories.models import Credit, Story


@dataclass
class NewStory:
    """A story that a batch makes."""

    story: Story
    public: bool
    at: datetime | None = None
    """When it was published first, and the publication's day of that moment."""
    day: date | None = None
    citations: list[Recognised] = field(default_factory=list)
    revision: int | None = None


def place(container: StoryContainer, stories: Sequence[Story]) -> None:
    """Give ``stories`` their places in the tree, after the last child of ``container``."""
    last = container.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    for number, story in enumerate(stories, step + 1):
        story.depth, story.numchild = container.depth + 1, 0
        story.path = Page._get_path(container.path, story.depth, number)
        story.draft_title = story.title
        story.set_url_path(container)
    StoryContainer.objects.filter(pk=container.pk).update(numchild=F("numchild") + len(stories))


def write(new: Sequence[NewStory], bodies: Sequence[str], now: datetime) -> None:
    """Write the stories with their credits, topics, revision, log entry and citations.

    ``bodies`` are the stories' bodies as the database keeps them.
    """
    revisions = _revisions(new, bodies, now)
    keys = next_keys(Page, len(new))
    for each, key, revision in zip(new, keys, revisions, strict=True):
        _state(each, key, revision["id"], now)
        revision["object_id"] = str(key)
        revision["content"]["pk"] = key
    stories = [each.story for each in new]
    insert(Page, (vars(story) for story in stories))
    insert(Story, ({**vars(story), "body": body} for story, body in zip(stories, bodies, strict=True)))
    _credits(stories, [revision["content"] for revision in revisions])
    insert(
        Story.topics.through,
        (
            {"story_id": story.pk, "topic_id": topic.pk}
            for story in stories
            for topic in story.topics.get_object_list()
        ),
    )
    insert(Revision, revisions)
    insert(PageLogEntry, (entry for each in new for entry in _log(each, now)))
    insert(Citation, ({**vars(row), "cited_by": each.story.key} for each in new for row in each.citations))


def _state(each: NewStory, key: int, revision: int, now: datetime) -> None:
    """What publishing, or else keeping a draft, sets on the page."""
    story = each.story
    story.pk = story.id = story.page_ptr_id = key
    story._state.adding, story._state.db = False, "default"
    story.live, story.has_unpublished_changes = each.public, not each.public
    story.last_published_at = now if each.public else None
    if each.public and each.day is not None:
        story.first_published_at = each.at
        story.address_year, story.address_month = each.day.year, each.day.month
    story.latest_revision_created_at = now
    each.revision = story.latest_revision_id = revision
    story.live_revision_id = revision if each.public else None


def _credits(stories: Sequence[Story], contents: Sequence[dict[str, Any]]) -> None:
    """Write the credits, and put their keys into the revisions' contents, made before there were any."""
    held = [story.credits.get_object_list() for story in stories]
    keys = iter(next_keys(Credit, sum(map(len, held))))
    rows = []
    for story, credits, content in zip(stories, held, contents, strict=True):
        for credit, said in zip(credits, content["credits"], strict=True):
            said["pk"], said["story"] = credit.pk, credit.story_id = next(keys), story.pk
            rows.append(vars(credit))
    insert(Credit, rows)


def _revisions(new: Sequence[NewStory], bodies: Sequence[str], now: datetime) -> list[dict[str, Any]]:
    kind = ContentType.objects.get_for_model(Story).pk
    base = ContentType.objects.get_for_model(Page).pk
    contents = Contents()
    return [
        {
            "id": key,
            "content_type_id": kind,
            "base_content_type_id": base,
            "created_at": now,
            "object_str": str(each.story),
            "content": contents.of(each.story, body),
        }
        for each, body, key in zip(new, bodies, next_keys(Revision, len(new)), strict=True)
    ]


def _log(each: NewStory, now: datetime) -> list[dict[str, Any]]:
    said = {
        "content_type_id": each.story.content_type_id,
        "label": each.story.get_admin_display_title(),
        "timestamp": now,
        "page_id": each.story.pk,
        "content_changed": True,
    }
    done = "wagtail.publish" if each.public else "wagtail.edit"
    return [{**said, "action": "wagtail.create"}, {**said, "action": done, "revision_id": each.revision}]
