"""Dossiers: made, changed, hidden, renamed, deleted."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from tests.bake.changes.world import WORDS, Nothing, World, change


def _dossier(world: World) -> Any:
    from standfirst.dossiers.models import Dossier

    return world.one(Dossier.objects.all())


@change
def publish_a_dossier(world: World) -> None:
    from standfirst.dossiers.actions import DossierExists
    from tests.bake.making import dossier

    try:
        dossier(world.dice.choice(WORDS), live=world.dice.random() < 0.8)
    except DossierExists as error:
        raise Nothing from error


@change
def change_a_dossier(world: World) -> None:
    from standfirst.dossiers import actions
    from standfirst.dossiers.models import Claim

    found = _dossier(world)
    day = world.clock.now.date() + timedelta(days=world.dice.choice((-3, 0, 2)))
    said = {
        "id": f"c{world.dice.randrange(5)}", "about": "guards", "asserter": world.dice.choice(("south", "herald", "monitor")),
        "via": ["g1"], "recorded": day.isoformat(), "says": world.dice.choice(("within", "exceeded")),
    }  # fmt: skip
    there = Claim.objects.filter(dossier=found, ident=said["id"]).exists()
    removed = there and world.dice.random() < 0.3
    actions.change(
        found,
        [actions.Edit("claims", str(said["id"]) if there else None, None if removed else said)],
        user=None,
        why="",
        day=day,
    )


@change
def open_or_close_a_form_for_reports(world: World) -> None:
    from standfirst.dossiers.actions.reporting import take_reports

    found = _dossier(world)
    take_reports(found, not found.takes_reports, user=None)


@change
def show_or_hide_a_dossier(world: World) -> None:
    from standfirst.dossiers.actions import store
    from standfirst.dossiers.loading import load

    found = _dossier(world)
    store(load(found), user=None, why="", dossier=found, live=not found.live)


@change
def rename_a_dossier(world: World) -> None:
    from standfirst.dossiers.actions import store
    from standfirst.dossiers.loading import load
    from standfirst.dossiers.reckoning import dossier_data, read_data

    found = _dossier(world)
    data = dossier_data(load(found))
    data["dossier"] |= {
        "title": {"en": world.word()},
        "languages": world.dice.choice((["en"], ["az"], ["en", "az"])),
    }
    store(read_data(data), user=None, why="", dossier=found)


@change
def delete_a_dossier(world: World) -> None:
    _dossier(world).delete()


@change
def show_a_dossier_in_a_story(world: World) -> None:
    from standfirst.stories.tests.factories import make_story, paragraph

    slug, rest = _dossier(world).slug, world.dice.choice(("", "provisions/guards/", "provisions/none/"))
    resting = {"sentence": world.word(), "claims": "c1", "written": "2020-06-11: verdict exceeded, alleged"}
    box = {
        "address": f"/en/dossiers/{slug}/{rest}",
        "chart": world.dice.random() < 0.5,
        "sentences": [resting] if rest and world.dice.random() < 0.5 else [],
    }
    body = [paragraph(f"<p>{world.word()}</p>"), {"type": "dossier", "value": box, "id": str(uuid.uuid4())}]
    make_story(title=world.word(), body=body, at=world.clock.now)
