"""A publication as one file: a tar of settings, database, media and kept copies, and a list of their hashes.

The database comes first, as one moment of it; media are only ever added under new names while a publication runs, so
every picture that the copied database knows is there when its file is copied after it. A kept copy that had to make room
meanwhile is missing, as it would be a moment later.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from standfirst import __version__
from standfirst.project.folder import SETTINGS_FILE, Folder, read_folder
from standfirst.project.postgresql import run_program
from standfirst.terminal import CommandFailed, Progress

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"
DUMP = "database.pgdump"
MEDIA = "media"
ARCHIVE = "archive"
FOLDERS = (MEDIA, ARCHIVE)
HUBS = ("wire_hubdelivery", "wire_hubsubscription")
"""Tables that are empty in a backup: their secrets are between this machine and hubs, and are made anew."""


@dataclass(frozen=True)
class Written:
    """What went into a backup, or came out of one."""

    files: int
    size: int


class _Hashing(io.RawIOBase):
    """Reads a file of known size and hashes what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.hash.update(data)
        return data


def copy_database(folder: Folder, into: Path) -> Path:
    """Copy the database as it is at one moment into the folder ``into``, while others write. Returns the copy.

    Raises:
        CommandFailed: it can't be read.
    """
    if folder.database_url:
        copy = into / DUMP
        run_program(
            "pg_dump",
            folder.database_url,
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            *(f"--exclude-table-data={table}" for table in HUBS),
            f"--file={copy}",
        )
        return copy
    copy = into / DATABASE
    if not folder.database.exists():
        raise CommandFailed(f"{folder.database} is missing: there is nothing to back up.")
    try:
        source = sqlite3.connect(
            f"{folder.database.as_uri()}?mode=rw", uri=True, timeout=60, isolation_level=None
        )
        try:
            # One read transaction, so one moment; in WAL mode it keeps no writer waiting.
            source.execute("VACUUM INTO ?", (str(copy),))
        finally:
            source.close()
        _empty(copy)
    except sqlite3.Error as error:
        raise CommandFailed(f"{folder.database} can't be copied: {error}. See: standfirst check") from error
    return copy


def _empty(copy: Path) -> None:
    database = sqlite3.connect(copy, isolation_level=None)
    try:
        database.execute("PRAGMA secure_delete = ON")
        known = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in HUBS:
            if table in known:
                database.execute(f"DELETE FROM {table}")  # noqa: S608 (a name of ours)
    finally:
        database.close()


def _files(top: str, root: Path) -> Iterator[tuple[str, Path]]:
    for place, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                yield f"{top}/{path.relative_to(root).as_posix()}", path


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, object] | None:
    """Add one file and return its line in the list; None where it was deleted meanwhile."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        info = tarfile.TarInfo(name)
        status = os.fstat(file.fileno())
        info.size, info.mtime, info.mode = status.st_size, int(status.st_mtime), 0o600
        hashing = _Hashing(file)
        tar.addfile(info, hashing)
        return {"name": name, "size": info.size, "sha256": hashing.hash.hexdigest()}


def write(path: Path, target: Path, progress: Progress) -> Written:
    """Back the publication in ``path`` up into the new file ``target``, which is there whole or not at all.

    Raises:
        FolderError: ``path`` is not a publication.
        CommandFailed: ``target`` is there already, or something can't be read or written.
    """
    folder = read_folder(path)
    if target.exists():
        raise CommandFailed(f"{target} is there already. Name a new file.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder.path) as place:
            progress.say("Copying the database ...")
            database = copy_database(folder, Path(place))
            descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                    written = _fill(tar, folder, database, progress)
                file.flush()
                os.fsync(file.fileno())
        os.link(part, target)  # unlike a rename, never over a file that came meanwhile
    except OSError as error:
        raise CommandFailed(f"{target} can't be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return written


def backed_up(folder: Folder) -> Iterator[tuple[str, Path]]:
    """Yield what goes into a backup besides the database: the name in the backup, and the file. Never the key of identities."""
    yield SETTINGS_FILE, folder.path / SETTINGS_FILE
    yield from _files(MEDIA, folder.media)
    yield from _files(ARCHIVE, folder.archive)


def _fill(tar: tarfile.TarFile, folder: Folder, database: Path, progress: Progress) -> Written:
    (settings, *others) = backed_up(folder)
    files = [settings, (database.name, database), *others]
    lines = []
    for done, (name, path) in enumerate(files, start=1):
        if line := _add(tar, name, path):
            lines.append(line)
        progress(done, len(files), "files")
    listing = {"format": FORMAT, "standfirst": __version__, "files": lines}
    data = json.dumps(listing, ensure_ascii=False, indent=1).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, io.BytesIO(data))
    return Written(len(lines), sum(int(str(line["size"])) for line in lines))
