"""A publication on disk: one folder with a settings file, the database and the media."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

SETTINGS_FILE = "publication.toml"
FOLDER_VARIABLE = "STANDFIRST_DIR"


class FolderError(Exception):
    """The folder is not a publication, or its settings file can't be used. The message says what to do."""


@dataclass(frozen=True)
class MailSettings:
    """Where mail goes: an SMTP server, or a folder when ``host`` is empty."""

    host: str = ""
    port: int = 587
    user: str = ""
    password: str = ""
    tls: bool = True
    sender: str = "standfirst@localhost"


@dataclass(frozen=True)
class BakeSettings:
    """How documents are compressed: brotli 1 to 11 and gzip 1 to 9; 0 makes no such files."""

    brotli: int = 5
    gzip: int = 6


@dataclass(frozen=True)
class BucketSettings:
    """An S3-compatible bucket that gets everything the public site's folder gets; none where ``name`` is empty."""

    name: str = ""
    endpoint: str = ""
    region: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class TranslationSettings:
    """The service that makes drafts of translations; none where ``service`` is empty."""

    service: str = ""
    address: str = ""
    key: str = ""


@dataclass(frozen=True)
class Folder:
    """The settings of one publication, as its ``publication.toml`` says."""

    path: Path
    secret_key: str
    base_url: str = "http://localhost:8000"
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    demo: bool = False
    database_url: str = ""
    time_zone: str = "UTC"
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    mail: MailSettings = field(default_factory=MailSettings)
    bake: BakeSettings = field(default_factory=BakeSettings)
    bucket: BucketSettings = field(default_factory=BucketSettings)
    translation: TranslationSettings = field(default_factory=TranslationSettings)

    @property
    def secure(self) -> bool:
        """Whether readers come by https, through a proxy of ours that speaks it."""
        return self.base_url.startswith("https://")

    @property
    def database(self) -> Path:
        """The SQLite file (used where ``database_url`` is empty)."""
        return self.path / "database.sqlite3"

    @property
    def media(self) -> Path:
        """The folder of pictures and other uploads."""
        return self.path / "media"

    @property
    def archive(self) -> Path:
        """The folder of kept copies of cited pages, which only editors see."""
        return self.path / "archive"

    @property
    def public(self) -> Path:
        """The folder of baked documents: the public site."""
        return self.path / "public"

    @property
    def identity_key(self) -> Path:
        """The key that seals who sent a report. No backup holds it."""
        return self.path / "identity.key"

    @property
    def outgoing_mail(self) -> Path:
        """Where mail is put when no SMTP server is set."""
        return self.path / "mail"


_KEYS: dict[str, type] = {
    "secret_key": str,
    "base_url": str,
    "hosts": list,
    "demo": bool,
    "database_url": str,
    "time_zone": str,
    "proxies": list,
    "mail": dict,
    "bake": dict,
    "bucket": dict,
    "translation": dict,
}
_BAKE_KEYS: dict[str, type] = {"brotli": int, "gzip": int}
_MOST = {"brotli": 11, "gzip": 9}
_MAIL_KEYS: dict[str, type] = {
    "host": str,
    "port": int,
    "user": str,
    "password": str,
    "tls": bool,
    "sender": str,
}


_TRANSLATION_KEYS: dict[str, type] = {"service": str, "address": str, "key": str}
_SERVICES = ("libretranslate", "deepl", "dummy")
_BUCKET_KEYS: dict[str, type] = {"name": str, "endpoint": str, "region": str, "prefix": str}
_BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*")
_ENDPOINT = re.compile(r"https?://[^/?#@\s]+/?")


def _checked(values: dict[str, Any], known: dict[str, type], where: Path, prefix: str = "") -> dict[str, Any]:
    for key, value in values.items():
        if key not in known:
            raise FolderError(f"{where}: unknown setting {prefix}{key}. Known: {', '.join(sorted(known))}.")
        if not isinstance(value, known[key]) or (known[key] is int and isinstance(value, bool)):
            raise FolderError(f"{where}: {prefix}{key} must be a {known[key].__name__}, not {value!r}.")
    return values


