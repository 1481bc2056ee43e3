"""`standfirst assess FILE`: a dossier file assessed without a publication, a database or Django."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

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
    if about is not None and about not in {
        *(item.id for item in dossier.agreements),
        *(item.id for item in dossier.provisions),
    }:
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


if __name__ == "__main__":
    raise SystemExit(assess(sys.argv[2:] if sys.argv[1:2] == ["assess"] else sys.argv[1:]))
