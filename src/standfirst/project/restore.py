"""A publication from a backup. The file may have been tampered with: nothing leaves the new folder, all is compared."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tarfile
from pathlib import Path
from typing import IO, Any

from standfirst.project.backup import DATABASE, DUMP, FOLDERS, FORMAT, MANIFEST, MEDIA, Written
from standfirst.project.folder import SETTINGS_FILE, FolderError, read_folder
from standfirst.project.making import growing, refuse_used
from standfirst.project.postgresql import require_empty, run_program
from standfirst.project.settings_file import with_database
from standfirst.terminal import CommandFailed, Progress

CHUNK = 1024 * 1024
MANIFEST_LIMIT = 256 * 1024 * 1024
_TOP = {SETTINGS_FILE, DATABASE, DUMP}
_UNSAFE = re.compile(r"[\0\\]|(^|/)\.{0,2}(/|$)")


def _allowed(name: str) -> bool:
    """Whether a backup may hold a file of this name."""
    return name in _TOP or (name.startswith(tuple(f"{top}/" for top in FOLDERS)) and not _UNSAFE.search(name))


def _copy(source: IO[bytes], path: Path) -> tuple[int, str]:
    """Write ``source`` into the new file ``path``; return its size and hash."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size, digest = 0, hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while data := source.read(CHUNK):
            size += len(data)
            digest.update(data)
            file.write(data)
    return size, digest.hexdigest()


def _listing(tar: tarfile.TarFile, member: tarfile.TarInfo, file: Path) -> dict[str, tuple[int, str]]:
    source = tar.extractfile(member)
    if source is None or member.size > MANIFEST_LIMIT:
        raise CommandFailed(f"{file}: its list of files can't be read.")
    try:
        listing: dict[str, Any] = json.load(source)
        if listing["format"] != FORMAT:
            raise CommandFailed(
                f"{file} is of format {listing['format']}; this version reads format {FORMAT}."
            )
        return {str(line["name"]): (int(line["size"]), str(line["sha256"])) for line in listing["files"]}
    except (ValueError, KeyError, TypeError) as error:
        raise CommandFailed(f"{file}: its list of files is damaged ({error}).") from error


def _unpack(file: Path, folder: Path, progress: Progress) -> Written:
    found: dict[str, tuple[int, str]] = {}
    listed: dict[str, tuple[int, str]] | None = None
    with tarfile.open(file, "r:") as tar:
        for member in tar:
            if not member.isreg():
                raise CommandFailed(
                    f"{file}: {member.name!r} is not a plain file. This is not a backup of ours."
                )
            if member.name == MANIFEST:
                listed = _listing(tar, member, file)
                continue
            if not _allowed(member.name) or member.name in found:
                raise CommandFailed(f"{file}: unexpected file {member.name!r}. This is not a backup of ours.")
            source = tar.extractfile(member)
            assert source is not None
            found[member.name] = _copy(source, folder / member.name)
            progress(len(found), None, "files")
    if listed is None:
        raise CommandFailed(f"{file} has no {MANIFEST}: it was cut off, or is not a backup of ours.")
    wrong = sorted(name for name in {*found, *listed} if found.get(name) != listed.get(name))
    if wrong:
        raise CommandFailed(
            f"{file} is damaged: {', '.join(wrong[:5])} differ(s) from its list. Use another backup."
        )
    return Written(len(found), sum(size for size, _ in found.values()))


def read(file: Path, target: Path, progress: Progress, database_url: str = "") -> Written:
    """Restore the backup ``file`` into the folder ``target``, which is there whole or not at all.

    A backup of a publication in PostgreSQL goes into the empty database at ``database_url``, else into the one that
    its settings name, which must be empty too.

    Raises:
        CommandFailed: ``target`` is in use; ``file`` is damaged, cut off or no backup; the database can't take it.
    """
    refuse_used(target)
    if not file.is_file():
        raise CommandFailed(f"{file} is not there, or not a file.")
    with growing(target) as folder:
        try:
            written = _unpack(file, folder, progress)
            for name in (MEDIA, "mail"):
                (folder / name).mkdir(exist_ok=True, mode=0o700)
            dump = folder / DUMP
            if database_url and not dump.exists():
                raise CommandFailed(
                    f"{file} holds no PostgreSQL database: --database-url can't be used with it."
                )
            if database_url:
                _name_database(folder / SETTINGS_FILE, database_url)
            settings = read_folder(folder)
        except (tarfile.TarError, EOFError) as error:
            raise CommandFailed(f"{file} can't be read as a backup: {error}.") from error
        except FolderError as error:
            raise CommandFailed(f"The settings in {file} can't be used: {error}") from error
        if dump.exists():
            _load(dump, settings.database_url, progress)
            dump.unlink()
        elif settings.database_url or not (folder / DATABASE).exists():
            raise CommandFailed(f"{file} holds no database.")
    return written


def _name_database(settings: Path, url: str) -> None:
    text = with_database(settings.read_text(encoding="utf-8"), url)
    settings.write_text(text, encoding="utf-8")


def _load(dump: Path, url: str, progress: Progress) -> None:
    if not url:
        raise CommandFailed("The backup holds a PostgreSQL database, and its settings name none.")
    require_empty(url)
    progress.say("Restoring the PostgreSQL database ...")
    run_program("pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(dump))
