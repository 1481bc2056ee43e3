"""What of dossiers waits on the desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from standfirst.dossiers import models as room
from standfirst.dossiers.admin.panels import told
from standfirst.dossiers.resting import stale_sentences
from standfirst.stories.admin.desk import MOST, Entry, List


def waiting(user: Any) -> List | None:
    """Reports from the field that nobody has decided yet."""
    if not user.has_perm("dossiers.change_report"):
        return None
    found = room.Report.objects.filter(state=room.Report.State.WAITING).select_related("dossier", "reporter")
    entries = [
        Entry(
            f"{report.date}: {report.seen[:90]}",
            reverse("standfirst_dossiers:report", args=[report.dossier_id, report.pk]),
            f"{report.dossier} · {report.reporter or _('the public')} · "
            f"{date_format(timezone.localtime(report.arrived_at), 'SHORT_DATETIME_FORMAT')}",
            urgent=report.reporter_id is not None,
        )
        for report in found.order_by("arrived_at", "pk")[:MOST]
    ]
    return List(_("Reports from the field"), entries, "") if entries else None


def outdated(user: Any) -> List | None:
    """Sentences of published stories that were written when a dossier said something else."""
    entries = [
        Entry(
            f"“{stale.sentence[:90]}”",
            reverse("wagtailadmin_pages:edit", args=[story]),
            f"{headline} · {told(stale)}",
        )
        for story, headline, stale in stale_sentences()[:MOST]
    ]
    return List(_("Older than the dossier"), entries, "") if entries else None
