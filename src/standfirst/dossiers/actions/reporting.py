"""Reports from the field: who may send them, their arrival, and who read or deleted by whom one was sent."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from standfirst.dossiers import models as room
from standfirst.dossiers.identities import seal, unsealed
from standfirst.keys.changes import changed

MOST_DAYS = 365
MOST_WAITING = 500
"""How many reports of the public may wait for one dossier."""
MOST_A_DAY = 200
"""How many reports one link takes in a day."""
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class TooMany(Exception):
    """More can't be taken now. What was sent isn't kept: the sender is told to send it later."""


class OtherWords(Exception):
    """A report under this uid came before and said something else. Nothing was kept."""


@dataclass(frozen=True)
class Said:
    """One incident as somebody reports it; ``sent_uid`` are the 32 hexadecimal digits that the form made."""

    sent_uid: str
    language: str
    date: str
    seen: str
    how: str
    place: str = ""
    where: str = ""
    type: str = ""
    casualties: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""


_KEPT = ("language", "date", "seen", "how", "place", "where", "type")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    dossier: room.Dossier, identity: dict[str, str], *, days: int, user: Any
) -> tuple[room.Reporter, str]:
    """Accredit somebody for ``days`` days. Returns the record and what their link ends in, which is kept nowhere.

    ``identity`` is their ``name`` and ``contact``.

    Raises:
        KeyMissing: it can't be sealed.
    """
    sealed = seal(identity)
    room.Dossier.objects.select_for_update().get(pk=dossier.pk)
    last = dossier.reporters.aggregate(last=Max("number"))["last"] or 0
    token = secrets.token_urlsafe(24)
    now = timezone.now()
    made = room.Reporter.objects.create(
        dossier=dossier, number=last + 1, identity=sealed, link_hash=_hash(token), invited_by=user, invited_at=now,
        expires_at=now + timedelta(days=min(days, MOST_DAYS)),
    )  # fmt: skip
    log(instance=made, action="wagtail.create", user=user)
    return made, token


@transaction.atomic
def revoke(reporter: room.Reporter, *, user: Any) -> None:
    """Let the link work no longer. What came by it stays."""
    row = room.Reporter.objects.select_for_update().get(pk=reporter.pk)
    if row.link_hash is None:
        return
    row.link_hash, row.revoked_at = None, timezone.now()
    row.save(update_fields=["link_hash", "revoked_at"])
    log(instance=row, action="standfirst.revoke", user=user)


def reporter_of(token: str, now: datetime) -> room.Reporter | None:
    """Return whose link ends in ``token``, where it works at ``now``."""
    found = room.Reporter.objects.select_related("dossier").filter(link_hash=_hash(token)).first()
    return found if found is not None and found.may_report(now) else None


def take_reports(dossier: room.Dossier, on: bool, *, user: Any) -> None:
    """Lead readers of the dossier to the form for reports, or no longer."""
    with transaction.atomic():
        row = room.Dossier.objects.select_for_update().get(pk=dossier.pk)
        if row.takes_reports == on:
            return
        row.takes_reports = on
        row.save(update_fields=["takes_reports"])
        log(instance=row, action="wagtail.edit", user=user)
        changed(row.key)


def receive(dossier: room.Dossier, said: Said, reporter: room.Reporter | None = None) -> room.Report:
    """Keep a report; one that came before under the same uid is returned as it is.

    Raises:
        OtherWords: the one before said something else.
        TooMany: no more are taken now.
        KeyMissing: the sender's contact can't be sealed.
    """
    values: dict[str, Any] = {name: getattr(said, name) for name in _KEPT}
    values["casualties"] = dict(said.casualties)
    before = room.Report.objects.filter(sent_uid=said.sent_uid).first()
    if before is None:
        _make_room(dossier, reporter)
        identity = seal({"contact": said.contact})
        before, made = room.Report.objects.get_or_create(
            sent_uid=said.sent_uid,
            defaults={
                **values, "dossier": dossier, "reporter": reporter, "identity": identity, "receipt": _receipt(),
            },
        )  # fmt: skip
        if made:
            return before
    same = before.dossier_id == dossier.pk and before.reporter_id == (reporter and reporter.pk)
    if not same or any(getattr(before, name) != value for name, value in values.items()):
        raise OtherWords
    return before


def _make_room(dossier: room.Dossier, reporter: room.Reporter | None) -> None:
    if reporter is None:
        waiting = dossier.reports.filter(reporter=None, state=room.Report.State.WAITING)
        full = waiting.count() >= MOST_WAITING
    else:
        day = timezone.now() - timedelta(days=1)
        full = reporter.reports.filter(arrived_at__gt=day).count() >= MOST_A_DAY
    if full:
        raise TooMany


def _receipt() -> str:
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(4)) for _part in range(2))


@transaction.atomic
def forget(of: room.Report | room.Reporter, *, user: Any) -> bool:
    """Delete who it is, for good; a reporter's link ends with it. Reports and what was made of them stay.

    It takes no key. Returns whether there was an identity. What is logged names nobody.
    """
    row: room.Report | room.Reporter = type(of).objects.select_for_update().get(pk=of.pk)
    if not row.identity:
        return False
    row.identity = ""
    row.save(update_fields=["identity"])
    log(instance=row, action="standfirst.forget_identity", user=user)
    if isinstance(row, room.Reporter):
        revoke(row, user=user)
    return True


def read_identity(of: room.Report | room.Reporter, *, user: Any) -> dict[str, str]:
    """Return who it is. That ``user`` read it is in the log before it is read, also where it then can't be.

    Raises:
        KeyMissing: it can't be read.
    """
    log(instance=of, action="standfirst.read_identity", user=user)
    return unsealed(of.identity)
