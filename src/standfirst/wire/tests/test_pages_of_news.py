"""Pages that list news without a feed: what is an article on them, and how they are watched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from standfirst.stories.tests.factories import as_chief
from standfirst.wire.admin import sources
from standfirst.wire.feeds import FeedRefused, Refusal
from standfirst.wire.feeds.parsing import read
from standfirst.wire.models import Item, WatchedHost, WatchedSource
from standfirst.wire.tests.watched import NOW, Watch, said, site

TODAY = datetime(2026, 3, 3, tzinfo=UTC)
AT = "https://www.tide.example/news/"
TEASERS = (
    ("/news/2026/03/no-ferry-no-bread", "No ferry, no bread: the islands wait", "2026-03-02T08:00:00+01:00"),
    ("/news/2026/03/a-pilot-is-sought", "A pilot is sought, and nobody has applied", "2026-03-01"),
    ("/story?id=20417", "The council meets on Thursday about the ferry", "next week"),
)


def listing(*teasers: tuple[str, str, str]) -> bytes:
    articles = "".join(
        f"<article><a href='{path}'><img src=x alt=Boat></a><h2><a href='{path}#top'>{title}</a></h2>"
        f"<time datetime='{when}'>{when}</time><a href='/tag/ferry'>Ferries</a></article>"
        for path, title, when in teasers
    )
    return f"""<!doctype html><html lang="en"><title>News | The Tide</title>
<nav><a href="/news/2020/01/the-old-archive-of-everything">The archive of everything we printed</a></nav>
<main>{articles}<a href="/about">About our small newspaper and its people</a>
<a href="https://elsewhere.example/2026/03/somebody-elses-news">News of somebody else's, far away</a>
<a href="javascript:alert('20417')">A script that looks like an article</a>
<a href="/news/2026/03/more-of-it">More</a></main>
<footer><a href="/legal/terms-of-use-of-this-site">The terms of use of this whole site</a></footer></html>""".encode()


def test_articles_are_found_and_nothing_else_is() -> None:
    found = read(listing(*TEASERS), url=AT, content_type="text/html", today=TODAY, page=True)
    assert (found.kind, found.title, found.language, found.url) == ("Page", "News | The Tide", "en", AT)
    assert [(entry.url, entry.title) for entry in found.entries] == [
        (f"https://www.tide.example{path}", title) for path, title, _when in TEASERS
    ]
    assert [entry.published for entry in found.entries] == [
        datetime(2026, 3, 2, 7, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC), None,
    ]  # fmt: skip
    assert found.entries[2].wrong_date == "next week" and found.notes == ("dates",)


def test_what_is_no_list_is_refused_and_nothing_is_guessed() -> None:
    for page in (
        listing(*TEASERS[:2]),
        b"<html><body>Tide</body></html>",
        b"<!doctype html>" + b"<a" * 50_000,
    ):
        with pytest.raises(FeedRefused) as refused:
            read(page, url=AT, content_type="text/html", today=TODAY, page=True)
        assert refused.value.why == Refusal.PAGE_WITHOUT
    with pytest.raises(FeedRefused):
        read(listing(*TEASERS), url=AT, content_type="text/html", today=TODAY)


@pytest.mark.django_db
def test_it_is_tried_watched_and_asked_for_what_is_new(
    client: Client, monkeypatch: pytest.MonkeyPatch, signed_in_editors_may_edit: None
) -> None:
    fourth = ("/news/2026/03/the-council-has-met", "The council has met about the pilot", "")
    with site(
        {"/news": [said(listing(*TEASERS)), said(listing(*TEASERS)), said(listing(fourth, *TEASERS))]}
    ) as served:
        watch = Watch(served)
        monkeypatch.setattr(sources, "NETWORK", watch.network)
        address = f"http://tide.example:{served.port}/news"
        tried = as_chief(client).post("/admin/wire/sources/try/", {"address": address})
        assert tried.status_code == 200 and "No ferry, no bread" in tried.text and "Page" in tried.text
        client.post("/admin/wire/sources/watch/", {"address": address, "kind": "Page", "title": "The Tide"})
        source = WatchedSource.objects.get()
        assert source.page
        WatchedHost.objects.create(host=source.host, robots_at=NOW, reservations_at=NOW)
        WatchedSource.objects.update(next_check=NOW)
        watch.poll()
        assert Item.objects.count() == 3
        watch.poll_until_due(source)
        assert sorted(Item.objects.values_list("title", flat=True))[2] == fourth[1]
        watch.poller.close()


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "asked"), [(True, 0), (False, 1)])
def test_robots_txt_holds_for_a_page_as_for_an_article(page: bool, asked: int) -> None:
    with site({"/feed": [said(listing(*TEASERS))]}) as served:
        watch = Watch(served)
        source = watch.source(page=page)
        WatchedHost.objects.update(robots="User-agent: *\nDisallow: /")
        watch.poll(timedelta(0))
        assert len(served.asked) == asked
        assert ("robots.txt" in WatchedSource.objects.get().answers[0]["said"]) is page
        assert source.url and not Item.objects.exists()
        watch.poller.close()
