"""The commands. A room adds its own with one line here; its module is imported only when the command is called."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """Where a command's function is, and what it needs.

    The function takes the arguments after the command's name and returns the exit status. With ``publication`` the
    door takes ``[DIR]`` off the front of the arguments, sets ``STANDFIRST_DIR`` and starts Django before it calls.
    Its module must not import Django at the top, so that ``--help`` works anywhere. With ``takes_folder`` the
    command has a folder of its own after ``[DIR]``: a single one is that.
    """

    function: str
    summary: str
    publication: bool = False
    takes_folder: bool = False


COMMANDS: dict[str, Command] = {
    "demo": Command("standfirst.cli.demo:demo", "make the sample publication and serve it"),
    "init": Command("standfirst.cli.init:init", "make an empty publication in a new folder"),
    "cite": Command("standfirst.provenance.commands:cite", "list the citations in a text file"),
    "assess": Command(
        "standfirst.dossiers.commands:assess", "say from a dossier file who kept what, by whose word"
    ),
    "thread": Command("standfirst.wire.commands:thread", "say which items of a file are about one happening"),
    "serve": Command("standfirst.cli.serve:serve", "serve a publication: web, background work and schedule"),
    "poll": Command("standfirst.cli.poll:poll", "ask watched sources for news, where nothing serves"),
    "check": Command("standfirst.cli.check:check", "say what is wrong with a publication and how to mend it"),
    "config": Command(
        "standfirst.cli.config:config", "print a configuration for nginx, Caddy or systemd", publication=True
    ),
    "bake": Command(
        "standfirst.bake.commands:bake",
        "write the public site into its folder, or verify it",
        publication=True,
    ),
    "backup": Command("standfirst.cli.backup:backup", "write a running publication into one file"),
    "upgrade": Command("standfirst.cli.backup:upgrade", "bring a publication's database to this version"),
    "restore": Command("standfirst.cli.backup:restore", "make a publication from a backup"),
    "originals": Command(
        "standfirst.wire.commands:originals",
        "list the originals behind stories that aren't what they were",
        publication=True,
    ),
    "import page": Command(
        "standfirst.wire.commands:import_page", "make drafts of pages of other outlets", publication=True
    ),
    "import ninjs": Command(
        "standfirst.interchange.commands:import_ninjs",
        "make stories from lines of IPTC ninjs",
        publication=True,
    ),
    "import all": Command(
        "standfirst.interchange.commands:import_all",
        "make a new publication the one in an export",
        publication=True,
        takes_folder=True,
    ),
    "memory import": Command(
        "standfirst.translation.commands:import_memory",
        "take a TMX file into the translation memory",
        publication=True,
    ),
    "memory export": Command(
        "standfirst.translation.commands:export_memory",
        "write the translation memory into a TMX file",
        publication=True,
    ),
    "dossier import": Command(
        "standfirst.dossiers.commands:import_file", "make a dossier of its file", publication=True
    ),
    "dossier export": Command(
        "standfirst.dossiers.commands:export_file", "write a dossier into its file", publication=True
    ),
    "export": Command(
        "standfirst.interchange.commands:export",
        "write a whole publication into a folder",
        publication=True,
        takes_folder=True,
    ),
}
