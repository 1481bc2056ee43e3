"""Machines get what pages say, in their own standards."""

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from standfirst.discovery import feeds, ninjs, sitemaps
from standfirst.discovery.tests import samples

BASE = "https://digest.example"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

# The property names of ninjs 3.1 that an item of ours may use, with their JSON types.
NINJS = {
    "standard": dict, "uri": str, "type": str, "representationType": str, "profile": str, "version": str,
    "firstCreated": str, "versionCreated": str, "pubStatus": str, "language": str, "title": str, "headlines": list,
    "descriptions": list, "bodies": list, "by": str, "people": list, "organisations": list, "subjects": list,
    "genres": list, "infoSources": list, "altIds": list, "copyrightHolder": str, "usageTerms": str,
    "rightsInfo": dict, "associations": list, "trustIndicators": list, "renditions": list, "name": str, "rel": str,
}  # fmt: skip


def feed(*cards) -> feeds.Feed:
    return feeds.Feed(
        "Digest: World", "News", "en", BASE, "/en/sections/world/", "/en/sections/world/rss.xml", cards
    )


def test_a_feed_reader_gets_headline_address_and_credit():
    parsed = feedparser.parse(feeds.rss(feed(samples.card())))
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert entry.title == "A bridge & its <guards>"
    assert entry.link == f"{BASE}/en/2026/03/a-bridge/"
    assert entry.author == "Sources desk"
    assert entry.id == "urn:uuid:" + "e" * 32
    assert entry.media_content[0]["url"] == f"{BASE}/media/images/b-640.jpg"


def test_a_feed_changes_only_with_its_stories():
    assert feeds.rss(feed(samples.card())) == feeds.rss(feed(samples.card()))
    assert b"lastBuildDate" not in feeds.rss(feed())


@given(st.text())
def test_any_headline_makes_a_well_formed_feed(headline):
    ET.fromstring(feeds.rss(feed(samples.card(headline=headline))))
    json.loads(feeds.json_feed(feed(samples.card(headline=headline.replace("\ud800", "")))))


def test_a_json_feed_has_what_version_1_1_requires():
    parsed = json.loads(feeds.json_feed(feed(samples.card(updated_at=datetime(2026, 3, 3, tzinfo=UTC)))))
    assert parsed["version"] == "https://jsonfeed.org/version/1.1"
    item = parsed["items"][0]
    assert {"id", "url", "title", "content_text", "date_published", "date_modified", "authors"} <= set(item)


def check_item(item: dict) -> None:
    for name, value in item.items():
        assert isinstance(value, NINJS[name]), name
    assert item["uri"]
    for association in item.get("associations", ()):
        assert association["name"]
        check_item(association)


def test_a_whole_item_says_what_the_page_says():
    item = ninjs.item(samples.story(), BASE, rights_holder="Digest")
    check_item(item)
    assert item["uri"] == "urn:uuid:" + "e" * 32
    assert [credit["rel"] for credit in item["people"]] == ["translator"]
    assert item["infoSources"][0]["literal"] == "The Gazette, March 1, 2026"
    original = next(a for a in item["associations"] if a["name"] == "original")
    assert original["rel"] == "translationOfWork"
    assert item["copyrightHolder"] == "The Gazette"
    assert item["trustIndicators"][0]["title"] == "The bridge is older."


def test_our_own_story_names_us_as_right_holder():
    item = ninjs.item(
        samples.story(origin=None), BASE, rights_holder="Digest", licence_url="https://l.example/"
    )
    assert item["copyrightHolder"] == "Digest"
    assert item["rightsInfo"] == {"linkedRights": "https://l.example/"}


def test_a_list_names_the_whole_item():
    item = ninjs.short_item(samples.card(), BASE)
    check_item(item)
    assert {"role": "data", "value": f"{BASE}/api/stories/{'e' * 32}.json"} in item["altIds"]


def test_a_sitemap_names_other_languages():
    alternates = (("en", f"{BASE}/en/"), ("az", f"{BASE}/az/"))
    root = ET.fromstring(sitemaps.pages([sitemaps.Address(f"{BASE}/en/", None, alternates)]))
    links = root.findall(f"{SITEMAP}url/{{http://www.w3.org/1999/xhtml}}link")
    assert [link.get("hreflang") for link in links] == ["en", "az"]


def test_a_news_sitemap_holds_at_most_a_thousand():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    stories = [
        sitemaps.NewsAddress(f"{BASE}/{n}/", "H\x00", "en", now + timedelta(n), "Digest") for n in range(1002)
    ]
    root = ET.fromstring(sitemaps.news(stories))
    assert len(root) == 1000


def test_an_index_says_when_each_sitemap_changed():
    root = ET.fromstring(
        sitemaps.index([(f"{BASE}/a.xml", datetime(2026, 1, 1, tzinfo=UTC)), (f"{BASE}/b.xml", None)])
    )
    assert [len(entry) for entry in root] == [2, 1]
