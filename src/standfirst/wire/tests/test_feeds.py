"""Feeds as outlets send them, good and bad."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from standfirst.wire.feeds import Feed, FeedRefused, Refusal
from standfirst.wire.feeds.opml import Listed, OpmlRefused, read_opml, write_opml
from standfirst.wire.feeds.parsing import read
from standfirst.wire.feeds.sitemaps import sitemap

AT, TODAY = "https://tide.example/feed", datetime(2026, 3, 3, tzinfo=UTC)
RUSSIAN = "Паром не ходит, потому что единственный лоцман ушёл на пенсию."


def rss(items: str, head: str = "", declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    return (
        f'{declaration}<rss version="2.0"><channel><title>The Tide</title><link>https://tide.example/</link>'
        f"<language>en</language><ttl>90</ttl>{head}{items}</channel></rss>"
    ).encode()


def item(
    name: str = "1",
    title: str = "No ferry",
    text: str = "No bread.",
    date: str = "Mon, 02 Mar 2026 08:00:00 GMT",
) -> str:
    return (
        f"<item><guid isPermaLink='false'>{name}</guid><title>{title}</title><link>/news/{name}</link>"
        f"<pubDate>{date}</pubDate><description><![CDATA[{text}]]></description></item>"
    )


def feed(content: bytes, content_type: str = "application/rss+xml") -> Feed:
    return read(content, url=AT, content_type=content_type, today=TODAY)


LINK = '<a href="https://tide.example/news/1">'
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="az"><id>tag:tide.example,2026:feed</id><title>Tide</title>
<link href="https://tide.example/"/><link rel="hub" href="https://hub.example/"/><link rel="self" href="/atom"/>
<rights>CC BY 4.0</rights><entry><id>tag:1</id><title type="html">Gəmi &amp;amp; çörək</title><link href="/1"/>
<author><name>Ada Quay</name></author><updated>2026-03-02T12:00:00+04:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Çörək <b>yoxdur</b>.</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://tide.example/"><title>Tide</title>
<link>https://tide.example/</link></channel><item rdf:about="https://tide.example/1"><title>No ferry</title>
<link>https://tide.example/1</link><dc:date>2026-03-02T08:00:00Z</dc:date><dc:creator>Bo Pier</dc:creator></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Tide", "home_page_url": "https://tide.example/",
"feed_url": "https://tide.example/feed.json", "language": "en", "items": [{"id": 7, "url": "/7", "title": "No ferry",
"content_html": "<p onclick='x()'>No <b>bread</b>.</p>", "date_published": "2026-03-02T08:00:00Z",
"authors": [{"name": "Ada Quay"}]}, {"id": "8", "content_text": "One.\\n\\nTwo."}]}"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://tide.example/old</loc><lastmod>2026-01-01</lastmod></url><url><loc>https://tide.example/new</loc><news:news>
<news:publication><news:name>Tide</news:name><news:language>ru</news:language></news:publication>
<news:publication_date>2026-03-02T08:00:00Z</news:publication_date><news:title>Нет парома</news:title></news:news></url>
</urlset>"""


def test_rss_is_read_with_what_it_says_of_itself():
    found = feed(rss(item()))
    assert (found.kind, found.title, found.url, found.language) == (
        "RSS 2.0",
        "The Tide",
        "https://tide.example/",
        "en",
    )
    assert (found.ttl_minutes, found.identity, found.well_formed, found.notes) == (
        90,
        "https://tide.example/",
        True,
        (),
    )
    (entry,) = found.entries
    assert (entry.id, entry.url, entry.title, entry.text) == (
        "1",
        "https://tide.example/news/1",
        "No ferry",
        "No bread.",
    )
    assert entry.published == datetime(2026, 3, 2, 8, tzinfo=UTC) and not entry.whole


