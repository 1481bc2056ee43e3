"""An item becomes a claim in a dossier; that it did stays with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from standfirst.dossiers.actions import Edit, change
from standfirst.dossiers.models import Claim, Dossier
from standfirst.provenance.models import Source
from standfirst.stories.zone import day_of
from standfirst.wire.models import Item, ItemClaim


@transaction.atomic
def claim(
    item: Item,
    dossier: Dossier,
    edits: Sequence[Edit],
    *,
    user: Any,
    why: str,
    day: date,
    number: int | None = None,
) -> ItemClaim:
    """Do ``edits``, one of which adds a claim, and keep that the claim was made of ``item``.

    Raises:
        DossierErrors: everything that would be wrong with the dossier then.
        Outdated: somebody changed the dossier since ``number``.
    """
    change(dossier, edits, user=user, why=why, day=day, number=number)
    ident = next(edit.data["id"] for edit in edits if edit.section == "claims" and edit.data)
    log(instance=item, action="standfirst.claim", user=user, title=str(item))
    return ItemClaim.objects.create(item=item, dossier=dossier, ident=ident, made_by=user)


def proposed(item: Item) -> dict[str, str]:
    """Return title, date and language of an item as a source: as they are on record where its address is."""
    known = Source.objects.filter(outlet=item.outlet_id, url=item.url).exclude(url="").order_by("pk").first()
    day = day_of(item.published or item.arrived_at).isoformat()
    return {
        "title": (known.title if known else "") or item.title,
        "date": (known.date if known else "") or day,
        "language": (known.language if known else "") or item.language,
    }


def claims_of(item: Item) -> list[tuple[ItemClaim, bool]]:
    """Return the claims that were made of an item, and whether each is still there."""
    made = list(item.claims.select_related("dossier", "made_by"))
    there = set(
        Claim.objects.filter(
            dossier__in={each.dossier_id for each in made}, ident__in={each.ident for each in made}
        ).values_list("dossier_id", "ident")
    )
    return [(each, (each.dossier_id, each.ident) in there) for each in made]
