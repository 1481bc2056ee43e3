"""A dossier from its file."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from standfirst.dossiers import models as room
from standfirst.dossiers.actions.storing import store
from standfirst.dossiers.reckoning import Dossier


class DossierExists(Exception):
    """There is a dossier of this id already, and nobody said that it may be replaced."""


def existing(value: Dossier) -> room.Dossier | None:
    """The dossier that ``value`` would replace."""
    return room.Dossier.objects.filter(ident=value.dossier.id).first()


@transaction.atomic
def import_dossier(
    value: Dossier, *, user: Any = None, why: str, replace: bool = False, live: bool | None = None
) -> room.Dossier:
    """Make a dossier of ``value``, or make the one of its id what ``value`` says.

    Raises:
        DossierExists: it is there, and ``replace`` is not set.
    """
    found = existing(value)
    if found is not None and not replace:
        raise DossierExists(value.dossier.id)
    return store(value, user=user, why=why, dossier=found, live=live)
