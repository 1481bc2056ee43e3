"""Taking an item: one holder for each language, whom everybody sees, until it is given back, handed over or lapses."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.fetch import Network
from standfirst.stories.actions import Refused
from standfirst.wire.actions.articles import article
from standfirst.wire.actions.importing import REFUSALS, Wanted
from standfirst.wire.actions.importing import take as take_page
from standfirst.wire.actions.rights import Rights
from standfirst.wire.actions.uses import choose
from standfirst.wire.models import Assignment, Intake, Item

HOLD = timedelta(hours=24)
"""How long an assignment lasts unless its holder says that the work goes on."""


def open_assignments() -> Any:
    """Return those that hold now."""
    return Assignment.objects.filter(ended_at=None).select_related("holder", "item")


def hold(item: Item, language: str, origin: str, user: Any, *, at: datetime | None = None) -> Assignment:
    """Take an item for one language; whoever has it already keeps it, and its time begins anew.

    Raises:
        Refused: somebody else holds it.
    """
    now = at or timezone.now()
    lapse(now)
    held = open_assignments().filter(item=item, language=language).first()
    if held is None:
        try:
            with transaction.atomic():
                held = Assignment.objects.create(
                    item=item,
                    language=language,
                    origin=origin,
                    holder=user,
                    taken_at=now,
                    lapses_at=now + HOLD,
                )
                log(instance=item, action="standfirst.take", user=user, title=str(item))
            return held
        except IntegrityError:
            held = open_assignments().get(item=item, language=language)
    if held.holder_id != user.pk:
        raise Refused([_held_by(held)])
    held.lapses_at, held.origin = now + HOLD, origin
    held.save(update_fields=["lapses_at", "origin"])
    return held


def _held_by(held: Assignment) -> str:
    return _("%(who)s has taken this in %(language)s, until %(when)s. Ask for it to be handed over.") % {
        "who": held.holder.get_full_name() or held.holder,
        "language": held.language,
        "when": date_format(timezone.localtime(held.lapses_at), "SHORT_DATETIME_FORMAT"),
    }


def take_item(item: Item, language: str, origin: str, *, user: Any, network: Network) -> Intake:
    """Take an item and make a draft of its page, which is read now. Where that fails nobody holds it.

    Raises:
        Refused: rights don't allow it, somebody else holds it, or its host can't be asked now.
        FetchError, ExtractionRefused, ImportRefused: its page can't be had, or is here already.
    """
    choice = next(each for each in Rights([item]).choices(item, language) if each.origin == origin)
    if not choice.ok:
        raise Refused(list(choice.reasons))
    held = hold(item, language, origin, user)
    if held.story_id is not None:
        raise Refused([_("You have made a draft of it already: “%(title)s”.") % {"title": held.story}])
    try:
        content = article(item, network=network)
        wanted = Wanted(
            language,
            origin,
            outlet=str(item.outlet),
            section=item.source.section if item.source else None,
            user=user,
            original=choice.permission.original if choice.permission else None,
        )
        intake = take_page(content, wanted)
    except (*REFUSALS, Refused):
        release(held, user=user)
        raise
    held.story = intake.story
    held.save(update_fields=["story"])
    if choice.permission is not None:
        # What the page says outranks the feed: where that closes the way, the draft's own form says why.
        with suppress(Refused):
            choose(intake, f"{origin}:{choice.permission.pk}", user=user)
    return intake


def release(held: Assignment, *, user: Any) -> None:
    """Give an item back."""
    _end(held, Assignment.Ended.RELEASED, timezone.now())
    log(instance=held.item, action="standfirst.release", user=user, title=str(held.item))


@transaction.atomic
def hand_over(held: Assignment, to: Any, *, user: Any) -> Assignment:
    """Give an item, and the draft made of it, to somebody else; their time begins now.

    Raises:
        Refused: it is theirs already, or nobody's any more.
    """
    if held.ended_at is not None or held.holder_id == to.pk:
        raise Refused([_("This can't be handed over: it has ended, or is theirs already.")])
    now = timezone.now()
    _end(held, Assignment.Ended.HANDED, now)
    log(instance=held.item, action="standfirst.hand_over", user=user, title=str(held.item))
    return Assignment.objects.create(
        item=held.item,
        language=held.language,
        origin=held.origin,
        story=held.story,
        holder=to,
        taken_at=now,
        lapses_at=now + HOLD,
    )


def go_on(held: Assignment) -> None:
    """Let an assignment's time begin anew."""
    held.lapses_at = timezone.now() + HOLD
    held.save(update_fields=["lapses_at"])


def lapse(at: datetime) -> None:
    """End what has had its time, and what readers have by now."""
    still = Assignment.objects.filter(ended_at=None)
    still.filter(story__address_year__isnull=False).update(ended_at=at, ended=Assignment.Ended.DONE)
    still.filter(lapses_at__lte=at).update(ended_at=at, ended=Assignment.Ended.LAPSED)


def _end(held: Assignment, how: str, at: datetime) -> None:
    held.ended_at, held.ended = at, how
    held.save(update_fields=["ended_at", "ended"])


def pass_over(items: Any, why: str, *, user: Any) -> int:
    """Note that nobody wants these items (a query), and why. Those that somebody holds are left; returns how many."""
    free = items.filter(passed_at=None).exclude(assignments__in=Assignment.objects.filter(ended_at=None))
    return int(free.update(passed_at=timezone.now(), passed_by=user, passed_why=why.strip()[:300]))


def take_up_again(item: Item) -> None:
    """Take back that an item was passed."""
    item.passed_at, item.passed_by, item.passed_why = None, None, ""
    item.save(update_fields=["passed_at", "passed_by", "passed_why"])
