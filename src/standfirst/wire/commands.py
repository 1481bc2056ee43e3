"""``standfirst import page``, ``standfirst originals`` and ``standfirst thread``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from standfirst.terminal import DONE, FAILED, CommandFailed, Progress, parser, print_json
from standfirst.wire.origins import ORIGINS

if TYPE_CHECKING:
    from standfirst.wire.actions import Wanted
    from standfirst.wire.threads import Item
    from standfirst.wire.threads.reading import Problem

_MOST_SHOWN = 100
"""Problems of one file that are printed."""


def import_page(argv: list[str]) -> int:
    """Import pages; the status is 1 where any was refused."""
    arguments = parser(
        "import page",
        "Make a draft of each page, with its original, authors, date and licence to be confirmed.",
    )
    arguments.add_argument(
        "pages", metavar="FILE|URL", nargs="+", help="a saved page (.html, .html.gz) or the address of one"
    )
    arguments.add_argument("--language", help="the draft's language (default: the publication's main one)")
    arguments.add_argument(
        "--as",
        dest="origin",
        choices=ORIGINS,
        default="summary",
        help="what the story will be (default: summary)",
    )
    arguments.add_argument(
        "--outlet", default="", help="the outlet's name, where the pages don't say it right"
    )
    arguments.add_argument("--json", action="store_true", help="print what became of each page for programs")
    options = arguments.parse_args(argv)

    from standfirst.wire.actions import Wanted

    wanted = Wanted(_language(options.language), options.origin, options.outlet)
    progress, start = Progress(), time.monotonic()
    results = []
    for number, name in enumerate(options.pages, 1):
        results.append(_one(name, wanted))
        progress(number, len(options.pages), "pages")
    refused = [result for result in results if "refused" in result]
    if options.json:
        print_json(results)
    else:
        for result in results:
            sys.stdout.write(_line(result) + "\n")
        sys.stdout.write(
            f"{len(results) - len(refused)} drafts made, {len(refused)} pages refused"
            f" in {time.monotonic() - start:.1f} s.\n"
        )
    return FAILED if refused else DONE


def _language(asked: str | None) -> str:
    from standfirst.publication.models import StoryContainer

    known = list(StoryContainer.objects.order_by("path").values_list("locale__language_code", flat=True))
    if not known:
        raise CommandFailed("This publication has no languages yet. Run: standfirst check")
    if asked and asked not in known:
        raise CommandFailed(f"The publication has no language {asked!r}. It has: {', '.join(known)}.")
    return asked or str(known[0])


def _one(name: str, wanted: Wanted) -> dict[str, Any]:
    from standfirst.publication.reading import publication
    from standfirst.wire.actions import REFUSALS, Why, take
    from standfirst.wire.reading import read_page

    try:
        intake = take(read_page(name, contact=publication().contact_email), wanted)
    except REFUSALS as refusal:
        hint = " Use --outlet NAME." if getattr(refusal, "why", None) == Why.NO_OUTLET else ""
        return {"page": name, "refused": f"{refusal}{hint}"}
    return {
        "page": name,
        "story": intake.story.uid,
        "headline": intake.story.title,
        "original": intake.original.uid,
        "fields": intake.fields,
        "similar": intake.similar,
        "text": intake.original.text,
    }


def _line(result: dict[str, Any]) -> str:
    if "refused" in result:
        return f"refused  {result['page']}: {result['refused']}"
    fields = result["fields"]
    notes = []
    if missing := [name for name, field in fields.items() if not field["value"]]:
        notes.append(f"not found: {', '.join(missing)}")
    if doubtful := [name for name, field in fields.items() if field["others"]]:
        notes.append(f"to compare: {', '.join(doubtful)}")
    if result["similar"]:
        notes.append(f"much like {len(result['similar'])} that are here")
    note = f"  ({'; '.join(notes)})" if notes else ""
    return f"draft    {result['page']}: {result['headline']}{note}"


def originals(argv: list[str]) -> int:
    """List what waits because an original isn't what it was; the status is 1 where something does."""
    arguments = parser(
        "originals",
        "List the originals behind published stories that were changed, corrected, retracted or are gone, and that nobody has "
        "seen to. `serve` looks at them by itself, `poll` where nothing serves.",
    )
    arguments.add_argument("--json", action="store_true", help="print what waits for programs")
    options = arguments.parse_args(argv)

    from standfirst.wire.actions.afterwards import resting
    from standfirst.wire.models import OriginalTask, WatchedOriginal

    watched = WatchedOriginal.objects.filter(next_check__isnull=False)
    rows = [
        {
            "original": task.original.uid,
            "title": task.original.title,
            "outlet": str(task.original.outlet),
            "url": task.original.url,
            "kind": task.kind,
            "found": task.found_at.isoformat(timespec="seconds"),
            "said": task.said,
            "stories": [story.uid for story in resting(task.original)],
        }
        for task in OriginalTask.objects.filter(closed_at=None).select_related("original__outlet")
    ]
    failing = watched.exclude(said="").count()
    if options.json:
        print_json({"watched": watched.count(), "failing": failing, "tasks": rows})
    else:
        for row in rows:
            sys.stdout.write(f"{row['kind']:<10} {row['outlet']}: {row['title']}  {row['url']}\n")
        sys.stdout.write(
            f"{watched.count()} originals watched, {failing} could not be looked at the last time, "
            f"{len(rows)} wait for an editor.\n"
        )
    return FAILED if rows else DONE


