"""The theme's gallery in a real browser: as readers, without scripts, and by the validators."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.tools import validators
from tests.tools.browser import chromium, violations, watch
from tests.tools.gallery_site import files, served

pytestmark = pytest.mark.browser
STORY = "/en/2026/04/story-0/"
RULED = ("en", "fa")
"""The languages whose pages are looked at by the accessibility rules: one for each direction."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


def html_paths() -> list[str]:
    return [
        path for path, (kind, _) in files().items() if kind.startswith("text/html") and "rail" not in path
    ]


def test_every_page_is_valid_html(tmp_path: Path) -> None:
    made = []
    for path in html_paths():
        made.append(tmp_path / f"{path.strip('/').replace('/', '_').removesuffix('.html') or 'chooser'}.html")
        made[-1].write_bytes(files()[path][1])
    assert validators.html_errors(*made) == []


@pytest.fixture(scope="module")
def look(browser: Any, base: str) -> Callable[[str], dict[str, list[str]]]:
    """Return what is wrong on the pages of a language, in each scheme and as ``wide``; each is loaded once for all."""

    @cache
    def looked(language: str) -> dict[str, list[str]]:
        page = browser.new_page(bypass_csp=True)
        wrong: dict[str, list[str]] = {"wide": []}
        if language in RULED:
            validators.bring_axe(page)
        for path in html_paths():
            if not path.startswith(f"/{language}/"):
                continue
            page.set_viewport_size({"width": 1280, "height": 720})
            page.goto(base + path)
            if language in RULED:
                for scheme, found in validators.axe_violations_by_scheme(page).items():
                    wrong.setdefault(scheme, []).extend(f"{path} {each}" for each in found)
            for width in (320, 390, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    wrong["wide"].append(f"{path} at {width}")
        page.close()
        return wrong

    return looked


@pytest.mark.parametrize("scheme", validators.SCHEMES)
@pytest.mark.parametrize("language", RULED)
def test_every_page_is_accessible(
    look: Callable[[str], dict[str, list[str]]], scheme: str, language: str
) -> None:
    assert look(language)[scheme] == []


def test_nothing_breaks_the_policy_and_nothing_moves(browser: Any, base: str) -> None:
    page = browser.new_page()
    watch(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.add_init_script(
        "window.__moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e =>"
        " window.__moved += e.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(base + STORY.replace("story-0", "story-1"), wait_until="networkidle")
    assert violations(page) == []
    assert page.evaluate("window.__moved") < 0.01
    assert all(address.startswith(base) for address in requests)
    without_lead = [address for address in requests if "/media/pic0" not in address]
    assert len(without_lead) <= 12, without_lead
    page.close()


def test_nothing_is_kept_until_the_reader_decides(browser: Any, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(base + STORY)
    kept = "JSON.stringify(Object.entries(localStorage))"
    assert page.evaluate(kept) == "[]"
    assert context.cookies() == []
    assert page.locator("[data-embed] button").count() == 0
    boxes = [page.locator(f"[data-decide={each}]").bounding_box() for each in ("accepted", "declined")]
    assert (boxes[0]["width"], boxes[0]["height"]) == (boxes[1]["width"], boxes[1]["height"])
    page.click("[data-decide=declined]")
    assert page.evaluate(kept) == "[]"
    assert [(each["name"], each["value"]) for each in context.cookies()] == [("sf_consent", "2:declined")]
    page.reload()
    assert page.locator("#consent").is_hidden()
    page.click("[data-consent-open]")
    page.click("[data-decide=accepted]")
    assert page.locator("[data-embed] button").count() == 1
    context.close()


def test_size_and_colours_are_kept_and_there_at_the_first_paint(browser: Any, base: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(base + STORY)
    page.click("[data-decide=declined]")
    before = page.evaluate("getComputedStyle(document.body).fontSize")
    page.click(".settings summary")
    page.check("input[name=size][value=huge]")
    page.check("input[name=scheme][value=dark]")
    page.goto(base + "/en/")
    assert page.evaluate("document.documentElement.dataset.size") == "huge"
    assert page.evaluate("getComputedStyle(document.body).fontSize") > before
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 27)"
    context.close()


def test_a_citation_shows_its_source_and_escape_returns_to_it(browser: Any, base: str) -> None:
    page = browser.new_page()
    page.goto(base + STORY)
    page.click("[data-decide=declined]")
    page.click("#cite-2")
    assert "Deputy minister" in page.locator(".source-sheet").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".source-sheet").count() == 0
    assert page.evaluate("document.activeElement.id") == "cite-2"
    page.close()


def test_the_menu_and_the_sources_work_without_scripts(browser: Any, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(base + STORY)
    assert page.locator("#consent").is_hidden()
    page.click(".menu-open")
    first = page.locator("#menu > ul > li > a").all()
    tops = {link.inner_text(): link.bounding_box()["y"] for link in first}
    assert min(tops, key=tops.__getitem__) == "How credit works"
    assert tops["Interview"] < tops["Provenance"], "the small screen has its own order"
    page.keyboard.press("Escape")
    page.click("#cite-3")
    assert page.url.endswith("#source-3")
    context.close()


@pytest.mark.parametrize("language", ["en", "az", "ru", "fa"])
def test_no_page_is_wider_than_the_screen(look: Callable[[str], dict[str, list[str]]], language: str) -> None:
    assert look(language)["wide"] == []
