"""Documents for machines: robots.txt, security.txt, tdmrep.json and the web app manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from standfirst.keys.documents import Rendered
from standfirst.publication.languages import direction
from standfirst.publication.models import Publication
from standfirst.publication.reading import absolute, languages, publication
from standfirst.publication.text import any_text, text_in
from standfirst.theme import palette

MINERS = (
    "Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "Google-Extended", "GPTBot",
    "meta-externalagent",
)  # fmt: skip
"""Crawlers that gather text for training models and say that they heed robots.txt; search engines are others."""
_TEXT = "text/plain; charset=utf-8"


class Robots:
    """``/robots.txt`` (RFC 9309)."""

    name = "robots"

    def paths(self) -> Iterator[str]:
        """Yield the one address."""
        yield "/robots.txt"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the file; where text and data mining is reserved, it sends those crawlers away."""
        if path != "/robots.txt":
            return None
        lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /_/", ""]
        if publication().tdm_reservation:
            lines += [*(f"User-agent: {name}" for name in MINERS), "Disallow: /", ""]
        lines += [f"Sitemap: {absolute('/sitemap.xml')}", ""]
        return Rendered("\n".join(lines).encode(), _TEXT)


class TdmRep:
    """``/.well-known/tdmrep.json`` (TDM Reservation Protocol, final report of 10 May 2024)."""

    name = "tdmrep"

    def paths(self) -> Iterator[str]:
        """Yield the one address."""
        yield "/.well-known/tdmrep.json"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the file: whether mining is reserved everywhere, and the policy where there is one."""
        if path != "/.well-known/tdmrep.json":
            return None
        record = publication()
        rule: dict[str, Any] = {"location": "/", "tdm-reservation": int(record.tdm_reservation)}
        if record.tdm_reservation and record.tdm_policy_url:
            rule["tdm-policy"] = record.tdm_policy_url
        return Rendered(_json([rule]), "application/json")


class SecurityTxt:
    """``/.well-known/security.txt`` (RFC 9116); none where no contact is set."""

    name = "security"

    def paths(self) -> Iterator[str]:
        """Yield the address where there is a contact."""
        if _security(publication()):
            yield "/.well-known/security.txt"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the file. It expires on the publication's stored date, which the schedule renews."""
        if path != "/.well-known/security.txt":
            return None
        text = _security(publication())
        return Rendered(text.encode(), _TEXT) if text else None


def _security(record: Publication) -> str:
    contact = record.security_contact or record.contact_email
    if not contact or record.security_expires is None:
        return ""
    if "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    lines = [
        f"Contact: {contact}",
        f"Expires: {record.security_expires.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(languages())}",
    ]
    address = absolute("/.well-known/security.txt")
    if address.startswith("https://"):
        lines.append(f"Canonical: {address}")
    return "\r\n".join([*lines, ""])


class Palette:
    """The style sheet in the publication's colours, at an address that names its bytes."""

    name = "palette"

    def paths(self) -> Iterator[str]:
        """Yield the one address that the colours of today have."""
        yield palette.path(publication())

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the style sheet; the instant makes no difference."""
        if not path.startswith("/assets/publication."):
            return None
        record = publication()
        return (
            Rendered(palette.css(record), "text/css; charset=utf-8") if path == palette.path(record) else None
        )


class Manifest:
    """``/<language>/manifest.webmanifest`` (W3C Web Application Manifest)."""

    name = "manifest"

    def paths(self) -> Iterator[str]:
        """Yield one address for each language."""
        for language in languages():
            yield f"/{language}/manifest.webmanifest"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the manifest of the language in ``path``."""
        if not path.endswith("/manifest.webmanifest"):
            return None
        language = path[1:].partition("/")[0]
        if path not in self.paths():
            return None
        record = publication()
        name = any_text(record.name, language)[0]
        manifest: dict[str, Any] = {
            "id": f"/{language}/",
            "name": name,
            "short_name": name,
            "lang": language,
            "dir": direction(language),
            "start_url": f"/{language}/",
            "scope": "/",
            "display": "minimal-ui",
            "theme_color": record.colour_light,
            "background_color": "#ffffff",
            "icons": [
                {"src": f"/icons/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
                for size in (192, 512)
            ],
        }
        if tagline := text_in(record.tagline, language):
            manifest["description"] = tagline
        return Rendered(_json(manifest), "application/manifest+json")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
