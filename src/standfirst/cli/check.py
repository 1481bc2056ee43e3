"""``standfirst check``: what is wrong with a publication, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from standfirst.terminal import DONE, FAILED, parser, print_json


def check(argv: list[str]) -> int:
    """Check a publication; status 1 where something is wrong that must be mended."""
    arguments = parser(
        "check",
        "Say what is wrong with a publication and how to mend it. Status 1 where there is an error; warnings are for "
        "you to judge.",
    )
    arguments.add_argument(
        "dir", metavar="DIR", nargs="?", type=Path, default=Path("."), help="the publication (default: .)"
    )
    arguments.add_argument("--json", action="store_true", help="print the findings as JSON")
    options = arguments.parse_args(argv)

    from standfirst.project.checks import examine

    findings = examine(options.dir)
    errors = sum(finding.level == "error" for finding in findings)
    if options.json:
        print_json({"ok": not errors, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print(f"{finding.level.upper()} {finding.about}: {finding.problem}\n    {finding.mend}")
        print(f"{errors} error(s), {len(findings) - errors} warning(s)" if findings else "Nothing is wrong.")
    return FAILED if errors else DONE
