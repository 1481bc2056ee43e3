"""An index that our lists need on a table that is Wagtail's: a language's pages by the time of their publication.

Without it every front, feed and publication reads all stories of a language. No migration of ours may change another
app's table, and a migration of Wagtail's that makes the table anew on SQLite would lose the index. So it is made after
each ``migrate``, where it is missing. docs/decisions/0056.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from wagtail.models import Page

NAME = "standfirst_newest"


def make(sender: Any = None, using: str = "default", **_: Any) -> None:
    """Receive ``post_migrate``."""
    connection = connections[using]
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if table in connection.introspection.table_names(cursor):
            quote = connection.ops.quote_name
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {quote(NAME)} ON {quote(table)} (locale_id, first_published_at)"
            )
