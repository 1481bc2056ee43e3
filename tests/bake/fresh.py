"""``python -m tests.bake.fresh FOLDER``: full bakes of copies of a database, each in a new process.

Reads lines ``<database> <media> <folder to fill> <instant>`` and answers each with ``ok`` or with what went wrong.
This process itself only starts Django and reads no database: what it forks for each line begins with nothing.
"""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

from tests.bake.folder import start

DERIVED = (
    "bake_read",
    "bake_key",
    "bake_document",
    "bake_batch",
    "bake_state",
    "stories_related",
    "keys_outboxentry",
)


def whole(database: Path, media: Path, out: Path, instant: datetime) -> None:
    from django.conf import settings
    from django.core.signals import setting_changed
    from django.db import connection

    connection.settings_dict["NAME"] = str(database)
    settings.MEDIA_ROOT = str(media)
    settings.PUBLIC_ROOT = out
    setting_changed.send(sender=None, setting="MEDIA_ROOT", value=str(media), enter=True)

    from standfirst.stories.actions.rebuild import rebuild
    from tests.bake.making import bake
    from tests.bake.small import guard_renders

    with connection.cursor() as cursor:
        for table in DERIVED:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("UPDATE stories_story SET body_html = '', body_text = '', word_count = 0")
    rebuild()
    guard_renders()
    bake(instant)
    from standfirst.bake.models import Document

    failed = list(Document.objects.exclude(failure="").values_list("path", "failure"))
    if failed:
        raise AssertionError(failed[:3])


def main(folder: Path) -> None:
    start(folder)
    from tests.bake.small import small_sizes, unsynced

    small_sizes()
    unsynced()
    from standfirst.bake import state
    from standfirst.theme import assets

    assets.by_path()
    state.fingerprint()
    print("ready", flush=True)
    for line in sys.stdin:
        database, media, out, instant = line.split()
        child = os.fork()
        if child == 0:
            status = 0
            try:
                whole(Path(database), Path(media), Path(out), datetime.fromisoformat(instant))
            except BaseException:
                traceback.print_exc()
                status = 1
            sys.stderr.flush()
            os._exit(status)
        _, status = os.waitpid(child, 0)
        print("ok" if status == 0 else "failed", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
