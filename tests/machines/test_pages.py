"""Every page of the sample: valid, linked, and saying the same to machines as to readers."""

from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from tests.tools import linked_data
from tests.tools.crawling import Answer, Site
from tests.tools.sample import LANGUAGES, Sample
from tests.tools.validators import html_errors

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPEN_GRAPH = ("og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale")
STATUS = {"moved": 301, "not-found": 404, "away": 503}
NEWER_THAN_THE_CHECKER = {"reading-flow"}
"""CSS properties of standards that the checker doesn't know yet (CSS Display 4)."""


def text_of(element: object) -> str:
    return " ".join(element.text_content().split())  # type: ignore[attr-defined]


def test_every_kind_of_document_is_in_the_sample_and_answers(site: Site, published: Sample) -> None:
    missing = [kind for kind, paths in published.paths.items() if not paths]
    assert missing == [], "kinds of documents without a page in the sample"
    statuses = {
        (kind, site.documents[path].status) for kind, paths in published.paths.items() for path in paths
    }
    expected = {(kind, STATUS.get(kind, 200)) for kind in published.paths}
    assert statuses - {("story", 410)} == expected
    assert site.get(published.withdrawn).status == 410
    assert site.get("/en/no-such-page/").status == 404


def test_every_page_is_valid_html(site: Site, published: Sample, tmp_path: Path) -> None:
    files = []
    for path, answer in {**site.pages, published.withdrawn: site.get(published.withdrawn)}.items():
        files.append(tmp_path / f"{path.strip('/').replace('/', '_') or 'chooser'}.html")
        files[-1].write_bytes(answer.body)
    for path in published.paths["rail"]:
        fragment = b"<!DOCTYPE html><html lang=en><title>Rail</title><body>%s</body></html>"
        files.append(tmp_path / f"{path.strip('/').replace('/', '_')}")
        files[-1].write_bytes(fragment % site.get(path).body)
    assert html_errors(*files) == []


def test_every_style_sheet_and_drawing_is_valid(site: Site, tmp_path: Path) -> None:
    sheets, drawings = [], []
    for path, answer in site.documents.items():
        kept = {"text/css": sheets, "image/svg+xml": drawings}.get(answer.media_type)
        if kept is not None:
            kept.append(tmp_path / path.rpartition("/")[2])
            kept[-1].write_bytes(answer.body)
    assert len(sheets) >= 2
    errors = html_errors(*sheets, kind="css")
    newer = {
        name for name in NEWER_THAN_THE_CHECKER for error in errors if f"“{name}” doesn't exist" in error
    }
    assert newer == NEWER_THAN_THE_CHECKER, "the checker knows these by now"
    assert [e for e in errors if not any(f"“{name}” doesn't exist" in e for name in newer)] == []
    assert not drawings or html_errors(*drawings, kind="svg") == []


def test_nothing_is_inline_in_any_document(site: Site) -> None:
    """No style, no script, no handler, no ``javascript:``; SVG in pages included. Data for machines is no script."""
    found = []
    for path, answer in site.documents.items():
        if answer.media_type not in {"text/html", "image/svg+xml"}:
            continue
        for element in answer.tree.iter(etree.Element):
            name = etree.QName(element).localname
            data = element.get("type") in {"application/ld+json", "application/json"}
            inline_script = name == "script" and not data and (element.get("src") is None or element.text)
            handlers = [key for key in element.attrib if key.lower().startswith("on") or key == "style"]
            if name == "style" or inline_script or handlers:
                found.append((path, name, handlers))
            found += [
                (path, name, link) for link in element.values() if link.lower().startswith("javascript:")
            ]
    assert found == []


def test_every_internal_link_of_every_document_answers(site: Site, published: Sample) -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    anchors: dict[tuple[str, str], str] = {}
    for path, answer in site.documents.items():
        for link in _links(answer):
            address = urljoin(published.base + path, link)
            target = published.path_of(address)
            if target in {None, path}:
                continue
            query = urlsplit(address).query
            wanted[f"{target}?{query}" if query else target].add(path)
            if fragment := urlsplit(address).fragment:
                anchors[target, unquote(fragment)] = path
    known = {path for path in wanted if path in site.documents}
    app = [path for path in wanted if path not in known]
    broken = [
        (path, site.documents[path].status, min(wanted[path]))
        for path in known
        if site.documents[path].status != 200
    ]
    broken += [
        (answer.path, answer.status, min(wanted[answer.path]))
        for answer in site.fetch(app)
        if answer.status not in ({200, 302} if answer.path.startswith("/_/") else {200})
    ]
    lost = [
        (path, fragment, source)
        for (path, fragment), source in anchors.items()
        if path in site.pages and not site.pages[path].tree.xpath("//*[@id=$id]", id=fragment)
    ]
    assert len(known) > 300
    assert (broken, lost) == ([], [])


def _links(answer: Answer) -> list[str]:
    if answer.media_type == "text/html":
        return [
            *answer.links(),
            *answer.tree.xpath("//meta[@property='og:image' or @property='og:url']/@content"),
        ]
    if answer.media_type.endswith("xml"):
        tree = etree.fromstring(answer.body)
        names = {"loc", "link", "guid"}
        texts = [e.text or "" for e in tree.iter(etree.Element) if etree.QName(e).localname in names]
        return [each for each in [*texts, *tree.xpath("//@href"), *tree.xpath("//@url")] if "://" in each]
    if answer.media_type.endswith("json"):
        return [text for text in _texts(answer) if text.startswith("http")]
    return []


