"""Configurations for the web server in front of a publication, made from what the app itself does.

The headers, media types and lifetimes in them are the embedded server's own, so the two can't drift apart.
"""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from standfirst.bake.types import BY_ENDING, BY_NAME, cache_control
from standfirst.project.folder import Folder
from standfirst.project.headers import DOCUMENT, MEDIA, headers_for
from standfirst.project.server.site import APP_PREFIXES, STATUSES

TEMPLATES = {"nginx": "nginx.conf", "caddy": "Caddyfile", "systemd": "standfirst.service"}
"""What can be made, and from which template."""


@dataclass(frozen=True)
class Place:
    """Where the publication is and how it is reached."""

    folder: Path
    name: str
    """The public host name."""
    app: str
    """Host and port at which ``standfirst serve`` listens."""
    languages: tuple[str, ...]
    user: str
    command: str


def place(folder: Folder, languages: list[str], port: int) -> Place:
    """Return the place of ``folder`` on this machine."""
    command = f"{sys.executable} -m standfirst.cli"
    name = urlsplit(folder.base_url).hostname or "localhost"
    return Place(folder.path, name, f"127.0.0.1:{port}", tuple(languages), getpass.getuser(), command)


def configuration(kind: str, where: Place) -> str:
    """Return the text of a configuration file: ``nginx``, ``caddy`` or ``systemd``."""
    templates = Environment(  # noqa: S701 (configuration files, not HTML)
        loader=PackageLoader("standfirst.project.web_server", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return templates.get_template(TEMPLATES[kind]).render(
        place=where,
        document=DOCUMENT,
        media=MEDIA,
        share_corp=headers_for("/share.png")["Cross-Origin-Resource-Policy"],
        app_prefixes=[prefix for prefix in APP_PREFIXES if prefix != "/media/"],
        for_ever=cache_control("/assets/x"),
        for_a_day=cache_control("/icons/x"),
        asked_again=cache_control("/"),
        by_name=BY_NAME,
        by_ending=BY_ENDING,
        statuses=sorted(STATUSES),
    )
