"""Who sent a report, sealed: kept in the database so that it can be read only with a key that is kept elsewhere."""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class KeyMissing(Exception):
    """The key isn't there, is none, or is not the one that it was sealed with. ``standfirst check`` says more."""


def key_file() -> Path:
    """Where the key is."""
    path: Path = settings.FOLDER.identity_key
    return path


def _key() -> Fernet:
    try:
        return Fernet(key_file().read_bytes().strip())
    except (OSError, ValueError) as error:
        raise KeyMissing from error


def _first_key() -> None:
    """Make the key where nothing was ever sealed: a new key in the place of a lost one would hide the loss."""
    from standfirst.dossiers.models import Report, Reporter

    if Reporter.objects.exclude(identity="").exists() or Report.objects.exclude(identity="").exists():
        return
    # Written beside it and linked into its place, so that nobody reads half of it.
    part = key_file().with_name(f".{key_file().name}.{os.getpid()}-{threading.get_ident()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(part, key_file())
    finally:
        part.unlink()


def seal(said: dict[str, str]) -> str:
    """Return what is to be stored; nothing for nothing. The first one makes the key.

    Raises:
        KeyMissing: the key is gone though others were sealed with it.
    """
    said = {name: value for name, value in said.items() if value}
    if not said:
        return ""
    if not key_file().exists():
        _first_key()
    return _key().encrypt(json.dumps(said, ensure_ascii=False).encode()).decode()


def unsealed(kept: str) -> dict[str, str]:
    """Return what was sealed. Whoever asks must have noted that it is read (``actions.reporting.read_identity``).

    Raises:
        KeyMissing: the key is gone, or another.
    """
    if not kept:
        return {}
    try:
        found: dict[str, str] = json.loads(_key().decrypt(kept.encode()))
    except InvalidToken as error:
        raise KeyMissing from error
    return found