def _texts(answer: Answer) -> list[str]:
    import json

    def below(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for each in value.values() for text in below(each)]
        if isinstance(value, list):
            return [text for each in value for text in below(each)]
        return [value] if isinstance(value, str) else []

    return below(json.loads(answer.body))


def test_language_versions_name_each_other_and_themselves(site: Site, published: Sample) -> None:
    wrong, grouped = [], 0
    for path, answer in site.pages.items():
        links = dict(_alternates(answer))
        if not links:
            continue
        grouped += 1
        canonical = answer.tree.xpath("//link[@rel='canonical']/@href")[0]
        language = answer.tree.get("lang")
        if path != "/" and links.get(language) != canonical:
            wrong.append((path, "no link to itself"))
        for tag, address in links.items():
            target = site.pages.get(published.path_of(address) or "")
            if target is None or target.status != 200:
                wrong.append((path, f"{tag} leads to nothing: {address}"))
            elif path != "/" and tag != "x-default" and canonical not in dict(_alternates(target)).values():
                wrong.append((path, f"{address} does not link back"))
            elif tag not in {"x-default", target.tree.get("lang")} and target.path != "/":
                wrong.append((path, f"{address} is not in {tag}"))
    assert wrong == []
    assert grouped > 20
    for path in ("/", *(f"/{language}/" for language in LANGUAGES)):
        links = dict(_alternates(site.pages[path]))
        assert links["x-default"] == f"{published.base}/"
        assert set(links) == {*LANGUAGES, "x-default"}


def _alternates(answer: Answer) -> list[tuple[str, str]]:
    found = answer.tree.xpath("//link[@rel='alternate'][@hreflang]")
    assert len({each.get("hreflang") for each in found}) == len(found), answer.path
    return [(each.get("hreflang"), each.get("href")) for each in found]


def test_every_page_has_one_address_a_title_and_a_description(site: Site, published: Sample) -> None:
    wrong, titles = [], defaultdict(list)
    for path, answer in site.pages.items():
        canonical = answer.tree.xpath("//link[@rel='canonical']/@href")
        title = answer.tree.findtext(".//title") or ""
        if not title.strip() or len(answer.tree.xpath("//h1")) != 1:
            wrong.append((path, "title or h1"))
        if not answer.meta("description") and answer.status != 301:
            wrong.append((path, "no description"))
        if "noindex" in answer.meta("robots"):
            continue
        titles[title].append(path)
        if canonical != [published.base + path]:
            wrong.append((path, f"canonical {canonical}"))
    assert wrong == []
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_pages_that_can_be_shared_say_what_they_are(site: Site, published: Sample) -> None:
    shared = [
        p
        for kind in ("story", "home", "sections", "topics", "people", "outlets")
        for p in published.paths[kind]
    ]
    here = [site.pages[path] for path in shared if site.pages[path].status == 200]
    missing = [(page.path, name) for page in here for name in OPEN_GRAPH if not page.meta(name)]
    assert missing == []
    for path in published.paths["story"]:
        page = site.pages[path]
        if page.status != 200:
            continue
        assert page.meta("og:title") == text_of(page.tree.xpath("//h1")[0])
        picture = published.path_of(page.meta("og:image"))
        assert picture == f"{path}share.png"
        assert site.documents[picture].headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_sitemaps_hold_every_page_for_search_engines_and_nothing_else(site: Site, published: Sample) -> None:
    index = etree.fromstring(site.get("/sitemap.xml").body)
    listed = [published.path_of(loc.text) for loc in index.iter(f"{SITEMAP}loc")]
    assert sorted(listed) == sorted([*published.paths["sitemaps"], *published.paths["sitemap-news"]])
    held = []
    for path in listed:
        for url in etree.fromstring(site.get(path).body).iter(f"{SITEMAP}url"):
            page = site.pages[published.path_of(url.findtext(f"{SITEMAP}loc"))]
            assert page.status == 200, page.path
            assert "noindex" not in page.meta("robots"), page.path
            alternates = {(e.get("hreflang"), e.get("href")) for e in url.iter(f"{XHTML}link")}
            if alternates:
                assert alternates == set(_alternates(page)), page.path
            if path != "/sitemaps/news.xml":
                held.append(page.path)
    assert len(held) == len(set(held))
    stories = {
        path
        for path in published.paths["story"]
        if site.pages[path].status == 200 and "noindex" not in site.pages[path].meta("robots")
    }
    assert stories <= set(held)
    assert any("noindex" in site.pages[path].meta("robots") for path in published.paths["story"])


def test_linked_data_has_the_types_of_schema_org(site: Site, tmp_path: Path) -> None:
    found = [(path, block) for path, page in site.pages.items() for block in linked_data.blocks(page)]
    assert {"NewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BreadcrumbList"} <= {
        block["@type"] for _, block in found
    }
    assert linked_data.type_errors(found, tmp_path) == []


def test_linked_data_that_is_none_of_schema_org_is_noticed(tmp_path: Path) -> None:
    broken = {
        "/misspelt/": {"headlines": "A property that is none"},
        "/type/": {"author": {"@type": "Organisation", "name": "A type that is none"}},
        "/value/": {"wordCount": "many"},
    }
    article = {"@context": "https://schema.org", "@type": "NewsArticle"}
    errors = linked_data.type_errors([(path, article | each) for path, each in broken.items()], tmp_path)
    assert [error.rpartition("| ")[2].strip() for error in errors] == list(broken)
