"""``python -m tests.bake.fresh FOLDER``: full bakes of copies of a database, each in a new process.

Reads lines ``<database> <media> <folder to fill> <instant>`` and answers each with ``ok`` or with what went wrong.

Each line gets a process of its own, forked from this one. This one starts Django and reads in what comes with the
software (modules, templates, assets), which takes seconds; it never opens a database and never bakes. So a forked
process knows as much of any publication as one that is started anew: nothing. One process that baked one copy after
another would be no cheaper, and what it kept in memory of one could hide what is wrong with the next.
"""

from __future__ import annotations

import gc
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

    with connection.cursor() as cursor:
        for table in DERIVED:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("UPDATE stories_story SET body_html = '', body_text = '', word_count = 0")
    rebuild()
    bake(instant)
    from standfirst.bake.models import Document

    failed = list(Document.objects.exclude(failure="").values_list("path", "failure"))
    if failed:
        raise AssertionError(failed[:3])


def read_in() -> None:
    """Read what comes with the software."""
    from babel.dates import format_date
    from django.utils import translation
    from django.utils.translation import gettext

    from standfirst.bake import state
    from standfirst.theme import assets
    from standfirst.theme.environment import environment

    assets.by_path()
    state.fingerprint()
    for language in ("en", "az", "ru"):
        templates = environment(language)
        for name in templates.list_templates():
            templates.get_template(name)
        with translation.override(language):
            gettext("News")
        format_date(locale=language)
    # Neither looked through nor copied by every child.
    gc.collect()
    gc.freeze()


def main(folder: Path) -> None:
    start(folder)
    from tests.bake.small import small_sizes, undrawn, unsynced

    small_sizes()
    undrawn()
    unsynced()
    from standfirst.bake import engine

    # As a bake with helpers divides the work: what many documents show is read less often.
    engine.PIECE = engine.PIECE_OF_HELPERS
    read_in()
    print("ready", flush=True)
    for line in sys.stdin:
        database, media, out, instant = line.split()
        child = os.fork()
        if child == 0:
            gc.disable()
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
