"""Stories as rows: what ``add_child``, ``save_revision`` and Wagtail's publishing write, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import F
from wagtail.models import Page, PageLogEntry, Revision

from standfirst.provenance.models import Citation
from standfirst.publication.models import StoryContainer
from standfirst.stories.models import Credit, Story


@dataclass
class NewStory:
    """A story that a batch makes."""

    story: Story
    public: bool
    at: datetime | None = None
    """When it was published first, and the publication's day of that moment."""
    day: date | None = None
    citations: list[Citation] = field(default_factory=list)
    revision: Revision | None = None


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


def insert(new: Sequence[NewStory], now: datetime) -> None:
    """Write the stories with their credits, topics, revision, log entry and citations."""
    contents = [each.story.serializable_data() for each in new]
    for each in new:
        _state(each, now)
    stories = [each.story for each in new]
    _insert_pages(stories)
    credits = [credit for story in stories for credit in _credits(story)]
    Credit.objects.bulk_create(credits)
    topics = Story.topics.through
    topics.objects.bulk_create(
        topics(story_id=story.pk, topic_id=topic.pk) for story in stories for topic in story.topics.all()
    )
    for story, content in zip(stories, contents, strict=True):
        _complete(content, story)
    _revisions(new, contents, now)
    Citation.objects.bulk_create(row for each in new for row in each.citations if _under(row, each.story.key))


def _state(each: NewStory, now: datetime) -> None:
    """What publishing, or else keeping a draft, sets on the page."""
    story = each.story
    story.live, story.has_unpublished_changes = each.public, not each.public
    story.last_published_at = now if each.public else None
    if each.public and each.day is not None:
        story.first_published_at = each.at
        story.address_year, story.address_month = each.day.year, each.day.month
    story.latest_revision_created_at = now


def _insert_pages(stories: Sequence[Story]) -> None:
    fields = [each for each in Page._meta.local_concrete_fields if not each.primary_key]
    for story, (pk,) in zip(stories, _insert(Page, stories, fields, returning=True), strict=True):
        story.pk = story.id = story.page_ptr_id = pk
        story._state.adding, story._state.db = False, "default"
    _insert(Story, stories, Story._meta.local_concrete_fields)


def _insert(model: Any, rows: Sequence[Any], fields: Sequence[Any], returning: bool = False) -> list[Any]:
    """Insert ``rows`` into one table of a model that has parents, which ``bulk_create`` refuses to do."""
    most = connection.ops.bulk_batch_size(list(fields), list(rows)) if rows else 1
    written: list[Any] = []
    for start in range(0, len(rows), most):
        written += (
            model._base_manager.all()._insert(
                list(rows[start : start + most]),
                fields=fields,
                using="default",
                returning_fields=[model._meta.pk] if returning else None,
            )
            or []
        )
    return written


def _credits(story: Story) -> list[Credit]:
    credits = list(story.credits.all())
    for credit in credits:
        credit.story_id = story.pk
    return credits


def _complete(content: dict[str, Any], story: Story) -> None:
    """Put the primary keys into a revision's content that was made before there were any."""
    content["pk"] = story.pk
    for said, credit in zip(content["credits"], story.credits.all(), strict=True):
        said["pk"], said["story"] = credit.pk, story.pk


def _revisions(new: Sequence[NewStory], contents: Sequence[dict[str, Any]], now: datetime) -> None:
    kind = ContentType.objects.get_for_model(Story)
    base = ContentType.objects.get_for_model(Page)
    for each, content in zip(new, contents, strict=True):
        each.revision = Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(each.story.pk),
            created_at=now,
            object_str=str(each.story),
            content=content,
        )
    Revision.objects.bulk_create([each.revision for each in new if each.revision])
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE wagtailcore_page SET latest_revision_id = %s, live_revision_id = %s WHERE id = %s",
            [
                (each.revision.pk, each.revision.pk if each.public else None, each.story.pk)
                for each in new
                if each.revision
            ],
        )
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            content_type=kind,
            label=each.story.get_admin_display_title(),
            action=action,
            timestamp=now,
            data={},
            page_id=each.story.pk,
            revision=each.revision if action != "wagtail.create" else None,
            content_changed=True,
        )
        for each in new
        for action in ("wagtail.create", "wagtail.publish" if each.public else "wagtail.edit")
    )


def _under(row: models.Model, key: str) -> bool:
    row.cited_by = key  # type: ignore[attr-defined]
    return True
