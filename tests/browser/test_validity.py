"""One page of every kind and every page of the app, by the accessibility rules, in light and dark."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

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


@pytest.fixture(scope="module")
def wrong(browser: Any, published: Sample, site: Site, reader: Any) -> dict[str, list[str]]:
    """What is wrong on one page of every kind, each loaded once: in each scheme, against the policy, asked of others.

    Policy counts before the rules of accessibility come in from outside.
    """
    context = browser.new_context(storage_state=reader.storage_state())
    page = context.new_page()
    watch(page)
    validators.bring_axe(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    found: dict[str, list[str]] = {scheme: [] for scheme in validators.SCHEMES} | {"policy": []}
    for path in chosen(published, site):
        page.goto(published.base + path)
        found["policy"] += [f"{path} {each}" for each in violations(page)]
        for scheme, against in validators.axe_violations_by_scheme(page).items():
            found[scheme] += [f"{path} {each}" for each in against]
    context.close()
    assert requests
    return found | {"others": [url for url in requests if not url.startswith(published.base)]}


@pytest.mark.parametrize("scheme", validators.SCHEMES)
def test_one_page_of_every_kind_is_accessible(wrong: dict[str, list[str]], scheme: str) -> None:
    assert wrong[scheme] == []


def test_pages_break_no_policy_and_ask_nobody_else(wrong: dict[str, list[str]]) -> None:
    assert wrong["policy"] == []
    assert wrong["others"] == []


@pytest.fixture(scope="module")
def wrong_in_the_app(
    browser: Any, published: Sample, reader: Any, app_pages: dict[str, tuple[Answer, bool]]
) -> dict[str, list[str]]:
    """What the rules of accessibility find on the pages of the app, by scheme; each is loaded once for both."""
    anybody = browser.new_context(bypass_csp=True)
    pages = {signed_in: (reader if signed_in else anybody).new_page() for signed_in in (False, True)}
    for page in pages.values():
        validators.bring_axe(page)
    found: dict[str, list[str]] = {scheme: [] for scheme in validators.SCHEMES}
    for path, (_, signed_in) in app_pages.items():
        page = pages[signed_in]
        page.goto(published.base + path)
        for scheme, against in validators.axe_violations_by_scheme(page).items():
            found[scheme] += [f"{path} {each}" for each in against]
    for page in pages.values():
        page.close()
    anybody.close()
    return found


@pytest.mark.parametrize("scheme", validators.SCHEMES)
def test_every_page_of_the_app_is_accessible(wrong_in_the_app: dict[str, list[str]], scheme: str) -> None:
    assert wrong_in_the_app[scheme] == []


def test_the_rules_of_accessibility_find_what_is_wrong(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(
        "<html><body><p style='color:#aaa;background:#fff'>pale</p><img src='x.png'></body></html>"
    )
    rules = {each.partition(":")[0] for each in validators.axe_violations(page)}
    page.close()
    assert {"color-contrast", "image-alt", "html-has-lang"} <= rules


def test_what_is_pale_in_the_dark_alone_is_found_without_loading_again(browser: Any) -> None:
    page = browser.new_page()
    validators.bring_axe(page)
    page.goto("about:blank")
    page.set_content(
        "<style>body {background: #fff; color: #111}"
        "@media (prefers-color-scheme: dark) {body {background: #111; color: #222}}</style><p>pale at night</p>"
    )
    found = validators.axe_violations_by_scheme(page)
    page.close()
    rules = {scheme: {each.partition(":")[0] for each in against} for scheme, against in found.items()}
    assert rules["dark"] - rules["light"] == {"color-contrast"}


def test_a_browser_takes_the_manifest_without_a_complaint(browser: Any, published: Sample) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{published.base}/en/")
    session = context.new_cdp_session(page)
    answer = session.send("Page.getAppManifest")
    assert answer["url"] == f"{published.base}/en/manifest.webmanifest"
    assert answer["errors"] == []
    # What Chromium asks of a page before it offers to install it. Without windows it doesn't look itself.
    understood = answer["manifest"]
    assert understood["name"] and understood["startUrl"] == f"{published.base}/en/"
    assert understood["display"] == "kMinimalUi"
    shown = {each["sizes"]: page.request.get(each["url"]) for each in understood["icons"]}
    assert any(int(size.partition("x")[0]) >= 144 for size in shown)
    for size, file in shown.items():
        assert "{}x{}".format(*Image.open(BytesIO(file.body())).size) == size
    context.close()