def _bucket(values: dict[str, Any], where: Path) -> BucketSettings:
    """Return where the bucket is.

    Raises:
        FolderError: something there can't be a bucket's, or is a secret.
    """
    for key in values:
        if "secret" in key or "access" in key or key in {"key", "password", "token"}:
            raise FolderError(
                f"{where}: bucket.{key} does not belong in a file. Put the credentials into the environment: "
                "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
            )
    bucket = BucketSettings(**_checked(values, _BUCKET_KEYS, where, "bucket."))
    if not bucket.name:
        if any(values.values()):
            raise FolderError(f"{where}: bucket.name is missing. Without it there is no bucket.")
        return bucket
    if not _BUCKET_NAME.fullmatch(bucket.name):
        raise FolderError(
            f"{where}: bucket.name must be 3 to 63 small letters, digits, dots and hyphens, not {bucket.name!r}."
        )
    if bucket.endpoint and not _ENDPOINT.fullmatch(bucket.endpoint):
        raise FolderError(
            f"{where}: bucket.endpoint must be an address such as https://s3.example.org, without the bucket's name "
            f"after it, not {bucket.endpoint!r}."
        )
    prefix = bucket.prefix and bucket.prefix.rstrip("/") + "/"
    if not _PREFIX.fullmatch(prefix):
        raise FolderError(
            f'{where}: bucket.prefix must be words with / between them, such as "digest", not {bucket.prefix!r}.'
        )
    return replace(bucket, endpoint=bucket.endpoint.rstrip("/"), prefix=prefix)


def _translation(values: dict[str, Any], where: Path) -> TranslationSettings:
    """Return which service makes drafts of translations.

    Raises:
        FolderError: there is no such service, or what it needs is missing.
    """
    said = TranslationSettings(**_checked(values, _TRANSLATION_KEYS, where, "translation."))
    if said.service and said.service not in _SERVICES:
        raise FolderError(
            f"{where}: translation.service must be one of {', '.join(_SERVICES)}, not {said.service!r}."
        )
    if said.address and not re.fullmatch(r"https?://[^?#@\s]+", said.address):
        raise FolderError(
            f"{where}: translation.address must be an address such as http://127.0.0.1:5000, not {said.address!r}."
        )
    if said.service == "libretranslate" and not said.address:
        raise FolderError(f"{where}: translation.address is missing: where LibreTranslate answers.")
    if said.service == "deepl" and not said.key:
        raise FolderError(f"{where}: translation.key is missing: DeepL answers nobody without one.")
    return said


def read_folder(path: Path) -> Folder:
    """Read the settings of the publication in ``path``.

    Raises:
        FolderError: no settings file there, not TOML, an unknown setting, a value of the wrong type.
    """
    file = path / SETTINGS_FILE
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FolderError(
            f"{path} is not a publication: it has no {SETTINGS_FILE}. Make one: standfirst init {path}"
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FolderError(f"{file} can't be read: {error}") from error
    values = _checked(values, _KEYS, file)
    if not values.get("secret_key"):
        raise FolderError(f"{file}: secret_key is missing. Put a long random text there.")
    mail = MailSettings(**_checked(values.pop("mail", {}), _MAIL_KEYS, file, "mail."))
    bake = BakeSettings(**_checked(values.pop("bake", {}), _BAKE_KEYS, file, "bake."))
    for name, most in _MOST.items():
        if not 0 <= getattr(bake, name) <= most:
            raise FolderError(f"{file}: bake.{name} must be between 0 and {most}.")
    bucket = _bucket(values.pop("bucket", {}), file)
    translation = _translation(values.pop("translation", {}), file)
    for name in ("hosts", "proxies"):
        if name in values:
            if not all(isinstance(item, str) for item in values[name]):
                raise FolderError(f'{file}: {name} must be a list of texts, such as ["localhost"].')
            values[name] = tuple(values[name])
    return Folder(path=path.resolve(), mail=mail, bake=bake, bucket=bucket, translation=translation, **values)


def current_folder() -> Folder:
    """Return the publication this process runs: the one ``STANDFIRST_DIR`` names, else the working folder's."""
    return read_folder(Path(os.environ.get(FOLDER_VARIABLE, ".")))
