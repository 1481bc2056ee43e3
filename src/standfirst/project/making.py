"""Making a publication: beside its place, then moved into it, so that nothing half-made is ever there."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from standfirst.project.folder import FOLDER_VARIABLE
from standfirst.project.settings_file import settings_text, write_settings
from standfirst.starting import start_django
from standfirst.terminal import CommandFailed, Progress


@dataclass(frozen=True)
class NewPublication:
    """What to make."""

    name: str
    languages: tuple[str, ...]
    base_url: str = "http://localhost:8000"
    time_zone: str = "UTC"
    editor: str = ""
    demo: bool = False
    database_url: str = ""
    """An empty PostgreSQL database; without it, a file in the folder."""


@dataclass(frozen=True)
class Made:
    """What was made: the first editor's password, in no file anywhere (``""`` where no editor was asked for)."""

    password: str = ""


def refuse_used(target: Path) -> None:
    """Raise CommandFailed unless ``target`` is an empty folder or not there yet."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CommandFailed(f"{target} is not a folder. Name a folder that is empty or not there yet.")
    if target.is_dir() and any(target.iterdir()):
        raise CommandFailed(f"{target} is not empty. Name a folder that is empty or not there yet.")


@contextmanager
def growing(target: Path) -> Iterator[Path]:
    """Give a new folder beside ``target`` that takes its place after the block, and vanishes if the block fails.

    Raises:
        CommandFailed: ``target`` is in use, or its parent can't be written.
    """
    refuse_used(target)
    place = target.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise CommandFailed(f"Can't make {target}: {error.strerror}.") from error
    try:
        yield folder
        folder.rename(place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(url: str) -> Iterator[None]:
    """Make sure that the database is empty, and that it is again if the block fails. Nothing to do for a file."""
    if not url:
        yield
        return
    from standfirst.project.postgresql import empty_again, require_empty

    require_empty(url)
    try:
        yield
    except BaseException:
        empty_again(url)
        raise


def make(target: Path, wanted: NewPublication) -> Made:
    """Make the publication ``wanted`` in ``target``.

    A process of its own fills the folder: this one may go on to serve it in its final place.

    Raises:
        CommandFailed: the folder is in use, or the publication can't be made. Nothing is left behind then.
    """
    address = urlsplit(wanted.base_url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise CommandFailed(f"{wanted.base_url!r} is not an address such as https://news.example.org.")
    password = secrets.token_urlsafe(12) if wanted.editor else ""
    with growing(target) as folder, _database(wanted.database_url):
        write_settings(
            folder,
            settings_text(wanted.base_url.rstrip("/"), wanted.demo, wanted.time_zone, wanted.database_url),
        )
        for name in ("media", "mail"):
            (folder / name).mkdir(mode=0o700)
        order = json.dumps({"wanted": asdict(wanted), "password": password})
        environment = {
            **os.environ,
            FOLDER_VARIABLE: str(folder),
            "DJANGO_SETTINGS_MODULE": "standfirst.project.settings",
        }
        child = subprocess.run(
            [sys.executable, "-m", "standfirst.project.making"],
            input=order,
            text=True,
            env=environment,
            check=False,
        )
        if child.returncode:
            raise CommandFailed(f"{target} was not made, for the reason above.")
    return Made(password)


def pending_migrations() -> list[str]:
    """Return the changes that the database still needs for this version, in order. Needs Django set up."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Make the changes that the database still needs for this version. Needs Django set up."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def add_editor(email: str, password: str) -> None:
    """Add the first editor, who may do everything, with an address that needs no confirmation.

    Raises:
        CommandFailed: ``email`` is no address.
    """
    from allauth.account.models import EmailAddress
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from standfirst.readers.models import User

    try:
        validate_email(email)
    except ValidationError:
        raise CommandFailed(f"{email!r} is not an e-mail address.") from None
    user = User.objects.create_superuser(email, password)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def _sample() -> Callable[[Progress], object] | None:
    """Return what loads the sample, the publication's own record included; None where the package has none."""
    from standfirst import sample

    return getattr(sample, "load", None)


def fill(wanted: NewPublication, password: str) -> None:
    """Fill the current folder: tables, the publication's record and trees, the first editor, the sample of a demo.

    Raises:
        CommandFailed: the publication can't be made as wanted.
    """
    from django.core.exceptions import ValidationError
    from django.db import connections

    from standfirst.publication.actions import Refused, create_publication

    progress = Progress()
    progress.say("Making the database ...")
    migrate()
    try:
        load_sample = _sample() if wanted.demo else None
        if load_sample is not None:
            progress.say("Loading the sample publication ...")
            load_sample(progress)
        else:
            create_publication(wanted.name, wanted.languages, time_zone=wanted.time_zone)
    except (Refused, ValidationError) as error:
        raise CommandFailed(
            " ".join(str(reason) for reason in getattr(error, "messages", error.args))
        ) from error
    from standfirst.readers.roles import ensure_workflow

    ensure_workflow()
    if wanted.editor:
        add_editor(wanted.editor, password)
    connections.close_all()


def _main() -> int:
    order = json.load(sys.stdin)
    os.umask(0o077)  # SQLite makes its file, and later the files beside it, with what this leaves
    start_django()
    wanted = NewPublication(**{**order["wanted"], "languages": tuple(order["wanted"]["languages"])})
    try:
        fill(wanted, order["password"])
    except CommandFailed as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(_main())
