"""Publications in processes of their own, as readers meet them."""

from __future__ import annotations

import email
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.operator.running import SOURCE, environment, serving

PASSWORD = "a long enough passphrase"
LEAD = "Russian peacekeepers begin to leave Karabakh"


@dataclass(frozen=True)
class Site:
    """A served publication."""

    folder: Path
    base: str

    def link_in_mail(self, to: str, pattern: str) -> str:
        """Return the first link like ``pattern`` in the newest letter to ``to``."""
        for path in sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime)[::-1]:
            letter = email.message_from_bytes(path.read_bytes().split(b"\n" + b"-" * 79)[0])
            body = letter.get_payload(decode=True)
            assert isinstance(body, bytes)
            if letter["To"] == to and (found := re.search(rf"http://\S*{pattern}\S*", body.decode())):
                return found[0]
        raise AssertionError(f"no letter to {to} with {pattern}")


@contextmanager
def farsi(folder: Path) -> Iterator[Site]:
    """Make the publication of ``tests.tools.farsi`` in ``folder`` and serve it for the block."""
    where = {**environment(), "PYTHONPATH": f"{SOURCE}:{SOURCE.parent}"}
    subprocess.run([sys.executable, "-m", "tests.tools.farsi", str(folder)], env=where, check=True)
    with serving("serve", folder, "--port", "0") as running:
        yield Site(folder, f"http://localhost:{running.port}")


def sign_in(page: Any, base: str, address: str, password: str = PASSWORD, language: str = "en") -> None:
    """Sign in by the form."""
    page.goto(f"{base}/_/{language}/account/login/")
    page.fill("[name=login]", address)
    page.fill("[name=password]", password)
    page.click("main button[type=submit] >> nth=0")


def register(page: Any, site: Site, address: str, language: str = "en") -> None:
    """Register by the form and open the letter's link; leaves the page signed out or in, as the site does."""
    page.goto(f"{site.base}/_/{language}/account/signup/")
    page.fill("[name=email]", address)
    page.fill("[name=password1]", PASSWORD)
    page.click("main button[type=submit]")
    page.goto(site.link_in_mail(address, "confirm-email"))
    page.click("main button[type=submit]")


def say_who(page: Any, password: str = PASSWORD) -> None:
    """Give the password again, as before everything that changes how somebody signs in."""
    page.wait_for_url(re.compile("/reauthenticate/"))
    page.fill("[name=password]", password)
    page.click("main button[type=submit] >> nth=0")
    page.wait_for_url(lambda address: "/reauthenticate/" not in address)
