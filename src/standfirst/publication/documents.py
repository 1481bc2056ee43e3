"""Documents that readers see of the publication itself: chooser, standing pages, the page for nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape

from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext, gettext_lazy

from standfirst.keys.documents import Rendered
from standfirst.keys.recording import read
from standfirst.publication.bodies import body_html
from standfirst.publication.device import stored_on_device
from standfirst.publication.languages import direction
from standfirst.publication.models import StandingPage
from standfirst.publication.reading import (
    absolute,
    described,
    language_links,
    language_name,
    languages,
    publication,
    shell,
    shell_changes_at,
)
from standfirst.publication.text import any_text, text_in
from standfirst.publication.values import (
    AwayValue,
    ChooserEntry,
    ChooserValue,
    Crumb,
    Head,
    Link,
    NotFoundValue,
    StandingValue,
    StoredText,
)
from standfirst.theme.environment import render

_DESCRIPTION = 160
"""What search engines show of a description."""


class Chooser:
    """``/``: which language to read in; what search engines show to who reads none of them."""

    name = "chooser"

    def paths(self) -> Iterator[str]:
        """Yield the one address."""
        yield "/"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the chooser, in the publication's first language. None before there is a language."""
        tags = languages()
        if path != "/" or not tags:
            return None
        first = tags[0]
        around = shell(first, instant)
        body = render("pages/chooser.html", first, shell=around, page=chooser_value(tags))
        return Rendered(body, changes_at=shell_changes_at(instant))


def chooser_value(tags: list[str]) -> ChooserValue:
    """Return the chooser of the languages ``tags``, each in its own words."""
    record = publication()
    entries = tuple(
        ChooserEntry(
            language=tag,
            direction=direction(tag),
            label=language_name(tag),
            name=any_text(record.name, tag)[0],
            tagline=text_in(record.tagline, tag),
            path=f"/{tag}/",
        )
        for tag in tags
    )
    alternates = [(tag, absolute(f"/{tag}/")) for tag in tags]
    head = Head(
        title=any_text(record.name, tags[0])[0],
        description=text_in(record.tagline, tags[0]),
        canonical=absolute("/"),
        alternates=(*alternates, ("x-default", absolute("/"))),
    )
    return ChooserValue(head, entries)


class StandingPages:
    """``/<language>/<slug>/``: who we are, privacy, terms and their like."""

    name = "standing"

    def paths(self) -> Iterator[str]:
        """Yield the address of every published standing page, language by language."""
        read("menu")
        pages = StandingPage.objects.filter(live=True).select_related("locale").order_by("path")
        for page in pages.defer("body"):
            yield page.public_path()

    def affected(self, key: str) -> Iterable[str]:
        """``standing:<uid>``: the page's address."""
        kind, _colon, uid = key.partition(":")
        if kind == "standing":
            for page in StandingPage.objects.filter(uid=uid, live=True).select_related("locale"):
                yield page.public_path()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the page at ``path``, or None where no standing page is published there."""
        parts = path.strip("/").split("/")
        if len(parts) != 2 or path != f"/{parts[0]}/{parts[1]}/":
            return None
        read("menu")
        found = StandingPage.objects.filter(live=True, locale__language_code=parts[0], slug=parts[1])
        page = found.select_related("locale").first()
        if page is None:
            return None
        around = shell(parts[0], instant)
        body = render("pages/standing.html", parts[0], shell=around, page=standing_value(page))
        return Rendered(body, changes_at=shell_changes_at(instant))


def beginning(body: str) -> str:
    """Return the first words of a body as plain text, for search engines: whole words, at most 160 characters."""
    text = " ".join(unescape(strip_tags(body.replace("<", " <"))).split())
    return textwrap.shorten(text, _DESCRIPTION, placeholder=" …")


def preview(draft: StandingPage, language: str, instant: datetime) -> bytes:
    """Return a standing page as it would be if it were published."""
    return render("pages/standing.html", language, shell=shell(language, instant), page=standing_value(draft))


def standing_value(page: StandingPage) -> StandingValue:
    """Return what a standing page shows."""
    read(f"standing:{page.uid}")
    language = page.locale.language_code
    twins = StandingPage.objects.filter(live=True, translation_key=page.translation_key)
    paths = {twin.locale.language_code: twin.public_path() for twin in twins.select_related("locale")}
    versions = tuple(
        Link(link.label, paths[link.language], language=link.language)
        for link in language_links()
        if link.language in paths and link.language != language
    )
    alternates = [(tag, absolute(path)) for tag, path in paths.items()] if versions else []
    with translation.override(language):
        home = gettext("Home")
    body = body_html(page.body, language)
    return StandingValue(
        role=page.role,
        title=page.title,
        standfirst=page.standfirst,
        body_html=body,
        head=Head(
            title=page.title,
            description=page.search_description or page.standfirst or beginning(body),
            canonical=absolute(page.public_path()),
            alternates=tuple(sorted(alternates)),
        ),
        breadcrumb=(Crumb(home, f"/{language}/"), Crumb(page.title, page.public_path())),
        updated_at=page.last_published_at,
        versions=versions,
        stored=_stored(language) if page.role == StandingPage.Role.COOKIES else (),
    )


def _stored(language: str) -> tuple[StoredText, ...]:
    return stored_on_device(language, asks_consent=bool(publication().consent_purposes))


class _Notice:
    """A page of each language that a web server sends with a status of its own; no search engine keeps it."""

    name: str
    file: str
    status: int
    template: str
    value: type[NotFoundValue | AwayValue]
    title: Promise

    def paths(self) -> Iterator[str]:
        """Yield one address for each language."""
        for language in languages():
            yield f"/{language}/{self.file}"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the page of the language in ``path``."""
        if path not in self.paths():
            return None
        language = path[1:].partition("/")[0]
        with translation.override(language):
            title = str(self.title)
        # No address of its own: it is sent at every address where there is nothing.
        head = Head(title=title, description=described(language), canonical="", robots="noindex")
        body = render(self.template, language, shell=shell(language, instant), page=self.value(head))
        return Rendered(body, changes_at=shell_changes_at(instant), status=self.status)


class NotFound(_Notice):
    """``/<language>/404.html``: what the server sends where there is nothing."""

    name, file, status = "not-found", "404.html", 404
    template, value = "pages/not_found.html", NotFoundValue
    title = gettext_lazy("There is nothing here")


class Away(_Notice):
    """``/<language>/503.html``: what a web server in front sends for the app's pages while the app is stopped."""

    name, file, status = "away", "503.html", 503
    template, value = "pages/away.html", AwayValue
    title = gettext_lazy("This part is away for a while")
