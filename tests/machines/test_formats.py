"""Every document for machines, held to its format's own schema or validator."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import feedparser
import pytest
from lxml import etree
from PIL import Image
from protego import Protego
from sectxt import Parser

from tests.tools.crawling import Site
from tests.tools.sample import Sample
from tests.tools.schemas import json_errors, xml_errors

JSON = {"story-data": "ninjs-3.1", "archive-data": "archive", "manifest": "manifest", "tdmrep": "tdmrep"}
XML = {"sitemap-index": "siteindex", "sitemaps": "sitemaps", "sitemap-news": "sitemaps"}
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def wrong(site: Site, paths: list[str], schema: str, check: object) -> list[str]:
    answers = site.fetch(paths)
    assert answers
    return [f"{answer.path} {error}" for answer in answers for error in check(schema, answer.body)]


@pytest.mark.parametrize("kind", JSON)
def test_data_files_are_valid(site: Site, published: Sample, kind: str) -> None:
    assert wrong(site, published.paths[kind], JSON[kind], json_errors) == []


@pytest.mark.parametrize("kind", XML)
def test_sitemaps_are_valid(site: Site, published: Sample, kind: str) -> None:
    assert wrong(site, published.paths[kind], XML[kind], xml_errors) == []


def test_json_feeds_are_valid(site: Site, published: Sample) -> None:
    feeds = [path for path in published.paths["feeds"] if path.endswith("feed.json")]
    assert wrong(site, feeds, "json-feed-1.1", json_errors) == []


@pytest.mark.parametrize(
    ("schema", "broken"),
    [
        ("ninjs-3.1", b'{"uri": "urn:x", "headline": "of ninjs 1"}'),
        ("ninjs-3.1", b'{"uri": "urn:x", "versionCreated": "yesterday"}'),
        (
            "json-feed-1.1",
            b'{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1"}]}',
        ),
        ("archive", b'{"language": "en", "page": 0, "items": []}'),
        ("tdmrep", b'[{"location": "/", "tdm-reservation": 2}]'),
        ("manifest", b'{"name": "x"}'),
    ],
)
def test_a_broken_data_file_is_noticed(schema: str, broken: bytes) -> None:
    assert json_errors(schema, broken)


def test_a_broken_sitemap_is_noticed(site: Site) -> None:
    news = site.get("/sitemaps/news.xml").body
    assert b"<news:title>" in news
    assert xml_errors("sitemaps", news.replace(b"<news:language>en<", b"<news:language>English<"))
    pages = site.get("/sitemaps/en/1.xml").body
    assert xml_errors("sitemaps", pages.replace(b'rel="alternate"', b'rel="other"'))
    assert xml_errors("sitemaps", pages.replace(b"lastmod", b"lastmodified"))


def test_every_rss_feed_is_read_without_a_complaint_and_keeps_the_rules(
    site: Site, published: Sample
) -> None:
    paths = [path for path in published.paths["feeds"] if path.endswith("rss.xml")]
    for answer in site.fetch(paths):
        assert answer.media_type == "application/rss+xml"
        parsed = feedparser.parse(answer.body)
        assert not parsed.bozo, (answer.path, parsed.get("bozo_exception"))
        assert parsed.version == "rss20"
        channel = etree.fromstring(answer.body).find("channel")
        assert all(channel.findtext(name) for name in ("title", "link", "description", "language"))
        own = channel.find("{http://www.w3.org/2005/Atom}link[@rel='self']").get("href")
        assert published.path_of(own) == answer.path
        assert published.path_of(channel.findtext("link")) is not None
        seen = [item.findtext("guid") for item in channel.iterfind("item")]
        assert len(seen) == len(set(seen))
        for item, entry in zip(channel.iterfind("item"), parsed.entries, strict=True):
            assert item.findtext("title") and item.findtext("description")
            assert item.findtext(f"{DUBLIN_CORE}creator")
            assert published.path_of(item.findtext("link"))
            assert entry.published_parsed, (answer.path, entry.get("published"))
    english = feedparser.parse(site.get("/en/feeds/rss.xml").body)
    assert len(english.entries) > 5


def test_both_feeds_of_a_front_hold_the_same_stories(site: Site, published: Sample) -> None:
    for path in published.paths["feeds"]:
        if path.endswith("rss.xml"):
            rss = feedparser.parse(site.get(path).body).entries
            items = json.loads(site.get(path.replace("rss.xml", "feed.json")).body)["items"]
            assert [entry.id for entry in rss] == [item["id"] for item in items], path


def test_security_txt_is_valid(site: Site, published: Sample) -> None:
    (path,) = published.paths["security"]
    answer = site.get(path)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    parser = Parser(answer.body)
    assert parser.errors == []
    # Signing it takes a key of the operator's; a key for encrypting letters is the operator's choice as well.
    assert {each["code"] for each in parser.recommendations} <= {
        "no_encryption",
        "not_signed",
        "no_canonical",
    }
    lines = dict(line.split(": ", 1) for line in answer.body.decode().splitlines())
    remaining = datetime.fromisoformat(lines["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < remaining < timedelta(days=365)


def test_robots_txt_lets_search_engines_in_and_sends_miners_away(site: Site, published: Sample) -> None:
    rules = Protego.parse(site.get("/robots.txt").body.decode())
    assert list(rules.sitemaps) == [f"{published.base}/sitemap.xml"]
    for path in (
        "/",
        "/en/",
        published.paths["story"][0],
        published.paths["assets"][0],
        "/media/images/a.jpg",
    ):
        assert rules.can_fetch(published.base + path, "Googlebot"), path
        assert not rules.can_fetch(published.base + path, "GPTBot"), path
    assert not rules.can_fetch(f"{published.base}/admin/", "Googlebot")
    assert not rules.can_fetch(f"{published.base}/_/en/search/?q=a", "Googlebot")


def test_every_picture_is_what_its_type_says(site: Site, published: Sample) -> None:
    for kind in ("icons", "share-pictures"):
        for answer in site.fetch(published.paths[kind]):
            picture = Image.open(BytesIO(answer.body))
            picture.verify()
            assert answer.media_type == {"PNG": "image/png", "ICO": "image/x-icon"}[str(picture.format)]
            if kind == "share-pictures":
                assert picture.size == (1200, 630)
                assert len(answer.body) < 300_000
