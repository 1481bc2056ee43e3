"""Publishing one after another, on every engine."""

from __future__ import annotations

from django.db import connection
from django.db.transaction import TransactionManagementError

_PUBLISHING = 7_823_001
"""The number of PostgreSQL's advisory lock. Any will do; it must stay the same among versions that run together."""


def take_turn() -> None:
    """Wait until no other transaction publishes, and keep the others waiting until this one ends.

    Call it first in a transaction that moves stories between lists, before anything is read: what such a step reads
    (numbers of versions, places in lists, free addresses) must not change under it. On SQLite a transaction that
    writes is alone from its beginning (``transaction_mode`` IMMEDIATE), so there it does nothing. docs/decisions/0055.

    Raises:
        TransactionManagementError: it is not called inside a transaction, which would hold the turn for nobody.
    """
    if connection.vendor != "postgresql":
        return
    if not connection.in_atomic_block:
        raise TransactionManagementError("Take a turn inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLISHING])
