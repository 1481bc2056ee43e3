"""What an editor is told of a source's hub, in sentences. Only reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.wire.actions.hubs import is_reachable, is_safe
from standfirst.wire.models import HubSubscription, WatchedSource


def told(source: WatchedSource, now: datetime) -> list[str]:
    """Return what there is to say of the hub that a source names, and of those that it named before."""
    rows = list(HubSubscription.objects.filter(source=source))
    live = next((row for row in rows if not row.ending), None)
    lines = _of(live, now) if live is not None else _without(source)
    lines += [_("%(hub)s is asked to push no more.") % {"hub": row.hub} for row in rows if row.ending]
    return lines


def _without(source: WatchedSource) -> list[str]:
    if not source.hub:
        return []
    said: dict[str, Any] = {"hub": source.hub}
    if not source.active or source.health == source.Does.GONE:
        why = _("It names the hub %(hub)s. Nothing is asked of it while the source isn't watched.")
    elif not is_reachable():
        why = _(
            "It names the hub %(hub)s, which could push its news. A hub can reach this publication only at a public address "
            "with https; until it has one, the source is asked by the clock."
        )
    elif not is_safe(source):
        why = _(
            "It names the hub %(hub)s, which isn't asked: it has no https, and the feed has. The source is asked by the clock."
        )
    else:
        why = _("It names the hub %(hub)s, which is asked within minutes to push its news.")
    return [why % said]


def _of(row: HubSubscription, now: datetime) -> list[str]:
    said = {"hub": row.hub, "since": _when(row.since), "until": _when(row.lease_ends_at)}
    if row.in_force(now):
        lines = [
            _(
                "Pushed by the hub %(hub)s since %(since)s, until %(until)s; that is renewed before. Asked once a day besides."
            )
            % said
            if not row.failures
            else _(
                "Pushed by the hub %(hub)s since %(since)s, until %(until)s. Renewing failed, so the source is asked by the "
                "clock too."
            )
            % said
        ]
    elif row.awaiting:
        lines = [
            _("The hub %(hub)s was asked to push and has yet to verify it. The source is asked by the clock.")
            % said
        ]
    else:
        lines = [_("The hub %(hub)s doesn't push. The source is asked by the clock.") % said]
    if row.said:
        lines.append(row.said)
    if row.next_check is not None and not row.in_force(now):
        lines.append(_("The hub is asked again: %(when)s.") % {"when": _when(row.next_check)})
    return lines + _deliveries(row)


def _deliveries(row: HubSubscription) -> list[str]:
    lines = []
    if row.deliveries:
        delivered = ngettext(
            "It has sent something once, on %(when)s.",
            "It has sent something %(count)d times, the last time on %(when)s.",
            row.deliveries,
        )
        lines.append(delivered % {"count": row.deliveries, "when": _when(row.delivered_at)})
    elif row.since is not None:
        lines.append(_("It hasn't sent anything yet."))
    if row.refused:
        refused = ngettext(
            "%(count)d delivery without the hub's signature was thrown away unread, on %(when)s.",
            "%(count)d deliveries without the hub's signature were thrown away unread, the last on %(when)s.",
            row.refused,
        )
        lines.append(refused % {"count": row.refused, "when": _when(row.refused_at)})
    return lines


def _when(at: datetime | None) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT") if at is not None else "—"
