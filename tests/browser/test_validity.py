"""One page of every kind and every page of the app, by the accessibility rules, in light and dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tools import validators
from tests.tools.browser import chromium, violations, watch
from tests.tools.crawling import Answer, Site, get
from tests.tools.sample import READER, Sample

pytestmark = pytest.mark.browser
BARE = {"/_/en/account/logout/"}
"""Pages that a signed-in reader should not open by the way."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def reader(browser: Any, published: Sample) -> Iterator[Any]:
    """A browser in which a reader has signed in. Its policy is off, as axe comes from outside."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{published.base}/_/en/account/login/")
    page.fill("[name=login]", READER)
    page.fill("[name=password]", published.password)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
    assert page.url == f"{published.base}/_/en/saved/"
    yield context
    context.close()


@pytest.fixture(scope="module")
def app_pages(published: Sample, reader: Any) -> dict[str, tuple[Answer, bool]]:
    """Every page of the app, with whether a reader has to be signed in to see it."""
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in reader.cookies())
    story = get(published, next(iter(published.paths["story-data"])))
    assert story.status == 200
    asked = [
        *published.app_paths,
        "/_/en/search/?q=source",
        "/_/en/search/?q=zzzzzz",
        f"/_/en/saved/add/?story={story.path.rpartition('/')[2].removesuffix('.json')}",
    ]
    found = {}
    for path in asked:
        for signed_in in (False, True):
            if path in BARE and not signed_in:
                continue
            answer = get(published, path, **({"Cookie": cookies} if signed_in else {}))
            if answer.status == 200 and answer.media_type == "text/html":
                found.setdefault(f"{path}{'#in' if signed_in else ''}", (answer, signed_in))
    wanted = {"account/", "account/login/", "account/signup/", "saved/", "preferences/", "search/", "follow/"}
    assert not {f"/_/en/{each}" for each in wanted} - {path.removesuffix("#in") for path in found}
    return found


def test_every_page_of_the_app_is_valid_html(
    app_pages: dict[str, tuple[Answer, bool]], tmp_path: Path
) -> None:
    files = []
    for path, (answer, _) in app_pages.items():
        files.append(tmp_path / f"{path.strip('/').replace('/', '_').replace('?', '_')}.html")
        files[-1].write_bytes(answer.body)
    assert validators.html_errors(*files) == []


def test_pages_of_the_app_are_out_of_search_and_described(app_pages: dict[str, tuple[Answer, bool]]) -> None:
    for path, (answer, _) in app_pages.items():
        assert answer.meta("robots") == "noindex", path
        assert answer.meta("description"), path
        assert answer.headers["Cache-Control"] == "private, no-store", path
        assert len(answer.tree.xpath("//h1")) == 1, path


def chosen(published: Sample, site: Site) -> list[str]:
    """One whole page of each kind and shape, each kind's also in the other languages, and the withdrawn story."""
    paths = []
    for kind, shapes in published.one_of_each().items():
        twins = [p for p in published.paths[kind] for tag in ("/az/", "/ru/") if p.startswith(tag)]
        first = [next((p for p in twins if p.startswith(tag)), None) for tag in ("/az/", "/ru/")]
        paths += [p for p in (*shapes, *first) if p and site.get(p).media_type == "text/html"]
    return [
        path for path in dict.fromkeys([*paths, published.withdrawn]) if path not in published.paths["rail"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_page_of_every_kind_is_accessible(
    published: Sample, site: Site, reader: Any, scheme: str
) -> None:
    page = reader.new_page()
    page.emulate_media(color_scheme=scheme)
    found = []
    for path in chosen(published, site):
        page.goto(published.base + path)
        found += [f"{path} {each}" for each in validators.axe_violations(page)]
    page.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_app_is_accessible(
    browser: Any, published: Sample, reader: Any, app_pages: dict[str, tuple[Answer, bool]], scheme: str
) -> None:
    anybody = browser.new_context(bypass_csp=True)
    found = []
    pages = {signed_in: (reader if signed_in else anybody).new_page() for signed_in in (False, True)}
    for page in pages.values():
        page.emulate_media(color_scheme=scheme)
    for path, (_, signed_in) in app_pages.items():
        page = pages[signed_in]
        page.goto(published.base + path)
        found += [f"{path} {each}" for each in validators.axe_violations(page)]
    for page in pages.values():
        page.close()
    anybody.close()
    assert found == []


def test_the_rules_of_accessibility_find_what_is_wrong(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(
        "<html><body><p style='color:#aaa;background:#fff'>pale</p><img src='x.png'></body></html>"
    )
    rules = {each.partition(":")[0] for each in validators.axe_violations(page)}
    page.close()
    assert {"color-contrast", "image-alt", "html-has-lang"} <= rules


def test_pages_break_no_policy_and_ask_nobody_else(browser: Any, published: Sample, site: Site) -> None:
    page = browser.new_page()
    watch(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    found = []
    for path in chosen(published, site):
        page.goto(published.base + path)
        found += [f"{path} {each}" for each in violations(page)]
    page.close()
    assert found == []
    assert {url for url in requests if not url.startswith(published.base)} == set()


def test_a_browser_takes_the_manifest_without_a_complaint(browser: Any, published: Sample) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{published.base}/en/")
    session = context.new_cdp_session(page)
    answer = session.send("Page.getAppManifest")
    assert answer["url"] == f"{published.base}/en/manifest.webmanifest"
    assert answer["errors"] == []
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # Tests run in a private window, which installs nothing.
    assert [each["errorId"] for each in errors] == ["in-incognito"]
    context.close()
