"""A story says the same to machines as to readers: its JSON-LD and its data against the page's own text."""

import json
from typing import Any

import pytest

from tests.tools import linked_data
from tests.tools.crawling import Answer, Site
from tests.tools.sample import Sample


@pytest.fixture(scope="module")
def stories(site: Site, published: Sample) -> list[tuple[Answer, dict[str, Any]]]:
    """Every story that readers can read, with its article for machines."""
    found = []
    for page in site.fetch(published.paths["story"]):
        if page.status == 200:
            articles = [b for b in linked_data.blocks(page) if b["@type"].endswith("NewsArticle")]
            assert len(articles) == 1, page.path
            found.append((page, articles[0]))
    assert len(found) > 20
    return found


TOPICS = "//*[contains(@class, 'topics')]//li/a[1]"


def text(page: Answer, path: str) -> str:
    return " ".join(" ".join(each.text_content().split()) for each in page.tree.xpath(path))


def names(value: Any) -> list[str]:
    return [each["name"] for each in (value if isinstance(value, list) else [value])]


def test_headline_standfirst_language_and_times_are_the_pages_own(
    stories: list[tuple[Answer, dict[str, Any]]],
) -> None:
    for page, article in stories:
        assert article["headline"] == text(page, "//h1"), page.path
        assert (
            article["description"]
            == text(page, "//header//*[@class='standfirst']")
            == page.meta("description")
        )
        assert article["inLanguage"] == page.tree.get("lang")
        shown = page.tree.xpath("//header//*[@class='dateline']//time/@datetime")
        said = [article["datePublished"], *({article["dateModified"]} - {article["datePublished"]})]
        assert said == shown, page.path
        section = text(page, "//header//p[@class='kicker']/a[1]")
        assert article["articleSection"] == section, page.path
        assert article["keywords"] == [each.text_content().strip() for each in page.tree.xpath(TOPICS)], (
            page.path
        )


def test_who_made_it_is_credited_to_machines_as_to_readers(
    stories: list[tuple[Answer, dict[str, Any]]],
) -> None:
    for page, article in stories:
        credited = page.tree.xpath("//ul[@class='credits']//*[@class='credit-name']")
        shown = sorted(" ".join(each.text_content().split()) for each in credited)
        said = [
            n
            for role in ("author", "translator", "editor", "contributor")
            for n in names(article.get(role, []))
        ]
        publisher = article["publisher"]["name"]
        assert set(shown) <= set(said), page.path
        assert set(said) - set(shown) <= {publisher}, page.path
    assert any("translator" in article for _, article in stories)


def test_every_source_shown_is_cited_and_every_citation_is_shown(
    stories: list[tuple[Answer, dict[str, Any]]],
) -> None:
    for page, article in stories:
        shown = page.tree.xpath("//ol[@class='source-list']/li")
        said = article.get("citation", [])
        assert len(said) == len(shown), page.path
        for citation, item in zip(said, shown, strict=True):
            assert citation["publisher"]["name"] in item.text_content()
            assert citation["name"] in " ".join(item.text_content().split())
            if "url" in citation:
                assert citation["url"] in item.xpath(".//a/@href")
    # The lead has eighteen citations, of which two rest on one source.
    assert max(len(article.get("citation", [])) for _, article in stories) == 17


def test_what_it_was_made_from_is_the_origin_box(stories: list[tuple[Answer, dict[str, Any]]]) -> None:
    relations = set()
    for page, article in stories:
        originals = {name: article[name] for name in ("translationOfWork", "isBasedOn") if name in article}
        box = text(page, "//section[@id='origin']")
        relations |= set(originals)
        assert bool(originals) == bool(page.tree.xpath("//section[@id='origin']//li[2]/h3")), page.path
        for original in originals.values():
            assert original["name"] in box
            assert original["publisher"]["name"] in box
            if "url" in original:
                assert original["url"] in page.tree.xpath("//section[@id='origin']//a/@href")
    assert relations == {"translationOfWork", "isBasedOn"}


def test_corrections_and_pictures_are_said_to_machines_too(
    stories: list[tuple[Answer, dict[str, Any]]],
) -> None:
    corrections = 0
    for page, article in stories:
        for correction in article.get("correction", []):
            corrections += 1
            assert correction["text"] in text(page, "//main")
            assert correction["url"].endswith("/v1/")
        for picture in article.get("image", []):
            lead = page.tree.xpath("//figure[contains(@class, 'lead-picture')]//img")[0]
            assert picture["url"].endswith(lead.get("src"))
            assert (picture["width"], picture["height"]) == (
                f"{lead.get('width')} px",
                f"{lead.get('height')} px",
            )
            assert picture["creditText"] in text(page, "//figure[contains(@class, 'lead-picture')]")
    assert corrections == 1


def test_the_storys_data_say_what_its_page_says(
    site: Site, published: Sample, stories: list[tuple[Answer, dict[str, Any]]]
) -> None:
    items = {}
    for answer in site.fetch(published.paths["story-data"]):
        item = json.loads(answer.body)
        address = next(each["value"] for each in item["altIds"] if each["role"] == "address")
        items[published.path_of(address)] = item
    assert set(items) == {page.path for page, _ in stories}
    for page, article in stories:
        item = items[page.path]
        assert item["title"] == article["headline"]
        assert item["language"] == article["inLanguage"]
        assert item["firstCreated"] == article["datePublished"]
        assert item["versionCreated"] == article["dateModified"]
        assert len(item.get("infoSources", [])) == len(article.get("citation", []))