def test_atom_is_read_with_language_licence_hub_and_the_whole_text():
    found = feed(ATOM.encode())
    (entry,) = found.entries
    assert (found.identity, found.hub, found.topic) == (
        "tag:tide.example,2026:feed",
        "https://hub.example/",
        "https://tide.example/atom",
    )
    assert (found.licence, entry.language, entry.authors, entry.whole) == (
        "CC BY 4.0",
        "az",
        ("Ada Quay",),
        True,
    )
    assert (entry.title, entry.html) == ("Gəmi & çörək", "<p>Çörək <strong>yoxdur</strong>.</p>")
    assert entry.published == datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_rdf_json_and_sitemaps_are_feeds_too():
    (entry,) = feed(RDF.encode()).entries
    assert (entry.url, entry.authors) == ("https://tide.example/1", ("Bo Pier",))
    found = feed(JSON.encode())
    assert (found.kind, [entry.id for entry in found.entries]) == ("JSON Feed 1.1", ["7", "8"])
    assert (
        found.entries[0].html == "<p>No <strong>bread</strong>.</p>"
        and found.entries[0].url == "https://tide.example/7"
    )
    assert found.entries[1].text == "One.\n\nTwo."
    found = feed(SITEMAP.encode())
    assert [(entry.url, entry.title, entry.language) for entry in found.entries] == [
        ("https://tide.example/new", "Нет парома", "ru"),
        ("https://tide.example/old", "", ""),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Refusal.EMPTY),
        (b"\xef\xbb\xbf \n", Refusal.EMPTY),
        (b"hello", Refusal.UNKNOWN),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), Refusal.UNKNOWN),
        (b'{"a": 1}', Refusal.JSON),
        (b"[" * 100_000, Refusal.JSON),
        (b"<!doctype html><p>Tide", Refusal.PAGE_WITHOUT),
        (b"<html><body>Tide</body></html>", Refusal.PAGE_WITHOUT),
        (b"<opml version='2.0'><body/></opml>", Refusal.OPML),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.UNKNOWN),
    ],
)
def test_what_is_no_feed_is_refused_in_words(content, why):
    with pytest.raises(FeedRefused) as caught:
        feed(content)
    assert caught.value.why == why
    assert len(str(caught.value)) > 40


def test_a_page_and_an_index_say_what_to_watch_instead():
    page = (
        b"<!doctype html><head><link rel='alternate' type='application/atom+xml' title='News' href='/atom'>"
        b"<link rel=x href=y>"
    )
    with pytest.raises(FeedRefused) as caught:
        feed(page)
    assert (caught.value.why, caught.value.found) == (Refusal.PAGE, (("News", "https://tide.example/atom"),))
    index = b"".join(
        b"<sitemap><loc>https://tide.example/%s.xml</loc></sitemap>" % name for name in (b"a", b"news")
    )
    with pytest.raises(FeedRefused) as caught:
        feed(b"<sitemapindex>%s</sitemapindex>" % index)
    assert caught.value.found[0] == ("", "https://tide.example/news.xml")


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))


def test_entities_neither_explode_nor_reach_our_files():
    declared = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{BOMB}]>'
    bomb = rss(item(title="&a8;"), declaration=declared)
    assert len(str(feed(bomb))) < 5_000
    for system in ("file:///etc/passwd", "http://127.0.0.1:1/x"):
        outside = rss(
            item(title="&x;"),
            declaration=f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{system}">]>',
        )
        assert "root:" not in str(feed(outside))
    listed = f"{declared}<urlset><url><loc>https://tide.example/&a8;</loc></url></urlset>".encode()
    try:
        assert len(str(sitemap(listed, AT, TODAY))) < 1_000
    except FeedRefused as refused:
        assert refused.why == Refusal.SITEMAP


