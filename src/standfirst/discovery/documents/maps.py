"""Sitemaps: one for the fronts of each language, one for each hundred stories, one for the news of two days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet

from standfirst.discovery import sitemaps
from standfirst.dossiers import reading as dossiers
from standfirst.keys.documents import Rendered
from standfirst.keys.recording import read
from standfirst.publication.models import Section, StandingPage, Topic
from standfirst.publication.reading import absolute, languages, publication
from standfirst.publication.text import any_text, text_in
from standfirst.stories import heads
from standfirst.stories.gatherings import Gathering, parse_key
from standfirst.stories.models import Story
from standfirst.stories.public import public

_PAGE = re.compile(r"/sitemaps/([a-z][a-z-]*)/(pages|\d{1,6})\.xml")
NEWS_FOR = timedelta(days=2)
NEWS_AT_MOST = 1000


def _for_machines(body: bytes, changes_at: datetime | None = None) -> Rendered:
    return Rendered(body, sitemaps.XML_TYPE, changes_at)


class SitemapIndex:
    """``/sitemap.xml``. Says nothing of times: it changes only when another hundred stories are full."""

    name = "sitemap-index"

    def paths(self) -> Iterator[str]:
        """Yield the one address."""
        yield "/sitemap.xml"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the index."""
        if path != "/sitemap.xml":
            return None
        entries = [("/sitemaps/news.xml", None)]
        for language in languages():
            entries.append((f"/sitemaps/{language}/pages.xml", None))
            everything = Gathering("newest", "", language)
            read(everything.page_key("last"))
            entries += [(f"/sitemaps/{language}/{n}.xml", None) for n in range(1, everything.last_page() + 1)]
        return _for_machines(sitemaps.index((absolute(entry), changed) for entry, changed in entries))


class Sitemaps:
    """``/sitemaps/<language>/pages.xml`` and ``/sitemaps/<language>/<n>.xml``, numbered from the oldest stories."""

    name = "sitemaps"

    def paths(self) -> Iterator[str]:
        """Yield the address of every sitemap."""
        for language in languages():
            yield f"/sitemaps/{language}/pages.xml"
            for number in range(1, Gathering("newest", "", language).last_page() + 1):
                yield f"/sitemaps/{language}/{number}.xml"

    def affected(self, key: str) -> Iterable[str]:
        """``archive:newest::<l>:<n>``: the sitemap of the same hundred."""
        found = parse_key(key)
        if found and found[0].kind == "newest" and found[1] is not None:
            number = found[0].last_page() if found[1] == "last" else found[1]
            yield f"/sitemaps/{found[0].language}/{number}.xml"

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return one sitemap. Nothing that is ``noindex`` stands in it."""
        found = _PAGE.fullmatch(path)
        if found is None or found[1] not in languages():
            return None
        if found[2] == "pages":
            return _for_machines(sitemaps.pages(_fronts(found[1])))
        page = Gathering("newest", "", found[1]).page(int(found[2]))
        return _for_machines(sitemaps.pages(_stories(page[0]))) if page else None


def _fronts(language: str) -> list[sitemaps.Address]:
    read("menu", "index:sections", "index:topics")
    paths = [f"/{language}/", f"/{language}/newest/"]
    standing = StandingPage.objects.filter(live=True, locale__language_code=language).order_by("path")
    for page in standing.select_related("locale").defer("body"):
        read(f"standing:{page.uid}")
        paths.append(page.public_path())
    paths += [f"/{language}/sections/{s.slug}/" for s in Section.objects.all() if text_in(s.name, language)]
    paths += [f"/{language}/topics/{t.slug}/" for t in Topic.objects.all() if text_in(t.name, language)]
    paths += _dossiers(language)
    return [sitemaps.Address(absolute(path)) for path in paths]


def _dossiers(language: str) -> list[str]:
    """The pages of dossiers but those of single days."""
    paths = [f"/{language}/dossiers/"]
    for slug in dossiers.slugs(language):
        dossier = dossiers.opened(slug)
        if dossier is not None:
            below = ("", "chronology/", "incidents/", "days/", "sources/", *dossier.addresses.values())
            paths += [f"{dossier.path(language)}{rest}" for rest in below]
    return paths


def _indexed(story: Story) -> bool:
    read(story.key)
    own_address = heads.canonical(story) == absolute(story.public_path() or "")
    return own_address and "noindex" not in heads.robots(story)


def _stories(stories: QuerySet[Story]) -> list[sitemaps.Address]:
    found = list(
        stories.select_related("locale", "permission", "original").defer("body", "body_html", "body_text")
    )
    keys = {story.translation_key for story in found}
    versions: dict[object, list[Story]] = {key: [] for key in keys}
    for story in public(Story.objects.filter(translation_key__in=keys)).select_related("locale"):
        versions[story.translation_key].append(story)
    addresses = []
    for story in found:
        if not _indexed(story):
            continue
        read(f"translations:{story.translation_key}")
        others = sorted(versions[story.translation_key], key=lambda each: each.locale.language_code)
        changed = story.updated_at or story.first_published_at
        addresses.append(
            sitemaps.Address(absolute(story.public_path() or ""), changed, heads.alternates(others))
        )
    return addresses


class NewsSitemap:
    """``/sitemaps/news.xml``: the stories of the last two days, which leave it by the clock."""

    name = "sitemap-news"

    def paths(self) -> Iterator[str]:
        """Yield the one address."""
        yield "/sitemaps/news.xml"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the news sitemap as of ``instant``; it changes when its oldest story is two days old."""
        if path != "/sitemaps/news.xml":
            return None
        addresses = []
        leave_at: list[datetime] = []
        record = publication()
        for language in languages():
            newest = Gathering("newest", "", language).newest(NEWS_AT_MOST, instant - NEWS_FOR)
            stories = newest.select_related("locale", "permission", "original").defer(
                "body", "body_html", "body_text"
            )
            for story in stories:
                published = story.first_published_at
                if published is not None and _indexed(story):
                    leave_at.append(published + NEWS_FOR)
                    addresses.append(
                        sitemaps.NewsAddress(
                            url=absolute(story.public_path() or ""),
                            headline=story.title,
                            language=language.partition("-")[0],
                            published_at=published,
                            publication=any_text(record.name, language)[0],
                        )
                    )
        addresses.sort(key=lambda address: (address.published_at, address.url), reverse=True)
        return _for_machines(sitemaps.news(addresses), min(leave_at, default=None))
