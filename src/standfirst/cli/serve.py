"""``standfirst serve``: web, background work and schedule in one process."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from standfirst.terminal import CommandFailed, WrongUse, parser

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
DEFAULT_PORT = 8000


def add_address(arguments: argparse.ArgumentParser) -> None:
    """Add the options that say where to listen."""
    arguments.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    arguments.add_argument(
        "--port",
        type=int,
        help=f"the port (default: {DEFAULT_PORT}, or the next free one; 0 takes any free one)",
    )
    arguments.add_argument(
        "--no-second-factor",
        action="store_true",
        help="let editors in without a second factor (only a demo on a loopback host)",
    )


def start(folder: Path, options: argparse.Namespace) -> int:
    """Serve the publication in ``folder`` until a signal ends it. Returns the exit status.

    Raises:
        FolderError: ``folder`` is not a publication.
        WrongUse: ``--no-second-factor`` where it is not allowed, or a port that is none.
        CommandFailed: it is being served already, or the port is taken.
    """
    from standfirst.project.folder import read_folder
    from standfirst.project.server.address import choose_port
    from standfirst.project.server.lock import serving
    from standfirst.project.start import open_publication

    settings = read_folder(folder)
    if options.no_second_factor:
        if not settings.demo or options.host not in LOOPBACK:
            raise WrongUse("--no-second-factor works only with a demo publication on a loopback host.")
        os.environ["STANDFIRST_NO_SECOND_FACTOR"] = "1"
    if options.port is not None and not 0 <= options.port <= 65535:
        raise WrongUse("--port must be between 0 and 65535.")
    with serving(settings.path) as lock:
        try:
            port = choose_port(options.host, options.port, DEFAULT_PORT)
        except OSError as error:
            raise CommandFailed(
                f"Can't listen on {options.host} port {options.port or DEFAULT_PORT}: {error.strerror or error}. "
                "Choose another with --port, or end the program that uses it."
            ) from error
        os.environ["STANDFIRST_PORT"] = str(port)
        open_publication(settings.path)
        from standfirst.project.server.run import run

        return run(settings, options.host, port, lock)


def serve(argv: list[str]) -> int:
    """Serve a publication."""
    arguments = parser(
        "serve",
        "Serve a publication: web, background work and schedule in one process, until Ctrl-C or SIGTERM.",
    )
    arguments.add_argument(
        "dir", metavar="DIR", nargs="?", type=Path, default=Path("."), help="the publication (default: .)"
    )
    add_address(arguments)
    options = arguments.parse_args(argv)
    return start(options.dir, options)
