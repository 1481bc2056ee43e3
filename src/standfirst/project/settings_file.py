"""Writing ``publication.toml``: what a person edits, so every setting is explained where it stands."""

from __future__ import annotations

import json
import os
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from standfirst.project.folder import SETTINGS_FILE

TEMPLATE = """\
# Settings of this publication. Everything else (name, languages, menus, texts) is edited in the admin.
# After a change: restart `standfirst serve`. What is wrong is said by `standfirst check`.

# Signs sessions and links in mail. Keep it secret; a new one signs everybody out.
secret_key = {secret_key}

# The public address. With https://, put a web server that speaks https in front of `standfirst serve`.
base_url = {base_url}

# The names this publication answers to.
hosts = {hosts}

# Time zone of the admin and of what is scheduled, such as "Asia/Baku".
time_zone = {time_zone}

# A demo may be used without a second factor on this machine, and says so on every admin page.
demo = {demo}

# PostgreSQL instead of the database file in this folder: "postgresql://user:password@host:5432/name"
{database_url}

# Addresses of the web servers in front, whose word on the reader's address is taken (with https only).
# proxies = ["127.0.0.1", "::1"]

# Mail. Without a host it is put as files into the folder "mail".
[mail]
# host = "smtp.example.org"
# port = 587
# user = ""
# password = ""
# tls = true
sender = {sender}

# The public site: how hard its files are compressed (0 makes no such files).
[bake]
# brotli = 5
# gzip = 6

# An S3-compatible bucket that gets the public site as well: for a CDN. Its credentials are never in this file, but in the
# environment of `standfirst serve`: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
[bucket]
# name = "digest"
# endpoint = "https://s3.example.org"
# region = ""
# prefix = ""

# A service that makes drafts of translations: "libretranslate" (an address, perhaps of this machine) or "deepl" (a key).
[translation]
# service = "libretranslate"
# address = "http://127.0.0.1:5000"
# key = ""
"""


def _toml(value: object) -> str:
    # JSON's texts, lists and truth values are TOML's too.
    return json.dumps(value, ensure_ascii=False)


def _database_line(url: str) -> str:
    return f"database_url = {_toml(url)}" if url else '# database_url = ""'


def settings_text(base_url: str, demo: bool, time_zone: str = "UTC", database_url: str = "") -> str:
    """Return a new ``publication.toml`` with a new secret key."""
    name = urlsplit(base_url).hostname or "localhost"
    hosts = list(dict.fromkeys([name, "localhost", "127.0.0.1", "[::1]"]))
    return TEMPLATE.format(
        secret_key=_toml(secrets.token_urlsafe(48)),
        base_url=_toml(base_url),
        hosts=_toml(hosts),
        time_zone=_toml(time_zone),
        demo=_toml(demo),
        database_url=_database_line(database_url),
        sender=_toml(f"standfirst@{name}"),
    )


def with_database(text: str, url: str) -> str:
    """Return the settings ``text`` with another ``database_url``, all else left as it was written."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("["):
            break
        if re.match(r"\s*database_url\s*=", line):
            lines[number] = _database_line(url)
            return "\n".join(lines) + "\n"
    return "\n".join([_database_line(url), *lines]) + "\n"


def write_settings(folder: Path, text: str) -> None:
    """Write the settings file so that only its owner can read it."""
    descriptor = os.open(folder / SETTINGS_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
