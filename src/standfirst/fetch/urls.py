"""One reading of a URL, so that what was checked is what is asked for."""

import re
from dataclasses import dataclass

import httpx2
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .addresses import is_http_port, parse_address
from .errors import FetchRefused, Reason, Text

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
# WHATWG URL, "ends in a number": browsers and resolvers read such hosts as addresses in odd notations.
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
MAX_URL = 2048


@dataclass(frozen=True)
class Target:
    """One checked address. `host` is ASCII without brackets, `authority` is what the Host header says."""

    url: str
    scheme: str
    host: str
    port: int
    path: bytes

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def shown(url: str) -> str:
    """`url` for a message: short, printable, and without a password."""
    text = "".join(char if char.isprintable() else "�" for char in url)
    text = re.sub(r"//[^/@]*@", "//…@", text)
    return text if len(text) <= 120 else text[:119] + "…"


def parse_target(url: str, *, base: str | None = None) -> Target:
    """Checks everything about `url` that needs no network; `base` resolves a relative redirect.

    Raises FetchRefused for anything but a plain http or https address.
    """
    text = url.strip(" \t\r\n")
    if len(text) > MAX_URL:
        raise _refused(
            url, _("This address is longer than {limit} characters: {url}. Use the page's short one.")
        )
    if not text or re.search(r"[\x00-\x20\x7f\\]", text):
        raise _refused(url, _("{url} is not a web address. Copy it again from the browser's address bar."))
    try:
        parsed = httpx2.URL(text) if base is None else httpx2.URL(base).join(text)
        scheme, host = parsed.scheme, parsed.raw_host.decode("ascii").lower()
        port = parsed.port or _DEFAULT_PORTS.get(scheme, 0)
        userinfo = parsed.userinfo
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        raise _refused(
            url, _("{url} is not a web address. Copy it again from the browser's address bar.")
        ) from error
    if scheme not in _DEFAULT_PORTS:
        raise _refused(url, _("{url} is not a web address: only http:// and https:// can be fetched."))
    if userinfo or "@" in text.split("/")[2 if "//" in text else 0]:
        raise _refused(url, _("{url} has a user name in it. Remove everything up to and with the @ sign."))
    _check_host(url, host)
    if not is_http_port(port):
        raise _refused(
            url,
            _("{url} asks for a port that is not used by web sites. Use the site's usual address."),
            Reason.PORT,
        )
    asked = str(parsed.copy_with(fragment=None))
    return Target(asked, scheme, host, port, parsed.raw_path)


def _check_host(url: str, host: str) -> None:
    if parse_address(host) is not None:
        return
    labels = host.rstrip(".").split(".")
    if not _NAME.fullmatch(host) or _NUMBER.fullmatch(labels[-1]):
        raise _refused(url, _("{url} does not name a site. Write the site's name, such as www.example.org."))


def _refused(url: str, message: Text, reason: Reason = Reason.ADDRESS) -> FetchRefused:
    return FetchRefused(reason, format_lazy(str(message), url=shown(url), limit=MAX_URL), url)
