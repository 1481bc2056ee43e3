"""``standfirst import ninjs``, ``export`` and ``import all``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.terminal import DONE, FAILED, CommandFailed, Progress, parser, print_json

if TYPE_CHECKING:
    from standfirst.interchange.ninjs.running import Tally


def import_ninjs(argv: list[str]) -> int:
    """Import stories from ninjs lines; the status is 1 where a line was rejected."""
    arguments = parser(
        "import ninjs",
        "Make stories from a file of IPTC ninjs 3, one item a line. An interrupted import goes on where it was; a "
        "second one of the same file changes nothing. Lines that can't be used as they ask are listed in a file, with the "
        "reason.",
    )
    arguments.add_argument("file", metavar="FILE.jsonl", type=Path, help="the file, in UTF-8")
    arguments.add_argument("--as-draft", action="store_true", help="publish nothing: every story is a draft")
    arguments.add_argument(
        "--section",
        default="",
        metavar="ADDRESS",
        help="the section of stories that name none, by its address",
    )
    arguments.add_argument(
        "--origin",
        choices=("exclusive", "reprint"),
        default="",
        help="the origin of stories that say none (default: reprint where somebody else holds the rights)",
    )
    arguments.add_argument(
        "--pictures",
        action="store_true",
        help="fetch lead pictures from their addresses (default: nothing is fetched)",
    )
    arguments.add_argument(
        "--rejects",
        metavar="FILE",
        type=Path,
        help="the list of lines not used (default: FILE.jsonl.rejects)",
    )
    arguments.add_argument("--json", action="store_true", help="print what was done for programs")
    options = arguments.parse_args(argv)

    from standfirst.interchange.ninjs.drafting import Choices
    from standfirst.interchange.ninjs.results import WHATS
    from standfirst.interchange.ninjs.running import run_import

    choices = Choices(options.as_draft, _section(options.section), options.origin, options.pictures)
    rejects = options.rejects or options.file.with_name(f"{options.file.name}.rejects")
    shown = _Shown()
    try:
        tally = run_import(options.file, choices, rejects, shown, _fetch if options.pictures else None)
    except OSError as error:
        raise CommandFailed(
            f"{error.filename or options.file}: {error.strerror or error}. Nothing of the file is half imported."
        ) from error
    counts = {what: tally.counts[what] for what in WHATS}
    listed = str(rejects) if tally.run.listed else None
    if options.json:
        print_json(
            {
                "file": str(options.file),
                "lines": tally.run.line,
                "resumed": tally.resumed,
                **counts,
                "list": listed,
                "seconds": round(shown.seconds(), 1),
            }
        )
    else:
        said = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "no stories"
        sys.stdout.write(f"{tally.run.line} lines: {said} in {shown.seconds():.1f} s.\n")
        if listed:
            sys.stdout.write(f"Lines that weren't used as they ask, and why: {listed}\n")
    return FAILED if counts["rejected"] else DONE


class _Shown:
    """Shows how far an import is: lines, lines a second, and how long it may take yet."""

    def __init__(self) -> None:
        self.progress, self.start = Progress(), time.monotonic()
        self.first: tuple[int, int] | None = None

    def seconds(self) -> float:
        return time.monotonic() - self.start

    def __call__(self, tally: Tally) -> None:
        if tally.step == "related":
            self.progress(*tally.related, "lists of related stories")
            return
        run = tally.run
        if self.first is None:
            self.first = (0, 0) if not tally.resumed else (run.line, run.offset)
        lines, done = run.line - self.first[0], run.offset - self.first[1]
        rate = lines / max(self.seconds(), 1e-6)
        left = self.seconds() * (tally.size - run.offset) / done if done else 0.0
        self.progress(run.line, None, f"lines, {rate:.0f} a second, about {left:.0f} s left")


def _section(address: str) -> str:
    from standfirst.publication.models import Section

    if address and not Section.objects.filter(slug=address).exists():
        known = ", ".join(Section.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandFailed(f"There is no section {address!r}. Sections: {known}.")
    return address


def _fetch(url: str) -> bytes:
    from standfirst.fetch import fetch
    from standfirst.publication.reading import publication

    return fetch(url, contact=publication().contact_email).expect_ok().content


def _answer(options: Any, answer: dict[str, Any], text: str) -> int:
    if options.json:
        print_json(answer)
    else:
        sys.stdout.write(f"{text}\n")
    return DONE


def export(argv: list[str]) -> int:
    """Export a whole publication."""
    arguments = parser(
        "export",
        "Write everything of a publication into a new folder: its public stories as ninjs lines, all its records, its "
        "pictures. Accounts, secrets and what can be made again are left out.",
    )
    _folders(arguments, "the folder to make")
    options = arguments.parse_args(argv)

    from standfirst.interchange.whole.exporting import ExportRefused, export

    try:
        written = export(options.folder, Progress())
    except ExportRefused as refused:
        raise CommandFailed(str(refused)) from refused
    except OSError as error:
        raise CommandFailed(f"{error.filename or options.folder}: {error.strerror or error}.") from error
    return _answer(
        options,
        {"folder": str(options.folder), **vars(written)},
        f"exported to {options.folder}: {written.stories} public stories, {written.records} lines of records, "
        f"{written.pictures} pictures",
    )


def import_all(argv: list[str]) -> int:
    """Import a whole publication."""
    arguments = parser(
        "import all",
        "Make a new, empty publication (standfirst init) the one that standfirst export wrote into a folder: all of it "
        "or nothing.",
    )
    _folders(arguments, "the folder that export made")
    options = arguments.parse_args(argv)

    from standfirst.interchange.whole.importing import import_all
    from standfirst.interchange.whole.reading import ImportRefused

    try:
        made = import_all(options.folder, Progress())
    except ImportRefused as refused:
        raise CommandFailed(f"{refused} Nothing was imported.") from refused
    except OSError as error:
        raise CommandFailed(
            f"{error.filename or options.folder}: {error.strerror or error}. Nothing was imported."
        ) from error
    return _answer(
        options,
        {"folder": str(options.folder), **vars(made)},
        f"imported {options.folder}: {made.stories} stories, {made.records} records, {made.pictures} pictures",
    )


def _folders(arguments: Any, what: str) -> None:
    arguments.add_argument("folder", metavar="FOLDER", type=Path, help=what)
    arguments.add_argument("--json", action="store_true", help="print what was done for programs")
