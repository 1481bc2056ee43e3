"""`standfirst assess FILE` without a publication or Django; `dossier import` and `dossier export` with them."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from standfirst.terminal import DONE, WRONG_USE, CommandFailed, parser, print_json

from .giving import FORMS, give
from .reckoning import Assessment, Dossier, DossierErrors, NotEdtf, read_file
from .reckoning import assess as assess_dossier
from .reckoning.dates import parse_day


class _Parser(argparse.ArgumentParser):
    """Arguments that cannot be used are reported like a file that cannot be used."""

    def error(self, message: str) -> NoReturn:
        raise DossierErrors([f"{self.prog}: {message}"])


def assess(argv: list[str]) -> int:
    """Run `assess` with these arguments; 0 when assessed, 2 when the file or an argument cannot be used."""
    parser = _Parser(
        prog="standfirst assess", description="Work out what follows from a dossier file, and why."
    )
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a dossier, YAML or JSON, format standfirst-dossier/1"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the day assessed, such as 2024-04-22 (today)")
    parser.add_argument(
        "--known-on", metavar="DATE", help="the day of knowledge: nothing recorded later counts (today)"
    )
    parser.add_argument("--about", metavar="ID", help="one agreement or provision only")
    parser.add_argument("--json", action="store_true", help="print JSON")
    try:
        options = parser.parse_args(argv)
        as_of, known_on = _day("--as-of", options.as_of), _day("--known-on", options.known_on)
        dossier = read_file(options.file)
        # What was read stays until the end: looking through it for what could be freed takes longer than assessing it.
        gc.freeze()
        _check_about(dossier, options.about, options.file.name)
    except DossierErrors as error:
        if "--json" in argv:
            print(json.dumps({"errors": error.errors}, ensure_ascii=False))
        else:
            print("\n".join(error.errors), file=sys.stderr)
        return 2
    rows = assess_dossier(dossier, as_of, known_on, options.about)
    if options.json:
        found = {
            "as_of": as_of.isoformat(),
            "known_on": known_on.isoformat(),
            "assessments": [row.data() for row in rows],
        }
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print(f"As of {as_of}, as known on {known_on}")
        for row in rows:
            print(f"\n{_lines(row)}")
    return 0


def _day(option: str, text: Any) -> date:
    if text is None:
        return date.today()
    try:
        return parse_day(text)
    except NotEdtf as error:
        raise DossierErrors(
            [f"standfirst assess: {option}: {error}; expected one day such as 2024-04-22"]
        ) from None


def _check_about(dossier: Dossier, about: str | None, name: str) -> None:
    known = {agreement.id for agreement in dossier.agreements} | {
        provision.id for provision in dossier.provisions
    }
    if about is not None and about not in known:
        raise DossierErrors([f'{name}: --about: there is no agreement or provision "{about[:60]}"'])


def _lines(row: Assessment) -> str:
    verdict = f"{row.verdict}{f' ({row.level})' if row.level else ''}, " if row.verdict else ""
    text = f"{row.about} [{row.kind}]: {verdict}{row.state}, {row.standing}\n  {row.explanation}"
    if row.override is not None:
        reason = row.override.reason
        words = reason if isinstance(reason, str) else reason[0][1]
        text += (
            f"\n  Override by {row.override.by}, {row.override.date.text}: {row.override.verdict}. {words}"
        )
    return text


def import_file(argv: list[str]) -> int:
    """Import a dossier; the status is 2 where the file can't be used, and then nothing was imported."""
    arguments = parser(
        "dossier import",
        "Make a dossier of its file, YAML or JSON. A file with faults is not imported: all of them are listed, each with "
        "its line, the record's id and what is expected.",
    )
    arguments.add_argument("file", metavar="FILE", type=Path, help="the dossier, format standfirst-dossier/1")
    arguments.add_argument(
        "--replace", action="store_true", help="make a dossier that is here already what the file says"
    )
    arguments.add_argument("--as-draft", action="store_true", help="show it to no reader yet")
    arguments.add_argument(
        "--why", default="", metavar="TEXT", help="for the history (default: the file's name)"
    )
    arguments.add_argument("--json", action="store_true", help="print what was done for programs")
    options = arguments.parse_args(argv)
    try:
        value = read_file(options.file)
    except DossierErrors as error:
        if options.json:
            print_json({"errors": error.errors})
        else:
            sys.stderr.write("\n".join([*error.errors, "Nothing was imported.", ""]))
        return WRONG_USE

    from standfirst.dossiers.actions import DossierExists, import_dossier

    try:
        made = import_dossier(
            value,
            why=options.why or f"Imported from {options.file.name}",
            replace=options.replace,
            live=not options.as_draft,
        )
    except DossierExists as error:
        raise CommandFailed(
            f"The dossier {error} is here already, and may have been edited. Nothing was imported. Look at what would be "
            f"lost with standfirst dossier export {error}, and import it with --replace."
        ) from error
    counts = {
        name: len(getattr(value, name))
        for name in ("agreements", "provisions", "claims", "events", "sources")
    }
    if options.json:
        print_json({"dossier": made.slug, "live": made.live, **counts})
    else:
        held = ", ".join(f"{count} {name}" for name, count in counts.items())
        sys.stdout.write(f"The dossier {made.slug}: {held}.\n")
    return DONE


def export_file(argv: list[str]) -> int:
    """Export a dossier as the file that makes it again."""
    arguments = parser(
        "dossier export",
        "Write a dossier as its file (YAML), or in a form that others read, to standard output or into a new file.",
    )
    arguments.add_argument("dossier", metavar="ADDRESS", help="the dossier's address or id")
    arguments.add_argument(
        "--as",
        dest="form",
        choices=FORMS,
        help="timeline (TimelineJS), geojson, incidents (CSV), claims (schema.org), prov (W3C PROV), package (a data package)",
    )
    arguments.add_argument(
        "--language", metavar="TAG", default="", help="of texts in a form (default: the dossier's first)"
    )
    arguments.add_argument(
        "--to", metavar="FILE", type=Path, help="the file to write (default: standard output)"
    )
    options = arguments.parse_args(argv)

    from standfirst.dossiers.loading import load
    from standfirst.dossiers.models import Dossier as Row
    from standfirst.dossiers.reckoning import write_yaml

    row = (
        Row.objects.filter(slug=options.dossier).first() or Row.objects.filter(ident=options.dossier).first()
    )
    if row is None:
        known = ", ".join(Row.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandFailed(f"There is no dossier {options.dossier!r}. Dossiers: {known}.")
    value = load(row)
    body = give(value, options.form, options.language) if options.form else write_yaml(value).encode()
    if options.to is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return DONE
    try:
        with options.to.open("xb") as file:
            file.write(body)
    except FileExistsError as error:
        raise CommandFailed(f"{options.to} is there already. Name a new file.") from error
    except OSError as error:
        raise CommandFailed(f"{options.to}: {error.strerror or error}.") from error
    return DONE


if __name__ == "__main__":
    raise SystemExit(assess(sys.argv[2:] if sys.argv[1:2] == ["assess"] else sys.argv[1:]))
