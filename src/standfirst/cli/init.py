"""``standfirst init``: an empty folder becomes a publication."""

from __future__ import annotations

from pathlib import Path

from standfirst.terminal import DONE, parser


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
    options = arguments.parse_args(argv)

    from standfirst.project.making import NewPublication, make

    made = make(
        options.dir,
        NewPublication(
            name=options.name,
            languages=tuple(options.language or ["en"]),
            base_url=options.base_url,
            editor=options.editor or "",
        ),
    )
    print(f"made {options.dir}")
    if made.password:
        print(f"editor   {options.editor}\npassword {made.password}   (shown only now)")
    print(f"Serve it: standfirst serve {options.dir}")
    return DONE
