"""What somebody reports from the field, for tests."""

from __future__ import annotations

from standfirst.dossiers.actions.reporting import invite
from standfirst.dossiers.models import Dossier, Reporter

UID = "0123456789abcdef" * 2


def answers(**more: str) -> dict[str, str]:
    return {
        "sent_uid": UID, "date": "2021-06-20", "place": "bridge", "seen": "Two shots from the north bank.", "how": "observed",
        "language": "en", **more,
    }  # fmt: skip


def linked(ferry: Dossier, **more: str) -> tuple[Reporter, str]:
    made, token = invite(ferry, {"name": "A. Person", "contact": "+000 1"} | more, days=30, user=None)
    return made, f"/_/en/field/{token}/"
