"""What an original may become, by which right, and the choice of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.provenance import licences
from standfirst.provenance.models import Original, Permission
from standfirst.publication.reading import publication
from standfirst.stories.actions import Refused
from standfirst.stories.zone import day_of
from standfirst.wire.actions.drafts import credit_authors, draft_of
from standfirst.wire.models import Intake
from standfirst.wire.origins import ORIGINS


@dataclass(frozen=True)
class Way:
    """One origin by one right: the licence stated, or a permission on file."""

    origin: str
    permission: Permission | None
    decision: licences.Decision

    @property
    def key(self) -> str:
        """``summary``, or ``summary:12`` by the permission of that primary key."""
        return f"{self.origin}:{self.permission.pk}" if self.permission else self.origin


def permissions_for(original: Original) -> list[Permission]:
    """Return the permissions on file that are for this original, or for all of its right-holder's."""
    holder = original.rights_holder_id or original.outlet_id
    of_all = Q(original=None, outlet_id=holder)
    return list(Permission.objects.filter(Q(original=original) | of_all).select_related("outlet"))


def ways(intake: Intake) -> list[Way]:
    """Return every origin by the licence stated and by each permission on file, as decided for today."""
    original, language = intake.original, intake.story.locale.language_code
    rights: list[Permission | None] = [None, *permissions_for(original)]
    return [
        Way(
            origin,
            permission,
            licences.allowed(
                licences.stated_licence(original),
                origin,
                non_commercial=publication().non_commercial,
                permission=permission,
                language=language,
                day=day_of(timezone.now()),
            ),
        )
        for origin in ORIGINS
        for permission in rights
    ]


@transaction.atomic
def choose(intake: Intake, key: str, *, user: Any = None) -> Way:
    """Make the draft what ``key`` (of a ``Way``) says, resting on its permission.

    Authors that are confirmed already are credited on a translation or reprint.

    Raises:
        Refused: there is no such way, or neither licence nor permission allows it, or readers have the story.
    """
    way = next((each for each in ways(intake) if each.key == key), None)
    if way is None:
        raise Refused([_("Choose what the page is to become.")])
    if not way.decision.ok:
        raise Refused(list(way.decision.reasons))
    draft = draft_of(intake)
    if draft.address_year is not None:
        raise Refused([_("Readers have this story. Change its origin on its form, as a correction.")])
    if (draft.origin, draft.permission, draft.original_id) != (
        way.origin,
        way.permission,
        intake.original_id,
    ):
        draft.origin, draft.permission, draft.original = way.origin, way.permission, intake.original
        draft.save_revision(user=user, log_action=True)
    if intake.fields["authors"]["confirmed"]:
        credit_authors(intake, user=user)
    return way
