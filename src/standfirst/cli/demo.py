"""``standfirst demo``: the sample publication, made once and served."""

from __future__ import annotations

from pathlib import Path

from standfirst.cli.init import add_database
from standfirst.cli.serve import add_address, start
from standfirst.terminal import CommandFailed, parser

EDITOR = "editor@example.org"


def make_demo(folder: Path, database_url: str = "") -> str:
    """Make the sample publication in ``folder`` and return the editor's password, which is in no file anywhere.

    Raises:
        CommandFailed: the folder is in use, or the publication can't be made.
    """
    from standfirst.project.making import NewPublication, make

    wanted = NewPublication(
        name="Standfirst", languages=("en", "az", "ru"), editor=EDITOR, demo=True, database_url=database_url
    )
    return make(folder, wanted).password


def demo(argv: list[str]) -> int:
    """Make the sample publication where it is not there yet, and serve it."""
    arguments = parser(
        "demo",
        "Make the sample publication in DIR, or take the one that is there, and serve it on this machine.",
    )
    arguments.add_argument(
        "dir", metavar="DIR", nargs="?", type=Path, default=Path("demo"), help="its folder (default: demo)"
    )
    add_database(arguments)
    add_address(arguments)
    options = arguments.parse_args(argv)

    from standfirst.project.folder import SETTINGS_FILE, read_folder

    if (options.dir / SETTINGS_FILE).exists():
        if not read_folder(options.dir).demo:
            raise CommandFailed(f"{options.dir} is not a demo. Serve it with: standfirst serve {options.dir}")
        password = f"the one shown when {options.dir} was made (lost? remove the folder and start again)"
    else:
        password = f"{make_demo(options.dir, options.database_url)}   (shown only now)"
    print(f"editor   {EDITOR}\npassword {password}")
    print(f"mail     goes into {options.dir / 'mail'}", flush=True)
    return start(options.dir, options)
