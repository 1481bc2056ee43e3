"""Asking a public archive for copies of cited pages, where the publication allows it, and writing addresses of copies down."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from standfirst.fetch import Network
from standfirst.fetch.hosts import host_of
from standfirst.fetch.turns import TURNS, HostBusy
from standfirst.fetch.waits import A_DAY
from standfirst.provenance.archives import ASKED, Memento, Told, ask_to_keep, find
from standfirst.provenance.copies import REFUSED
from standfirst.provenance.models import ArchivedCopy, LinkCheck, Source
from standfirst.publication.models import Publication

NETWORK = Network()
PORTION = 3
"""Pages asked for in one go: the archive is one host for all of them."""
FRESH = timedelta(days=30)
"""An archived copy of a page that answers is new enough when it is no older."""
_AGAIN = timedelta(days=30)
PATIENCE = 15.0


def the_archive() -> Publication | None:
    """Return the publication where it lets a public archive be asked; else None."""
    return Publication.objects.filter(asks_archive=True).exclude(archive_lookup="").first()


def archive_due(sources: QuerySet[Source], at: datetime) -> QuerySet[Source]:
    """Narrow ``sources`` to those whose pages an archive is to be asked for by ``at``; none where it may not be."""
    if the_archive() is None:
        return sources.none()
    return sources.filter(link_check__archive_due_at__lte=at, link_check__url=F("url")).order_by(
        "link_check__archive_due_at", "pk"
    )


def ask_archive_portion(sources: QuerySet[Source], at: datetime) -> int:
    """Ask for up to three pages that are due. Returns how many."""
    done = 0
    for source in archive_due(sources.select_related("link_check"), at)[:PORTION]:
        try:
            ask_archive(source, at)
        except HostBusy:
            break
        done += 1
    return done


def ask_archive(source: Source, at: datetime) -> Told:
    """Ask the archive for a copy of a source's page; ask it to make one where it has no new one and the site allows copies.

    Takes up to a minute and a half. No transaction is open meanwhile.

    Raises:
        HostBusy: its turn didn't come.
    """
    archive = the_archive()
    check: LinkCheck = source.link_check
    if archive is None:
        return Told()
    near = check.kept_at or check.failing_since or at
    told = _ask(archive.archive_lookup, source.url, near, ask=False)
    is_new = told.memento is not None and at - told.memento.at <= FRESH
    may_ask = archive.archive_save and not check.problem and check.not_kept not in REFUSED
    if may_ask and not is_new and told.wait is None:
        kept = _ask(archive.archive_save, source.url, at, ask=True)
        told = kept if kept.memento else Told(told.memento, kept.said, kept.wait)
    _note(source, told, at)
    return told


def _ask(address: str, url: str, near: datetime, *, ask: bool) -> Told:
    host = host_of(address)
    with TURNS.waited_for(host, PATIENCE):
        told = (ask_to_keep if ask else find)(address, url, near, contact=settings.BASE_URL, network=NETWORK)
    if told.wait is not None:
        TURNS.leave_alone(host, timezone.now() + min(told.wait, A_DAY))
    return told


def _note(source: Source, told: Told, at: datetime) -> None:
    check = LinkCheck.objects.get(source=source)
    again = A_DAY if told.said == ASKED and check.archive_said != ASKED else _AGAIN
    with transaction.atomic():
        if told.memento is not None:
            write_down(source, told.memento)
        LinkCheck.objects.filter(pk=check.pk).update(
            archive_said=told.said, archive_due_at=at + max(again, told.wait or again) if told.said else None
        )


def write_down(source: Source, memento: Memento) -> bool:
    """Keep the address of an archived copy; False where it is known already."""
    _copy, made = ArchivedCopy.objects.get_or_create(
        source=source, url=memento.url, defaults={"captured_at": memento.at}
    )
    return made
