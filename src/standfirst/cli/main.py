"""Finds the command, calls it, and turns what went wrong into a sentence and an exit status."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from standfirst import __version__
from standfirst.cli.registry import COMMANDS, Command
from standfirst.terminal import DONE, FAILED, WRONG_USE, CommandFailed, WrongUse

Function = Callable[[list[str]], int]


def usage() -> str:
    """Return the text of ``standfirst --help``."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()]
    return (
        "usage: standfirst COMMAND [DIR] ...\n\n"
        "Runs a news digest whose every line can show its source.\n"
        "DIR is the publication's folder; without it, the folder you are in.\n\n"
        "commands:\n" + "\n".join(lines) + "\n\n"
        "Every command answers --help. Exit status: 0 done, 1 something failed, 2 wrong use.\n"
    )


def find(arguments: Sequence[str]) -> tuple[str, Command, list[str]]:
    """Return the command that ``arguments`` begin with, and what follows its name.

    Raises:
        WrongUse: there is no such command. The message names those that there are.
    """
    for words in (2, 1):
        name = " ".join(arguments[:words])
        if name in COMMANDS:
            return name, COMMANDS[name], list(arguments[words:])
    family = [name for name in COMMANDS if name.split()[0] == arguments[0]]
    if family:
        raise WrongUse(f"standfirst {arguments[0]} needs to know what: {', '.join(family)}.")
    raise WrongUse(f"There is no command {arguments[0]!r}. Commands: {', '.join(COMMANDS)}.")


def load(command: Command) -> Function:
    """Import and return the command's function."""
    module, name = command.function.split(":")
    function: Function = getattr(import_module(module), name)
    return function


def take_folder(arguments: list[str], own: bool = False) -> tuple[Path, list[str]]:
    """Split ``[DIR]`` off the front of ``arguments``: the first where it names a folder, else the working folder.

    With ``own`` the command has a folder of its own, which is what a single name means.
    """
    names = [argument for argument in arguments if not argument.startswith("-")]
    if own and len(names) < 2:
        return Path("."), arguments
    if arguments and not arguments[0].startswith("-") and Path(arguments[0]).is_dir():
        return Path(arguments[0]), arguments[1:]
    return Path("."), arguments


def run(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` name and return its exit status."""
    if not arguments or arguments[0] in {"-h", "--help", "help", "-V", "--version"}:
        asked = bool(arguments)
        text = f"standfirst {__version__}\n" if asked and arguments[0] in {"-V", "--version"} else usage()
        (sys.stdout if asked else sys.stderr).write(text)
        return DONE if asked else WRONG_USE
    _, command, rest = find(arguments)
    if command.publication and not {"-h", "--help"} & set(rest):
        from standfirst.project.start import open_publication

        folder, rest = take_folder(rest, command.takes_folder)
        open_publication(folder)
    return load(command)(rest)


def _is_silent_database(error: Exception) -> bool:
    # Looked up, not imported: Django is there only where a command has started it.
    utils = sys.modules.get("django.db.utils")
    return utils is not None and isinstance(error, utils.OperationalError)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``standfirst`` with ``argv`` (default: the process's) and return the exit status: 0, 1 or 2."""
    from standfirst.project.folder import FolderError

    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return run(arguments)
    except SystemExit as end:  # argparse: --help, or wrong use that it has explained
        return end.code if isinstance(end.code, int) else FAILED
    except WrongUse as error:
        sys.stderr.write(f"{error}\nSee: standfirst --help\n")
        return WRONG_USE
    except (CommandFailed, FolderError) as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return 128 + signal.SIGINT
    except BrokenPipeError:  # the reader of our output has gone, as in `standfirst check | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        if not _is_silent_database(error):
            raise
        sys.stderr.write(f"The database does not answer: {str(error).strip()}\nSee: standfirst check\n")
        return FAILED
