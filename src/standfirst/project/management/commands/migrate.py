"""``migrate`` as Django has it, on the tables that a new publication begins with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from standfirst.project.first_tables import lay


class Command(DjangoMigrate):
    """Django's own command."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--from-nothing",
            action="store_true",
            help="Run every migration on an empty database, instead of beginning with the tables that they end in.",
        )

    def handle(self, *args: Any, from_nothing: bool = False, **options: Any) -> None:
        whole = not (options["app_label"] or options["fake"] or options["plan"] or options["check_unapplied"])
        if whole and not from_nothing:
            lay(connections[options["database"]])
        super().handle(*args, **options)
