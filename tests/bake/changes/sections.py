"""Changes of sections and topics."""

from __future__ import annotations

from datetime import timedelta

from tests.bake.changes.world import Nothing, World, change
from tests.tools.forms import submit


@change
def rename_a_section_through_the_form(world: World) -> None:
    from standfirst.publication.models import Section

    section = world.one(Section.objects.all())
    slug = world.dice.choice((section.slug, section.slug, world.word().lower().replace(" ", "-")))
    names = {"name__en": world.word(), "name__az": world.dice.choice(("", "Xəbər"))}
    submit(world.editor(), f"/admin/snippets/publication/section/edit/{section.pk}/", slug=slug, **names)


@change
def rename_a_topic_through_the_form(world: World) -> None:
    from standfirst.publication.models import Topic

    topic = world.one(Topic.objects.all())
    slug = world.dice.choice((topic.slug, world.word().lower().replace(" ", "-")))
    submit(
        world.editor(), f"/admin/snippets/publication/topic/edit/{topic.pk}/", slug=slug, name__en=world.word(),
        description__en=world.word(),
    )  # fmt: skip


@change
def add_a_topic(world: World) -> None:
    word = world.word()
    submit(world.editor(), "/admin/snippets/publication/topic/add/", name__en=word, slug="")


@change
def cover_a_topic(world: World) -> None:
    from standfirst.publication.models import Topic

    topic = world.one(Topic.objects.all())
    topic.covered_from = world.clock.now + timedelta(hours=world.dice.choice((-5, 5, 30)))
    topic.covered_until = topic.covered_from + timedelta(days=2)
    topic.save()


@change
def delete_a_topic(world: World) -> None:
    from standfirst.publication.models import Topic

    submit(world.editor(), f"/admin/snippets/publication/topic/delete/{world.one(Topic.objects.all()).pk}/")


@change
def add_a_section_below(world: World) -> None:
    from standfirst.publication.models import Section

    parent = world.one(Section.objects.all())
    word = world.word()
    submit(
        world.editor(), "/admin/snippets/publication/section/add/", name__en=word, name__az="", slug="",
        parent=str(parent.pk),
    )  # fmt: skip


@change
def move_a_section(world: World) -> None:
    from django.core.exceptions import ValidationError

    from standfirst.publication.models import Section

    section = world.one(Section.objects.all())
    section.parent = world.dice.choice([None, *Section.objects.exclude(pk=section.pk).order_by("pk")])
    try:
        section.clean()
    except ValidationError as error:
        raise Nothing from error
    section.sort_order = world.dice.randrange(5)
    section.save()


@change
def delete_a_section(world: World) -> None:
    from django.db.models import ProtectedError

    from standfirst.publication.models import Section

    try:
        world.one(Section.objects.all()).delete()
    except ProtectedError as error:
        raise Nothing from error