def thread(argv: list[str]) -> int:
    """Put the items of a file into threads; the status is 1 where a line couldn't be used as it is."""
    arguments = parser(
        "thread",
        "Say which items of a file are about one happening. Reads one JSON object a line, in order of arrival: id, title, "
        'text (may be empty), and if known language, outlet, url, published. Writes {"id", "thread"} for each, a line '
        "each: the thread it ended in, named by the thread's first item. Needs no publication.",
    )
    arguments.add_argument("file", metavar="FILE.jsonl", help="the items, in UTF-8, or - for standard input")
    arguments.add_argument(
        "--json", action="store_true", help="say at the end what was done as JSON, on standard error"
    )
    options = arguments.parse_args(argv)

    from standfirst.wire.threads.running import gathered

    progress, start = Progress(), time.monotonic()
    problems: list[Problem] = []
    name = "standard input" if options.file == "-" else options.file
    try:
        with sys.stdin.buffer if options.file == "-" else Path(options.file).open("rb") as file:
            ended = gathered(_items(file, problems), tell=progress)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandFailed(
            f"{name}: can't be read ({reason}). Give the path of a file of JSON lines."
        ) from error
    sys.stdout.writelines(
        json.dumps({"id": item, "thread": thread_}, ensure_ascii=False) + "\n"
        for item, thread_ in ended.items()
    )
    sys.stdout.flush()
    done = {
        "items": len(ended),
        "threads": len(set(ended.values())),
        "refused": sum(not problem.used for problem in problems),
        "problems": [{"line": problem.line, "problem": problem.said} for problem in problems[:_MOST_SHOWN]],
        "seconds": round(time.monotonic() - start, 1),
    }
    if options.json:
        sys.stderr.write(json.dumps(done, ensure_ascii=False) + "\n")
    else:
        for problem in problems[:_MOST_SHOWN]:
            sys.stderr.write(f"{name}, line {problem.line}: {problem.said}\n")
        more = len(problems) - _MOST_SHOWN
        if more > 0:
            sys.stderr.write(f"... and {more} more\n")
        sys.stderr.write(
            f"{done['items']} items in {done['threads']} threads, {done['refused']} lines refused"
            f" in {done['seconds']} s.\n"
        )
    return FAILED if problems else DONE


def _items(file: BinaryIO, problems: list[Problem]) -> Iterator[Item]:
    from standfirst.wire.threads.reading import Problem, read_items

    for each in read_items(file, datetime.now(UTC)):
        if isinstance(each, Problem):
            problems.append(each)
        else:
            yield each
