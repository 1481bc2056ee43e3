"""Keeping copies of cited pages: files in ``ARCHIVE_ROOT`` and their records, within the room that there is for them."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Sum

from standfirst.fetch import Response
from standfirst.keys.changes import changed
from standfirst.keys.uid import new_uid
from standfirst.provenance import warc
from standfirst.provenance.copies import FULL, UNWRITTEN, changed_much, page_of
from standfirst.provenance.models import KeptCopy, LinkCheck, Source
from standfirst.publication.models import Publication

log = logging.getLogger("standfirst.copies")
ONCE = timedelta(days=28)
"""How often a page is read whole at most."""
_PORTION = 100


def room() -> int:
    """Return how many bytes all copies together may take."""
    megabytes = Publication.objects.values_list("kept_copies_mb", flat=True).first()
    default = Publication._meta.get_field("kept_copies_mb").default
    return int(default if megabytes is None else megabytes) * 1024 * 1024


def is_due(check: LinkCheck | None, source: Source, at: datetime) -> bool:
    """Tell whether a page is to be read whole at the next look: never yet at this address, or not for four weeks."""
    if not room():
        return False
    if check is None or check.url != source.url or check.whole_at is None:
        return True
    return at - check.whole_at >= ONCE


def keep(source: Source, page: Response, at: datetime) -> tuple[KeptCopy | None, str]:
    """Keep a copy of a page that came well, unless the newest says about the same. Returns it, and why there is none.

    Older copies that nothing needs make room. The caller has seen to it that the page may be kept.
    """
    last = source.kept.filter(url=source.url).first()
    if last is not None:
        try:
            if not changed_much(warc.read(path_of(last)), page_of(page)):
                return None, ""
        except warc.UnreadableCopy:
            pass
    uid = new_uid()
    file = f"{at:%Y/%m}/{uid}.warc.gz"
    path = Path(settings.ARCHIVE_ROOT, file)
    try:
        size = warc.write(path, page.exchanges, settings.BASE_URL)
    except OSError:
        log.exception("A copy of %s can't be written to %s.", source.url, path)
        return None, UNWRITTEN
    try:
        with transaction.atomic():
            copy = KeptCopy.objects.create(
                uid=uid, source=source, url=source.url, captured_at=at, file=file, size=size
            )
            fits = make_room()
            if not fits:
                transaction.set_rollback(True)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if not fits:
        path.unlink(missing_ok=True)
        return None, FULL
    return copy, ""


def make_room() -> bool:
    """Let copies go until all fit: first those that a newer one follows, then the oldest. False where they can't.

    What backs a page that is gone, or may be, stays, and so does the newest copy of all.
    """
    over = (KeptCopy.objects.aggregate(all=Sum("size"))["all"] or 0) - room()
    newest = KeptCopy.objects.order_by("-captured_at", "-pk").values("pk")[:1]
    newer = KeptCopy.objects.filter(source=OuterRef("source"), captured_at__gt=OuterRef("captured_at"))
    free = KeptCopy.objects.exclude(pk__in=newest).exclude(source__link_check__failures__gt=0)
    ordered = free.annotate(followed=Exists(newer)).order_by("-followed", "captured_at", "pk")
    going: list[KeptCopy] = []
    for each in ordered.select_related("source").iterator(chunk_size=_PORTION):
        if over <= 0:
            break
        going.append(each)
        over -= each.size
    if over > 0:
        return False
    for copy in going:
        remove(copy)
    return True


def remove(copy: KeptCopy) -> None:
    """Delete a copy with its file."""
    source = copy.source
    with transaction.atomic():
        copy.delete()
        note_kept(source)


def note_kept(source: Source) -> None:
    """Have the source's look know of its newest copy, and readers, where its page is gone."""
    newest = source.kept.values_list("captured_at", flat=True).first()
    LinkCheck.objects.filter(source=source).update(kept_at=newest)
    if LinkCheck.objects.filter(source=source, gone_since__isnull=False).exists():
        changed(f"source:{source.uid}")


def path_of(copy: KeptCopy) -> Path:
    """Return where a copy's file is."""
    return Path(settings.ARCHIVE_ROOT, copy.file)


def forget_file(sender: Any, instance: KeptCopy, **_: Any) -> None:
    """Delete a copy's file once its record is gone for good."""
    path = path_of(instance)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
