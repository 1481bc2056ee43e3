"""``standfirst init``: an empty folder becomes a publication."""

from __future__ import annotations

import argparse
from pathlib import Path

from standfirst.terminal import DONE, parser


def add_database(arguments: argparse.ArgumentParser) -> None:
    """Add the option that puts the new publication's database elsewhere."""
    arguments.add_argument(
        "--database-url",
        metavar="URL",
        default="",
        help="an empty PostgreSQL database instead of a file in the folder: postgresql://user:password@host:port/name",
    )


def init(argv: list[str]) -> int:
    """Make an empty publication."""
    arguments = parser("init", "Make an empty publication in a folder that is empty or not there yet.")
    arguments.add_argument("dir", metavar="DIR", type=Path, help="the folder to make")
    arguments.add_argument(
        "--name", default="My digest", help="the publication's name (default: %(default)s)"
    )
    arguments.add_argument(
        "--language",
        action="append",
        metavar="CODE",
        help="a language, the main one first; may be given several times (default: en)",
    )
    arguments.add_argument("--editor", metavar="MAIL", help="also make an account for the first editor")
    arguments.add_argument(
        "--base-url",
        metavar="URL",
        default="http://localhost:8000",
        help="the public address (default: %(default)s)",
    )
    add_database(arguments)
    options = arguments.parse_args(argv)

    from standfirst.project.making import NewPublication, make

    made = make(
        options.dir,
        NewPublication(
            name=options.name,
            languages=tuple(options.language or ["en"]),
            base_url=options.base_url,
            editor=options.editor or "",
            database_url=options.database_url,
        ),
    )
    print(f"made {options.dir}")
    if made.password:
        print(f"editor   {options.editor}\npassword {made.password}   (shown only now)")
    print(f"Serve it: standfirst serve {options.dir}")
    return DONE