def test_a_feed_that_is_the_name_of_a_file_opens_no_file(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss(item(title="secret")))
    with pytest.raises(FeedRefused):
        feed(str(secret).encode())


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "windows-1251", "text/xml; charset=iso-8859-1"),
        ("utf-8", "utf-8", "text/xml"),
        ("cp1251", "windows-1251", "text/xml; charset=iso-8859-1"),
        ("cp1251", "windows-1251", "application/xml"),
        ("koi8-r", "nonsense", "application/rss+xml; charset=koi8-r"),
        ("utf-16", "utf-16", "application/xml"),
    ],
)
def test_an_encoding_that_lies_is_seen_through(encoding, declared, header):
    content = (
        rss(item(title=RUSSIAN), declaration=f'<?xml version="1.0" encoding="{declared}"?>')
        .decode()
        .encode(encoding)
    )
    assert feed(content, header).entries[0].title == RUSSIAN


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 01 Jan 0000 00:00:00 GMT",
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00+14:00",
        "soon",
        "1970-01-01",
    ],
)
def test_a_date_that_cannot_be_is_left_out_and_said(date):
    found = feed(rss(item(date=date)))
    assert found.entries[0].published is None
    assert found.entries[0].wrong_date == date
    assert "dates" in found.notes


def test_ids_that_repeat_are_told_apart_and_true_copies_dropped():
    twice = "<item><guid isPermaLink='false'>1</guid><title>Another</title><link>/news/2</link></item>"
    found = feed(rss(item() + twice + item()))
    assert [entry.id for entry in found.entries] == [
        "1",
        "https://tide.example/news/2",
        "https://tide.example/news/1",
    ]
    assert "ids" in found.notes


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\tscript:alert(1)'>x</a>",
        "</div></article></main></body><h1>Ours</h1><iframe src='https://evil.example'></iframe>",
        "<svg onload=alert(1)><style>*{display:none}</style>",
        "<p style='position:fixed'>x<form action='https://evil.example'><input name=p>",
    ],
)
def test_nothing_that_runs_or_closes_our_tags_is_left(html):
    found = feed(rss(item(text=html, title=html.replace("<", "&lt;")) + item(title=f"<![CDATA[{html}]]>")))
    for entry in found.entries:
        assert set(re.findall(r"<[^>]*>", entry.html)) <= {"<p>", "</p>", "<h2>", "</h2>", "</a>", LINK}
        assert "javascript" not in entry.html and "<" not in entry.title and "alert" not in entry.html


def test_an_address_that_runs_is_no_address():
    entry = feed(rss(item().replace("/news/1", "javascript:alert(1)"))).entries[0]
    assert entry.url == ""


def test_what_is_broken_is_read_as_far_as_it_goes():
    found = feed(rss(item() + item("2", "Salt & bread"))[:-10])
    assert [entry.title for entry in found.entries] == ["No ferry", "Salt & bread"]
    assert "malformed" in found.notes and not found.well_formed


def test_a_hundred_thousand_items_are_cut_to_the_first():
    found = feed(rss("".join(f"<item><title>{n}</title><link>/{n}</link></item>" for n in range(100_000))))
    assert (len(found.entries), found.found, found.entries[0].title) == (500, 100_000, "0")
    assert found.well_formed and found.notes == ("many",)


def test_lists_of_feeds_go_out_and_come_back():
    listed = [
        Listed("https://a.example/feed", "A & <b>", "https://a.example/", "az", "Nearby"),
        Listed("https://b.example/f", "B"),
    ]
    assert sorted(read_opml(write_opml(listed, "Ours")), key=lambda each: each.url) == listed
    twice = (
        b"<opml version='1.0'><body><outline text='Folder'><outline text='A' xmlUrl='https://a.example/f'/>"
        b"<outline text='A' xmlUrl='https://a.example/f'/><outline text='x' xmlUrl='javascript:1'/></outline></body></opml>"
    )
    assert read_opml(twice) == [Listed("https://a.example/f", "A", folder="Folder")]


BOMBED_LIST = f"<!DOCTYPE opml [<!ENTITY a0 'ha'>{BOMB}]><opml><body><outline text='&a8;'/>".encode()


@pytest.mark.parametrize("content", [b"", b"<rss/>", b"x" * 6_000_000, BOMBED_LIST])
def test_what_is_no_list_is_refused(content):
    with pytest.raises(OpmlRefused):
        read_opml(content)
