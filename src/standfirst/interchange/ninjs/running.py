"""Importing one file of ninjs lines: batch by batch, each in one transaction with how far the import has come."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.interchange.models import ImportRun
from standfirst.interchange.ninjs import batch as batches
from standfirst.interchange.ninjs.batch import Importing
from standfirst.interchange.ninjs.drafting import Choices
from standfirst.interchange.ninjs.lines import Line, read_lines, sha256_of
from standfirst.interchange.ninjs.pictures import Fetch, lead_pictures
from standfirst.interchange.ninjs.preparing import Prepared
from standfirst.interchange.ninjs.records import Records
from standfirst.interchange.ninjs.results import Result
from standfirst.interchange.ninjs.understanding import Batch, Rules, understood
from standfirst.publication.models import StoryContainer
from standfirst.publication.reading import publication
from standfirst.stories.actions import relating

BATCH = 200
LISTED = {"rejected", "kept"}
"""Their lines are kept in the list of rejects, with a draft that was to be published."""


@dataclass
class Tally:
    """What has been done so far; ``size`` and ``taken`` are in bytes of the file."""

    run: ImportRun
    size: int
    resumed: bool
    counts: Counter[str] = field(default_factory=Counter)
    step: str = "reading"
    related: tuple[int, int] = (0, 0)


Seen = Callable[[Tally], None]


def run_import(
    path: Path,
    choices: Choices,
    rejects: Path,
    seen: Seen,
    fetch: Fetch | None = None,
    now: datetime | None = None,
) -> Tally:
    """Import ``path``, or go on where a run of the same file with the same choices was interrupted.

    Lines that weren't used as they ask stand in ``rejects`` afterwards (no file where there is none).
    ``seen`` is called after each batch. ``fetch`` gets a picture's bytes, where ``choices.pictures``.

    Raises:
        OSError: a file can't be read or written.
    """
    run, resumed = _run(path, choices)
    tally = Tally(run, path.stat().st_size, resumed, counts=Counter(run.counts))
    importing = Importing(run, choices, now or timezone.now())
    if run.phase == ImportRun.Phase.READING:
        # A batch makes some ten thousand objects and drops them together: looking for cycles meanwhile costs a fifth.
        gc.freeze()
        gc.disable()
        try:
            _read(path, rejects, importing, tally, seen, fetch)
        finally:
            gc.enable()
            gc.unfreeze()
    if run.phase == ImportRun.Phase.RELATED:
        tally.step = "related"
        pks = run.imported.filter(story__live=True).order_by("pk").values_list("story_id", flat=True)

        def told(done: int, total: int) -> None:
            tally.related = (done, total)
            seen(tally)

        relating.settle(list(pks), told)
        run.phase, run.finished_at = ImportRun.Phase.DONE, timezone.now()
        run.save()
    return tally


def _run(path: Path, choices: Choices) -> tuple[ImportRun, bool]:
    sha256 = sha256_of(path)
    unfinished = ImportRun.objects.filter(file_sha256=sha256, options=choices.as_json())
    run = unfinished.exclude(phase=ImportRun.Phase.DONE).order_by("-started_at").first()
    if run is not None:
        return run, True
    run = ImportRun.objects.create(
        file_name=path.name[:1000],
        file_sha256=sha256,
        options=choices.as_json(),
        started_at=timezone.now(),
    )
    return run, False


def _read(
    path: Path, rejects: Path, importing: Importing, tally: Tally, seen: Seen, fetch: Fetch | None
) -> None:
    run = importing.run
    rules = Rules(_languages(), publication().time_zone)
    with path.open("rb") as file, _rejects(rejects, run.listed) as listing:
        lines = _batches(read_lines(file, run.offset, run.line))
        for batch in understood(lines, rules, tally.size - run.offset):
            if importing.choices.pictures and fetch is not None:
                importing.pictures = lead_pictures(batch.prepared, fetch)
            _written(batch, importing, listing)
            tally.counts = Counter(run.counts)
            seen(tally)
            gc.collect()
        run.phase = ImportRun.Phase.RELATED
        run.save()
    if run.listed == 0:
        rejects.unlink(missing_ok=True)


def _languages() -> dict[str, str]:
    tags = StoryContainer.objects.order_by("path").values_list("locale__language_code", flat=True)
    return {tag.lower(): tag for tag in tags}


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    held: list[Line] = []
    for line in lines:
        held.append(line)
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held


def _written(batch: Batch, importing: Importing, listing: BinaryIO) -> None:
    """Write one batch; where a record that it counted on went meanwhile, once more with what is there now."""
    run, before = importing.run, (importing.run.offset, importing.run.line, importing.run.listed)
    counts = dict(run.counts)
    for attempt in (1, 2):
        try:
            with transaction.atomic():
                parts = [batches.write(part, importing) for part in _different(batch.prepared)]
                results = [*batch.refused, *(result for part in parts for result in part)]
                _advance(run, results, batch.lines[-1], listing)
            return
        except IntegrityError:
            importing.records = Records()
            run.offset, run.line, run.listed = before
            run.counts = dict(counts)
            if attempt == 2:
                raise
        except BaseException:
            importing.records = Records()
            raise


def _different(prepared: list[Prepared]) -> Iterator[list[Prepared]]:
    """Split a batch where a uri comes again: its second line is a change of the first."""
    part: dict[str, Prepared] = {}
    for each in prepared:
        if each.item.uri in part:
            yield list(part.values())
            part = {}
        part[each.item.uri] = each
    if part:
        yield list(part.values())


def _advance(run: ImportRun, results: list[Result], last: Line, listing: BinaryIO) -> None:
    counts = Counter(run.counts)
    listing.seek(run.listed)
    listing.truncate()
    for result in sorted(results, key=lambda each: each.line.number):
        counts[result.what] += 1
        if result.what in LISTED or result.reasons:
            listing.write(_entry(result))
    listing.flush()
    run.offset, run.line, run.listed, run.counts = last.end, last.number, listing.tell(), dict(counts)
    run.save()


def _entry(result: Result) -> bytes:
    said = {
        "line": result.line.number,
        "what": result.what,
        "reasons": result.reasons,
        **({"story": result.story.uid} if result.story else {}),
        "content": result.line.content.decode("utf-8", "backslashreplace").rstrip("\r\n"),
    }
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _rejects(path: Path, length: int) -> BinaryIO:
    """Open the list of rejects, cut to what belongs to the batches that were written.

    Raises:
        OSError: a run is to go on, and its list was taken away.
    """
    if length and not path.exists():
        raise FileNotFoundError(2, _("the list of the interrupted import is missing"), str(path))
    path.touch()
    file = path.open("r+b")
    file.truncate(length)
    return file
