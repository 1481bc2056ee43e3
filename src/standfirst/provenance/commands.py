"""`standfirst cite FILE`: the citations of a text file, without a publication and without Django."""

import argparse
import datetime
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from .citing import LANGUAGES, CitedItem, find_citations

LARGEST_FILE = 10_000_000
_DONE, _WRONG_USE = 0, 2


class UnreadableTextError(Exception):
    """The file cannot be read as text; the message says why and what to do."""


def read_text(name: str) -> str:
    """The text of a file, or of standard input for `-`: UTF-8, line ends untranslated, a byte order mark
    kept.

    So offsets into it are offsets into the file's own characters. Raises UnreadableTextError.
    """
    try:
        if name == "-":
            content = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableTextError(
            f"{name}: cannot be read ({reason}). Give the path of a text file."
        ) from error
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE // 1_000_000
        raise UnreadableTextError(f"{name}: is larger than {limit} MB. Split it and cite each part.")
    if b"\0" in content:
        raise UnreadableTextError(f"{name}: is not a text file (zero bytes). Save it as plain text in UTF-8.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{name}: is not UTF-8 (byte {error.start}). Save it as plain text in UTF-8."
        raise UnreadableTextError(message) from error


def _date(value: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is not a day; write it as 2024-04-22") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="standfirst cite", description="List the citations in a text.")
    parser.add_argument("file", metavar="FILE", help="a text file in UTF-8, or - for standard input")
    parser.add_argument(
        "--date",
        required=True,
        type=_date,
        metavar="DAY",
        help="the story's own date; missing years are worked out from it",
    )
    parser.add_argument(
        "--language", default="en", choices=LANGUAGES, help="the text's language (default: en)"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON list for programs")
    return parser


def _table(rows: Sequence[CitedItem]) -> str:
    if not rows:
        return "No citations found."
    heads = ("group", "place", "signal", "outlet", "date", "notes")
    lines = [heads]
    for row in rows:
        notes = (["year inferred"] if row.year_inferred else []) + row.flags
        place = f"{row.start}-{row.end}"
        lines.append(
            (str(row.group), place, row.signal or "", row.outlet or "", row.date or "", ", ".join(notes))
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    printed = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([*printed, f"{len(rows)} citations in {rows[-1].group + 1} groups."])


def cite(argv: list[str]) -> int:
    """The command with its arguments, without its name. Returns the exit status: 0 done, 2 wrong use."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else _WRONG_USE
    try:
        text = read_text(options.file)
    except UnreadableTextError as error:
        sys.stderr.write(f"standfirst cite: {error}\n")
        return _WRONG_USE
    rows = find_citations(text, date=options.date, language=options.language)
    answer = (
        json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2)
        if options.json
        else _table(rows)
    )
    sys.stdout.buffer.write(answer.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.flush()
    return _DONE


def main() -> int:
    """`python -m standfirst.provenance.commands cite FILE ...`, for use without the `standfirst` command."""
    command, *argv = sys.argv[1:] or [""]
    if command == "cite":
        return cite(argv)
    usage = "cite FILE --date DAY [--language LANGUAGE] [--json]"
    print(f"usage: python -m standfirst.provenance.commands {usage}", file=sys.stderr)
    return _WRONG_USE


if __name__ == "__main__":
    sys.exit(main())
