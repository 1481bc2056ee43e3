"""Changes of agents, sources, citations, originals and permissions."""

from __future__ import annotations

from tests.bake.changes.world import World, change
from tests.tools.forms import submit


@change
def rename_a_person_through_the_form(world: World) -> None:
    from standfirst.provenance.models import Agent

    agent = world.one(Agent.objects.all())
    slug = world.dice.choice((agent.slug, world.word().lower().replace(" ", "-")))
    profile = world.dice.choice((["on"], ["on"], None))
    submit(
        world.editor(), f"/admin/snippets/provenance/agent/edit/{agent.pk}/", slug=slug, name__en=world.word(),
        description__en=world.word(), has_profile=profile,
    )  # fmt: skip


@change
def rename_all_people_at_once(world: World) -> None:
    from standfirst.keys.changes import changed
    from standfirst.provenance.models import Agent

    agents = list(Agent.objects.filter(kind="person"))
    for agent in agents:
        agent.name = {"en": world.word()}
    Agent.objects.bulk_update(agents, ["name"])
    changed("index:people", *(f"agent:{agent.uid}" for agent in agents))


@change
def make_a_person_an_outlet(world: World) -> None:
    from standfirst.provenance.models import Agent

    agent = world.one(Agent.objects.exclude(slug__in=("tass", "interfax", "gazette")))
    agent.kind = world.dice.choice(("person", "desk", "outlet"))
    agent.save()


@change
def change_a_source(world: World) -> None:
    from standfirst.provenance.models import ArchivedCopy, LinkCheck, Source

    source = world.one(Source.objects.all())
    match world.dice.randrange(3):
        case 0:
            source.title = world.word()
            source.date = world.dice.choice((source.date, source.date, "2026-02-20", "2026-03-03"))
            source.save()
        case 1:
            ArchivedCopy.objects.create(
                source=source, url="https://archive.example/1", captured_at=world.clock.now
            )
        case _:
            gone = world.dice.random() < 0.5
            LinkCheck.objects.update_or_create(
                source=source,
                defaults={
                    "checked_at": world.clock.now,
                    "status": 404 if gone else 200,
                    "broken": gone,
                    "gone_since": world.clock.now if gone else None,
                    "kept_at": world.dice.choice((None, world.clock.now)),
                },
            )


@change
def dismiss_or_tie_a_citation(world: World) -> None:
    from standfirst.provenance.models import Citation, Source
    from standfirst.stories.actions import correct_citation

    citation = world.one(Citation.objects.filter(cited_by__startswith="story:"))
    if world.dice.random() < 0.4:
        correct_citation(citation, dismiss=True)
    else:
        correct_citation(citation, world.one(Source.objects.all()))


@change
def change_an_original(world: World) -> None:
    from standfirst.provenance.models import Agent, Original

    original = world.one(Original.objects.all())
    original.title, original.licence = world.word(), world.dice.choice(("", "CC BY 4.0"))
    if world.dice.random() < 0.5:
        original.outlet = world.one(Agent.objects.filter(kind=Agent.Kind.OUTLET))
    original.save()


@change
def change_a_permission_through_the_form(world: World) -> None:
    from standfirst.provenance.models import Permission

    permission = world.one(Permission.objects.all())
    submit(
        world.editor(), f"/admin/snippets/provenance/permission/edit/{permission.pk}/",
        granted_by=world.word(), robots=world.dice.choice(("default", "index", "noindex", "canonical")),
        valid_until=world.dice.choice(("2026-04-01", "2026-05-01", "2026-03-05")),
    )  # fmt: skip
