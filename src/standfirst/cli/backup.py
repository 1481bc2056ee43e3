"""``standfirst backup``, ``restore`` and ``upgrade``."""

from __future__ import annotations

from pathlib import Path

from standfirst.terminal import DONE, Progress, parser, print_json


def backup(argv: list[str]) -> int:
    """Write a publication into one file, while it runs."""
    arguments = parser(
        "backup",
        "Write a publication (database, media, kept copies, settings) into one file, also while it is being served. The "
        "file holds the settings with their secrets: keep it as safe as the publication.",
    )
    arguments.add_argument(
        "dir", metavar="DIR", nargs="?", type=Path, default=Path("."), help="the publication (default: .)"
    )
    arguments.add_argument(
        "file", metavar="FILE.tar", type=Path, help="the file to write; it must not be there yet"
    )
    arguments.add_argument("--json", action="store_true", help="print what was written as JSON")
    options = arguments.parse_args(argv)

    from standfirst.project.backup import write

    written = write(options.dir, options.file, Progress())
    if options.json:
        print_json({"file": str(options.file), "files": written.files, "bytes": written.size})
    else:
        print(
            f"wrote {options.file}: {written.files} files, {written.size} bytes (settings with their secrets too)"
        )
    return DONE


def restore(argv: list[str]) -> int:
    """Make a publication from a backup."""
    arguments = parser(
        "restore",
        "Make a publication from a backup, in a folder that is empty or not there yet. Every file is compared "
        "with the backup's list before the folder takes its place.",
    )
    arguments.add_argument("file", metavar="FILE.tar", type=Path, help="the backup")
    arguments.add_argument("dir", metavar="DIR", type=Path, help="the folder to make")
    arguments.add_argument(
        "--database-url",
        metavar="URL",
        default="",
        help="for a backup from PostgreSQL: the empty database to use instead of the one it came from",
    )
    arguments.add_argument("--json", action="store_true", help="print what was restored as JSON")
    options = arguments.parse_args(argv)

    from standfirst.project.restore import read

    restored = read(options.file, options.dir, Progress(), options.database_url)
    if options.json:
        print_json({"dir": str(options.dir), "files": restored.files, "bytes": restored.size})
    else:
        print(f"restored {options.dir}: {restored.files} files, every one as it was backed up")
    return DONE


def upgrade(argv: list[str]) -> int:
    """Bring a publication's database to this version."""
    arguments = parser("upgrade", "Make the changes to a publication's database that this version needs.")
    arguments.add_argument(
        "dir", metavar="DIR", nargs="?", type=Path, default=Path("."), help="the publication (default: .)"
    )
    options = arguments.parse_args(argv)

    from standfirst.project.folder import read_folder
    from standfirst.project.making import migrate, pending_migrations
    from standfirst.project.server.lock import serving
    from standfirst.project.start import open_publication

    folder = read_folder(options.dir)
    with serving(folder.path):
        open_publication(folder.path)
        pending = pending_migrations()
        migrate()
    print(f"{len(pending)} change(s) made" if pending else "The database is as this version needs it.")
    return DONE
