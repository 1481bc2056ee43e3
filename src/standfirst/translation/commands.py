"""``standfirst memory export`` and ``standfirst memory import``."""

from __future__ import annotations

import sys
from pathlib import Path

from standfirst.terminal import DONE, CommandFailed, parser


def export_memory(argv: list[str]) -> int:
    """Write the translation memory into a TMX file."""
    arguments = parser(
        "memory export", "Write the translation memory into a TMX file, the oldest text first."
    )
    arguments.add_argument("file", metavar="FILE.tmx", type=Path, help="a new file")
    arguments.add_argument("--from", dest="source", default="", help="only from this language, such as en")
    arguments.add_argument("--to", dest="target", default="", help="only into this language, such as az")
    options = arguments.parse_args(argv)

    from standfirst.translation.actions import export_units

    try:
        with options.file.open("xb") as file:
            file.writelines(export_units(options.source, options.target))
    except FileExistsError as error:
        raise CommandFailed(f"{options.file} is there already. Name a new file.") from error
    except OSError as error:
        raise CommandFailed(f"{options.file}: {error.strerror or error}.") from error
    return DONE


def import_memory(argv: list[str]) -> int:
    """Take a TMX file into the translation memory."""
    arguments = parser(
        "memory import", "Take a TMX file into the translation memory; what is there already stays once."
    )
    arguments.add_argument("file", metavar="FILE.tmx", type=Path, help="a translation memory, up to 64 MB")
    options = arguments.parse_args(argv)

    from django.utils import timezone

    from standfirst.translation.actions import add_units
    from standfirst.translation.pairing.tmx import MAX_BYTES, NotTmx
    from standfirst.translation.refusing import said

    try:
        with options.file.open("rb") as file:
            new, known, unused = add_units(file.read(MAX_BYTES + 1), at=timezone.now())
    except NotTmx as error:
        raise CommandFailed(f"{options.file}: {said(error)}") from error
    except OSError as error:
        raise CommandFailed(f"{options.file}: {error.strerror or error}.") from error
    sys.stdout.write(f"{new} translations are new, {known} were here, {unused} can't be used.\n")
    return DONE
