"""Changes of several stories at once, in the admin."""

from __future__ import annotations

from typing import Any

from tests.bake.changes.world import Nothing, World, change


@change
def unpublish_in_bulk(world: World) -> None:
    _bulk(world, "unpublish", 2)


@change
def publish_in_bulk(world: World) -> None:
    from standfirst.stories.models import Story

    drafts = list(Story.objects.filter(has_unpublished_changes=True).order_by("pk")[:2])
    _bulk(world, "publish", 0, drafts)


@change
def delete_in_bulk(world: World) -> None:
    from standfirst.stories.models import Story

    found = Story.objects.filter(versions__isnull=True, changes__isnull=True)
    _bulk(world, "delete", 0, [world.one(found)])


def _bulk(world: World, action: str, count: int, stories: list[Any] | None = None) -> None:
    from django.urls import reverse

    from standfirst.stories.models import Story
    from standfirst.stories.public import public

    chosen = (
        stories
        if stories is not None
        else world.dice.sample(list(public(Story.objects.order_by("pk"))), count)
    )
    if not chosen:
        raise Nothing
    query = "&".join(f"id={story.pk}" for story in chosen)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    answer = world.editor().post(f"{url}?{query}&next=/admin/", {})
    assert answer.status_code == 302, answer.content[:500]
