"""Watched sources as an editor sees them: trying, watching, lists in and out, what came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from standfirst.fetch import turns
from standfirst.stories.tests.factories import as_chief, make_agent, make_publication, make_section, make_user
from standfirst.wire.admin import sources
from standfirst.wire.feeds.opml import read_opml
from standfirst.wire.models import Item, WatchedSource
from standfirst.wire.tests.watched import NOW, Watch, news, said, site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
TRY, LIST = "/admin/wire/sources/try/", "/admin/snippets/wire/watchedsource/"


@pytest.fixture
def editor(client: Client) -> Client:
    return as_chief(client)


@pytest.fixture
def watch(editor, monkeypatch):
    with site({"/feed": [said(news("1", "2"), Content_Type="application/rss+xml")]}) as served:
        made = Watch(served)
        monkeypatch.setattr(sources, "NETWORK", made.network)
        monkeypatch.setattr("standfirst.wire.actions.sources.TURNS", turns.Turns(timedelta(0)))
        yield made
        made.poller.close()


def test_an_address_is_tried_watched_and_led_to_its_form(editor, watch):
    url = f"http://tide.example:{watch.site.port}/feed"
    shown = editor.post(TRY, {"address": url})
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "RSS 2.0" in text and "2 entries" in text and "News 1 of the ferry" in text
    assert not WatchedSource.objects.exists()
    saved = editor.post(
        "/admin/wire/sources/watch/", {"address": url, "title": "The Tide", "site": "", "language": "en"}
    )
    source = WatchedSource.objects.get()
    assert saved.url.endswith(f"/{source.pk}/") and str(source.outlet) == "The Tide"
    assert "watched already" in editor.post(TRY, {"address": url}).content.decode()


def test_what_is_no_feed_says_what_to_watch_instead(editor, watch):
    page = b"<html><head><link rel=alternate type='application/rss+xml' title='News &lt;b&gt;' href='/feed'>"
    watch.site.script["/"] = [said(page)]
    shown = editor.post(TRY, {"address": f"http://tide.example:{watch.site.port}/"})
    assert shown.status_code == 422
    assert "web page, not a feed" in shown.content.decode() and "/feed" in shown.content.decode()
    assert "<b>" not in shown.content.decode().split("standfirst-tried")[1].split("</ul>")[0]


@pytest.mark.parametrize("address", ["http://10.0.0.1/feed", "not an address", "file:///etc/passwd"])
def test_an_address_that_is_none_is_refused(editor, address):
    assert editor.post(TRY, {"address": address}).status_code == 422


def test_the_list_and_the_form_show_how_a_source_does(editor, watch):
    watch.site.script["/feed"] = [said(b"<script>alert(1)</script> no feed")]
    source = watch.source(title="The Tide")
    watch.poll()
    listed = editor.get(LIST).content.decode()
    assert "The Tide" in listed and "failing" in listed
    form = editor.get(f"{LIST}edit/{source.pk}/").content.decode()
    assert "neither RSS, Atom" in form and "alert(1)" not in form
    assert editor.post(f"/admin/wire/sources/{source.pk}/anew/").status_code == 302
    source.refresh_from_db()
    assert source.next_check > NOW


def test_an_address_that_moved_is_not_watched_twice_and_a_new_one_is_learned_anew(editor, watch):
    source = watch.source(
        title="The Tide", etag='"1"', identity="tag:old", former=["https://tide.example/old"]
    )
    fields = {
        "outlet": source.outlet_id,
        "title": "",
        "language": "az",
        "section": "",
        "licence": "",
        "active": "on",
    }
    refused = editor.post(f"{LIST}add/", {"url": "https://tide.example/old", **fields})
    assert "watched already" in refused.content.decode()
    saved = editor.post(f"{LIST}edit/{source.pk}/", {"url": "https://tide.example/new", **fields})
    assert saved.status_code == 302, saved.content.decode()[:2000]
    source.refresh_from_db()
    assert (source.url, source.etag, source.identity, source.language) == (
        "https://tide.example/new",
        "",
        "",
        "az",
    )
    assert (
        "not a language"
        in editor.post(
            f"{LIST}edit/{source.pk}/", {"url": source.url, **fields, "language": "?"}
        ).content.decode()
    )


def test_lists_of_feeds_go_in_and_out(editor):
    make_agent("Tide", "outlet", url="https://www.tide.example/")
    make_section("news")
    content = (
        b"<opml version='2.0'><body><outline text='News'><outline text='The Tide' xmlUrl='https://tide.example/f'/>"
        b"</outline><outline text='Port' xmlUrl='https://port.example/f' htmlUrl='https://port.example/'/></body></opml>"
    )
    for _ in range(2):
        answer = editor.post(
            "/admin/wire/sources/take-in/",
            {"file": SimpleUploadedFile("list.opml", content), "language": "en"},
        )
        assert answer.status_code == 302
    tide, port = WatchedSource.objects.order_by("url").reverse()
    assert (str(tide.outlet), tide.section.slug, str(port.outlet), port.section) == (
        "Tide",
        "news",
        "Port",
        None,
    )
    out = read_opml(editor.get("/admin/wire/sources.opml").content)
    assert {each.url: each.folder for each in out} == {
        "https://tide.example/f": "News",
        "https://port.example/f": "",
    }
    bad = editor.post("/admin/wire/sources/take-in/", {"file": SimpleUploadedFile("list.opml", b"<rss/>")})
    assert bad.status_code == 422 and "OPML" in bad.content.decode()


def test_items_are_found_by_source_language_age_and_words(editor, watch):
    source = watch.source(language="en")
    watch.poll()
    Item.objects.filter(name="2").update(title="Çörək <script>", language="az", at=NOW + timedelta(days=365))

    def found(query: str) -> list[bool]:
        text = editor.get(f"/admin/wire/items/?{query}").content.decode()
        assert "Çörək <script>" not in text
        return ["News 1" in text, "Çörək" in text]

    assert found("") == [True, True]
    assert found("language=az") == [False, True]
    assert found(f"source={source.pk}&words=ferry+bread") == [True, False]
    assert found("days=1") == [False, True]
    assert editor.get("/admin/wire/items/?source=x").status_code == 422
    assert editor.get("/admin/wire/items/?before=nonsense").status_code == 200


def test_pages_of_items_follow_each_other_without_a_gap(editor, watch, monkeypatch):
    monkeypatch.setattr("standfirst.wire.admin.items.PAGE", 2)
    watch.site.script["/feed"] = [said(news("1", "2", "3"))]
    watch.source()
    watch.poll()
    first = editor.get("/admin/wire/items/").content.decode()
    following = first.split('rel="next" href="?')[1].split('"')[0].replace("&amp;", "&")
    second = editor.get(f"/admin/wire/items/?{following}").content.decode()
    assert (
        sum(f"News {n} of" in first for n in "123") == 2 and sum(f"News {n} of" in second for n in "123") == 1
    )


def test_without_the_permission_nothing_is_shown_or_done(client):
    make_publication()
    user = make_user("writer@example.org")
    group = Group.objects.create(name="Guests")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    user.groups.set([group])
    user.is_superuser = False
    user.save()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for path in ("", "items/", "sources/try/", "sources.opml", "sources/take-in/"):
        assert client.get(f"/admin/wire/{path}").status_code == 302
    assert "permission" in client.get("/admin/wire/", follow=True).content.decode()
