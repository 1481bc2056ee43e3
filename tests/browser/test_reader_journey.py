"""A reader on the sample publication: from the chooser to a story's sources and back, and to what search finds."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.tools.browser import violations, watch
from tests.tools.reader_sites import LEAD, Site

pytestmark = pytest.mark.browser
SIZE = "parseFloat(getComputedStyle(document.body).fontSize)"


@pytest.fixture
def page(browser: Any, sample: Site) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    watch(opened)
    opened.goto(sample.base)
    opened.evaluate("document.cookie = 'sf_consent=2:declined; Path=/'")  # the notice has tests of its own
    yield opened
    assert violations(opened) == []
    context.close()


def story(page: Any, base: str, headline: str = LEAD, language: str = "en") -> str:
    """Open the story whose headline begins so, from the newest stories, and return its address."""
    page.goto(f"{base}/{language}/newest/")
    page.locator(".card-headline a", has_text=headline).first.click()
    page.wait_for_selector("article.story")
    return str(page.url)


def test_from_the_chooser_to_the_lead_story(page: Any, sample: Site) -> None:
    page.goto(sample.base)
    assert page.locator(".chooser a").count() == 3
    page.click(".chooser a[hreflang=en]")
    page.wait_for_url(f"{sample.base}/en/")
    assert page.locator(".masthead .search, .masthead .account, .masthead .settings").count() == 3
    assert page.locator(".tools .follow-links a").count() >= 3
    assert page.locator(".front-lead .card-lead").count() == 1
    assert page.locator(".front-newest li").count() >= 3
    assert page.locator(".block .card").count() >= 4
    page.locator(".menu > ul > li > a", has_text="World").click()
    expect(page.locator("h1")).to_have_text("World")
    assert page.locator(".story-tools a[type*=rss], .story-tools a[type*=json]").count() == 2
    page.locator(".card-headline a", has_text=LEAD).click()
    page.wait_for_selector("article.story")


def test_a_story_shows_everything_a_reader_must_get(page: Any, sample: Site) -> None:
    story(page, sample.base)
    assert [each.inner_text() for each in page.locator(".breadcrumb li").all()][:2] == ["Home", "World"]
    assert page.locator(".story-head .kicker a").first.inner_text() == "World"
    assert page.locator(".story-head .kicker span", has_text="Analysis").count() == 1
    assert LEAD in page.locator("h1").inner_text()
    assert page.locator(".story-head .standfirst").inner_text()
    credit = page.locator(".story-head .credit").first
    assert credit.locator(".credit-role").inner_text() == "Author"
    assert credit.locator("img").count() == 1
    dateline = page.locator(".story-head .dateline").inner_text()
    assert re.search(r"Published \w+ \d+, \d{4}, \d\d:\d\d\s+.?GMT\+4", dateline)
    assert re.search(r"[1-9]\d* minutes? to read", dateline)
    picture = page.locator(".lead-picture")
    assert {each.get_attribute("type") for each in picture.locator("source").all()} == {
        "image/avif",
        "image/webp",
    }
    assert len(picture.locator("source").first.get_attribute("srcset").split(",")) >= 3
    assert picture.locator(".caption, .picture-credit, .licence").count() == 3
    assert picture.locator("img").get_attribute("alt")
    assert page.locator(".body p").count() >= 5 and page.locator(".author-note").count() == 1
    assert page.locator(".topics .topic").count() >= 1 and page.locator(".topics .follow").count() >= 1
    for service in ("mailto:", "t.me", "wa.me", "x.com", "facebook.com", "linkedin.com"):
        assert page.locator(f".share a[href*='{service}']").count() == 1
    assert page.locator(".versions a").all_inner_texts() == ["Azərbaycanca", "Русский"]
    related = page.locator(".related .card-headline").all_inner_texts()
    assert related and not any(LEAD in headline for headline in related)
    page.wait_for_selector(".rail .newest-list li")
    assert page.locator(".rail .newest-list li").count() >= 5


def test_the_origin_box_says_what_it_was_made_from_and_who_allowed_it(page: Any, sample: Site) -> None:
    story(page, sample.base)
    box = page.locator(".origin")
    for text in ("Aze.Media", "Vasif Huseynov", "April 22, 2024", "English", "our own words"):
        assert text in box.inner_text()
    assert box.locator(".original-title a").get_attribute("href").startswith("https://aze.media")
    story(page, sample.base, "How a story gets its address")
    box = page.locator(".origin")
    assert "Agreement with the outlet" in box.inner_text() and "Translator" in box.inner_text()
    assert box.locator(".outlet-logo img").count() == 1
    assert page.locator(".story-head .credit-role", has_text="Translator").count() == 1


def test_every_citation_opens_its_source_and_leads_back(page: Any, sample: Site) -> None:
    address = story(page, sample.base)
    cites = page.locator(".body a.cite")
    assert cites.count() >= 18
    for link in cites.all():
        assert page.locator(link.get_attribute("href")).count() == 1
    cites.nth(3).click()
    sheet = page.locator(".source-sheet")
    assert sheet.inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "cite"
    assert page.locator(".source").count() >= 15
    page.locator(".source .back").nth(2).click()
    assert re.search(r"#cite-\d+$", page.url)
    page.locator(".source-links a", has_text="What else rests on it").first.click()
    expect(page.locator("main")).to_contain_text("What rests on it")
    page.locator(".cited-by a", has_text=LEAD).first.click()
    page.wait_for_url(address)


def test_a_correction_stands_above_the_text_and_the_former_text_stays_readable(
    page: Any, sample: Site
) -> None:
    story(page, sample.base, "A correction stays")
    change, body = page.locator(".changes"), page.locator(".story > .body")
    assert change.bounding_box()["y"] < body.bounding_box()["y"]
    assert "Correction" in change.inner_text() and page.locator(".story-head .updated").count() == 1
    change.locator("a").click()
    expect(page.locator("main")).to_contain_text("This text has been replaced.")
    page.wait_for_selector(".runs")
    assert page.locator(".runs del").count() and page.locator(".runs ins").count()


def test_other_languages_of_a_story_lead_to_each_other(page: Any, sample: Site) -> None:
    address = story(page, sample.base)
    page.click(".versions a[hreflang=ru]")
    page.wait_for_selector("html[lang=ru]")
    assert re.search("[а-я]{4}", page.locator("h1").inner_text())
    page.click(".versions a[hreflang=en]")
    page.wait_for_url(address)


def test_the_text_grows_with_the_resizer_and_with_the_browsers_own(
    page: Any, browser: Any, sample: Site
) -> None:
    address = story(page, sample.base)
    usual = page.evaluate(SIZE)
    page.click(".settings summary")
    page.check("input[name=size][value=huge]")
    huge = page.evaluate(SIZE)
    assert huge > usual * 1.3
    # No flash: at the first frame that is painted, the size is there, before site.js has run.
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.sizeAtFirst = document.documentElement.dataset.size })"
    )
    page.goto(address)
    assert page.evaluate("window.sizeAtFirst") == "huge" and page.evaluate(SIZE) == huge
    # The reader's own text size in the browser counts as well: 24 where 16 is usual.
    own = page.context.new_cdp_session(page)
    own.send("Page.setFontSizes", {"fontSizes": {"standard": 24}})
    page.reload()
    assert page.evaluate(SIZE) == pytest.approx(huge * 1.5)
    # A zoom to 200 % is half the width at twice the density: nothing leaves the screen.
    page.set_viewport_size({"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dark_is_chosen_by_the_device_or_by_the_reader(browser: Any, sample: Site) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{sample.base}/en/")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(22, 23, 27)"
    page.click("[data-decide=declined]")
    page.click(".settings summary")
    page.check("input[name=scheme][value=light]")
    assert page.evaluate(paper) == "rgb(251, 248, 241)"
    context.close()


def test_the_keyboard_alone_reaches_menu_story_and_source(page: Any, sample: Site) -> None:
    page.goto(f"{sample.base}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    focused = "document.activeElement.textContent.trim()"

    def tab_to(wanted: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if wanted in page.evaluate(focused):
                break
        else:
            raise AssertionError(f"{wanted} is not reached")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", wanted

    tab_to(LEAD)
    page.keyboard.press("Enter")
    page.wait_for_selector("article.story")
    page.keyboard.press("Tab")
    tab_to("President.az")
    page.keyboard.press("Enter")
    assert page.locator(".source-sheet").count() == 1
    page.keyboard.press("Escape")
    assert "President.az" in page.evaluate(focused)


def test_a_printed_story_keeps_text_and_sources_and_leaves_the_rest(page: Any, sample: Site) -> None:
    story(page, sample.base)
    assert page.pdf()[:5] == b"%PDF-"
    page.emulate_media(media="print")
    for gone in (".tools", ".menu", ".share", ".rail", ".related", ".footer-links"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in ("h1", ".credits", ".body", ".origin", ".sources", ".nameplate"):
        assert page.locator(kept).first.is_visible(), kept


def test_search_finds_letters_that_belong_together_marks_them_and_narrows(page: Any, sample: Site) -> None:
    found = {}
    for typed in ("Bakı", "BAKI", "baki"):
        page.goto(f"{sample.base}/en/")
        page.fill("#search-box", typed)
        page.press("#search-box", "Enter")
        page.wait_for_selector(".search-results")
        found[typed] = page.locator(".search-results h2 a").evaluate_all("all => all.map(a => a.href)")
        assert {"bakı", "BAKI", "baki"} & set(page.locator("mark").all_inner_texts())
    assert found["Bakı"] == found["BAKI"] == found["baki"] != []
    labels = page.locator(".facets h3").all_inner_texts()
    assert labels == ["Language", "Section", "Origin", "Outlet", "Year"]
    page.locator(".facets a", has_text="Azərbaycanca").click()
    expect(page.locator(".search-results > li")).to_have_count(1)
    page.locator(".facets a[aria-current]").click()
    expect(page.locator(".search-results > li")).to_have_count(len(found["baki"]))
    page.goto(f"{sample.base}/_/en/search/?q=nothingofthekind")
    expect(page.locator("main")).to_contain_text("Nothing found")


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_a_story_page_is_light_and_asks_nobody_else(browser: Any, sample: Site, language: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    address = story(page, sample.base)
    if language != "en":
        address = sample.base + page.locator(f".versions a[hreflang={language}]").get_attribute("href")
    context.close()
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    loaded: list[Any] = []
    page.on("requestfinished", lambda request: loaded.append(request))  # noqa: PLW0108
    page.goto(address, wait_until="networkidle")
    lead = page.locator(".lead-picture img").evaluate("image => image.currentSrc")
    rest = [each for each in loaded if each.url != lead]
    assert all(each.url.startswith(sample.base) for each in loaded)
    assert len(rest) <= 12, [each.url for each in rest]
    sizes = {each.url: each.sizes()["responseBodySize"] for each in rest}
    assert sum(sizes.values()) <= 150_000, sizes
    context.close()
