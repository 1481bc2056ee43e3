"""Time, and what it brings."""

from __future__ import annotations

from datetime import timedelta

from tests.bake.changes.world import World, change


@change
def time_passes(world: World) -> None:
    from standfirst.publication.actions import renew_security_contact
    from standfirst.stories.actions import lapse_permissions

    world.clock.now += timedelta(hours=world.dice.choice((1, 7, 30, 80, 1000)))
    lapse_permissions(world.clock.now)
    renew_security_contact(world.clock.now.date())


@change
def a_permission_lapses(world: World) -> None:
    from standfirst.provenance.models import Permission
    from standfirst.stories.actions import lapse_permissions

    permission = world.one(Permission.objects.filter(valid_until__isnull=False))
    world.clock.now += timedelta(days=max((permission.valid_until - world.clock.now.date()).days, 0) + 1)
    lapse_permissions(world.clock.now)


@change
def schedule_and_let_it_come(world: World) -> None:
    from django.core.management import call_command

    from standfirst.stories.tests.factories import make_draft

    draft = make_draft(title=world.word())
    draft.go_live_at = world.clock.now + timedelta(hours=2)
    draft.save_revision().publish()
    world.clock.now += timedelta(hours=3)
    call_command("publish_scheduled", verbosity=0)
