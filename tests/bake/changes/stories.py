"""Changes of stories, one at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.bake.changes.world import Nothing, World, change, rich, stream
from tests.bake.making import CITED
from tests.tools.forms import submit


def _fields(world: World) -> dict[str, Any]:
    from standfirst.media.models import Picture
    from standfirst.publication.models import Section, Topic

    topics = [topic.slug for topic in Topic.objects.order_by("pk")]
    return {
        "title": world.word(),
        "text": world.dice.choice((CITED, "It says (Interfax, February 21, 2026).", "Plain words.")),
        "topics": world.dice.sample(topics, min(len(topics), world.dice.randrange(3))),
        "section": world.one(Section.objects.all()).slug,
        "credit": world.dice.choice(("Desk", "Leyla Mammadova")),
        "lead_picture": world.dice.choice([None, *Picture.objects.order_by("pk")]),
    }


@change
def publish_a_story(world: World) -> None:
    from standfirst.stories.tests.factories import make_story

    make_story(world.dice.choice(("en", "en", "az")), at=world.at(), **_fields(world))


@change
def publish_through_the_form(world: World) -> None:
    from django.urls import reverse

    from standfirst.media.models import Picture
    from standfirst.provenance.models import Agent
    from standfirst.publication.models import Section, StandingPage, StoryContainer

    holder = StoryContainer.objects.get(locale__language_code="en")
    credit = world.one(Agent.objects.filter(kind__in=("person", "desk")))
    body = [
        ("paragraph", rich(CITED)),
        ("paragraph", rich("See there.", world.one(StandingPage.objects.all()))),
    ]
    shown = Picture.objects.order_by("pk").last()
    if shown is not None:
        body.append(("picture", {"picture": str(shown.pk), "caption": "A -- caption"}))
    submit(
        world.editor(),
        reverse("wagtailadmin_pages:add", args=["stories", "story", holder.pk]),
        title=world.word(), slug="", standfirst="By the form.", section=str(world.one(Section.objects.all()).pk),
        **stream(body),
        **{"credits-TOTAL_FORMS": "1", "credits-0-agent": str(credit.pk), "credits-0-role": "author",
           "credits-0-ORDER": "1", "credits-0-id": "", "action-publish": "1", "comments-TOTAL_FORMS": "0"},
    )  # fmt: skip


def _edit(world: World, story: Any, **changes: Any) -> None:
    from django.urls import reverse

    blocks: list[tuple[str, Any]] = []
    for block in story.get_latest_revision_as_object().body:
        if block.block_type == "paragraph":
            text = " ".join(
                part for part in block.value.source.replace("<p>", " ").replace("</p>", " ").split()
            )
            blocks.append(("paragraph", rich(text)))
    submit(world.editor(), reverse("wagtailadmin_pages:edit", args=[story.pk]), **(stream(blocks) | changes))


@change
def correct_through_the_form(world: World) -> None:
    kind = world.dice.choice(("minor", "update", "correction"))
    _edit(
        world, world.story(), title=world.word(), change_kind=kind, change_text="It was otherwise.",
        terms=world.dice.choice(("", "no", "CC-BY-ND-4.0")),
        **stream([("paragraph", rich(f"{world.word()} {CITED}"))]), **{"action-publish": "1"},
    )  # fmt: skip


@change
def keep_a_draft(world: World) -> None:
    _edit(world, world.story(), title=world.word())


@change
def correct_a_story(world: World) -> None:
    from standfirst.stories.tests.factories import change_text

    world.clock.now += timedelta(minutes=1)
    kind = world.dice.choice(("minor", "update", "correction"))
    text = world.dice.choice((CITED, "Other words.", "It says (Interfax, February 21, 2026)."))
    change_text(world.story(), f"{world.word()}. {text}", kind, "It was otherwise.", world.clock.now)


@change
def move_between_sections_and_topics(world: World) -> None:
    from standfirst.publication.models import Section, Topic
    from standfirst.stories.actions import NewChange, publish

    story = world.story()
    story.section = world.one(Section.objects.all())
    story.more_sections = world.dice.sample(list(Section.objects.order_by("pk")), world.dice.randrange(2))
    story.topics = world.dice.sample(
        list(Topic.objects.order_by("pk")), min(Topic.objects.count(), world.dice.randrange(3))
    )
    publish(story, user=None, change=NewChange("minor"), at=world.clock.now)


@change
def change_credits(world: World) -> None:
    from standfirst.provenance.models import Agent
    from standfirst.stories.actions import NewChange, publish
    from standfirst.stories.models import Credit

    story = world.story()
    agents = list(Agent.objects.exclude(kind="outlet").order_by("pk"))
    if len(agents) < 2:
        raise Nothing
    agents = world.dice.sample(agents, 2)
    roles = ("author", "editor")
    pairs = enumerate(zip(agents, roles, strict=True))
    story.credits = [Credit(agent=agent, role=role, sort_order=n) for n, (agent, role) in pairs]
    publish(story, user=None, change=NewChange("minor"), at=world.clock.now)


@change
def withdraw_a_story(world: World) -> None:
    from standfirst.stories.actions import withdraw

    withdraw(
        world.story(),
        reason=world.dice.choice(("editor", "removed")),
        user=None,
        at=world.clock.now,
        notice="Gone.",
    )


@change
def withdraw_through_the_admin(world: World) -> None:
    from django.urls import reverse

    submit(
        world.editor(), reverse("standfirst_stories:withdraw", args=[world.story().pk]), notice="Not ours."
    )


@change
def give_back(world: World) -> None:
    from standfirst.stories.actions import Refused, restore
    from standfirst.stories.models import Story

    try:
        restore(
            world.one(Story.objects.filter(withdrawn__in=("editor", "lapsed"))), user=None, at=world.clock.now
        )
    except Refused as refused:
        raise Nothing from refused


@change
def delete_a_story(world: World) -> None:
    from django.db import transaction

    from standfirst.stories.models import Story

    found = Story.objects.filter(versions__isnull=True, changes__isnull=True)
    story = Story.objects.get(pk=world.one(found).pk)
    # As the admin deletes: killed half-way, the tree of pages would count other children than it has.
    with transaction.atomic():
        story.delete()


@change
def add_a_translation(world: World) -> None:
    from standfirst.stories.actions import publish
    from standfirst.stories.models import Story
    from standfirst.stories.tests.factories import make_draft

    story = world.story("en")
    if Story.objects.filter(translation_key=story.translation_key).count() > 1:
        raise Nothing
    twin = make_draft("az", title=f"{world.word()} az")
    twin.translation_key = story.translation_key
    twin.save(clean=False)
    publish(twin, user=None, at=world.clock.now)


@change
def publish_a_reprint(world: World) -> None:
    from standfirst.provenance.models import Permission
    from standfirst.stories.actions import Refused
    from standfirst.stories.tests.factories import make_original, make_story

    try:
        make_story(
            at=world.clock.now, title=world.word(), origin="reprint", original=make_original(),
            permission=world.one(Permission.objects.all()),
        )  # fmt: skip
    except Refused as refused:
        raise Nothing from refused
