"""A publication in Persian: right to left on every kind of page, its digits and dates, and Latin names inside."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.tools import validators
from tests.tools.browser import violations, watch
from tests.tools.farsi import HEADLINES
from tests.tools.reader_sites import Site, sign_in

pytestmark = pytest.mark.browser
APP = [
    "account/login/", "account/signup/", "account/password/reset/", "search/?q=نوامبر", "search/",
]  # fmt: skip
SIGNED_IN = [
    "account/", "saved/", "follow/", "preferences/", "account/data/", "account/2fa/", "account/email/",
    "account/password/change/", "account/logout/",
]  # fmt: skip
LATIN_DIGITS = re.compile(r"[0-9]")
# Text that may have Latin digits: what is in another language, code, addresses.
OWN_TEXT = """
() => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (parent.closest('[lang]').lang === 'fa' && !parent.closest('code, pre, bdi, .licence, textarea, [dir=ltr], script'))
      found.push(text.data);
  }
  return found.join(' ');
}
"""


@pytest.fixture(scope="module")
def page(browser: Any, farsi: Site) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=False)
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    watch(opened)
    yield opened
    context.close()


def public_pages(page: Any, base: str) -> list[str]:
    """One page of every kind, found by following the site's own links from the front."""
    found = ["/", "/fa/"]
    for path in found:
        page.goto(base + path)
        for link in page.locator("a[href^='/fa/']").evaluate_all("all => all.map(a => a.pathname)"):
            if link not in found and not re.search(r"\.\w+$", link):
                found.append(link)
    return found


def test_every_page_reads_from_right_to_left_in_its_own_digits(page: Any, farsi: Site) -> None:
    paths = public_pages(page, farsi.base)
    kinds = set()
    wrong = []
    for path in [*paths, *(f"/_/fa/{each}" for each in APP), "/fa/nowhere/"]:
        page.goto(farsi.base + path)
        kinds.add(page.evaluate("document.body.className"))
        if page.evaluate("document.documentElement.dir") != "rtl":
            wrong.append(f"{path} is not rtl")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{path} is wider than the screen")
        text = page.evaluate(OWN_TEXT).replace("SHA-256", "")
        if (digits := LATIN_DIGITS.search(text)) and path != "/":
            wrong.append(f"{path}: {text[max(0, digits.start() - 30) : digits.end() + 20]!r}")
    page.goto(f"{farsi.base}/_/fa/search/?q=نوامبر")
    assert not LATIN_DIGITS.search(page.locator(".facets").inner_text())
    assert wrong == []
    assert kinds >= {
        "page-chooser", "page-home", "page-story", "page-listing", "page-index", "page-standing",
        "page-source", "page-version", "page-corrections", "page-not-found", "page-app",
    }  # fmt: skip
    assert violations(page) == []


def test_pages_of_the_account_read_from_right_to_left_in_its_own_language(page: Any, farsi: Site) -> None:
    sign_in(page, farsi.base, "reader@example.org", language="fa")
    page.wait_for_url(re.compile("saved"))
    page.goto(f"{farsi.base}/fa/")
    page.locator(".card-headline a").first.click()
    page.locator(".story-tools a").first.click()
    page.locator("main form button").click()
    page.wait_for_selector(".app-list")
    assert re.search(r"[۰-۹]+ \S+ ۲۰[۰-۹]{2}", page.locator(".app-list .meta").inner_text())
    wrong = []
    for path in SIGNED_IN:
        page.goto(f"{farsi.base}/_/fa/{path}")
        nav = page.locator(".app-nav").bounding_box()
        ledger = page.locator(".ledger").bounding_box()
        text = page.evaluate(OWN_TEXT)
        if page.evaluate("document.documentElement.dir") != "rtl" or LATIN_DIGITS.search(text):
            wrong.append(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth") or not (nav and ledger):
            wrong.append(f"{path} is too wide")
    assert wrong == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{farsi.base}/_/fa/account/")
    nav, ledger = (page.locator(each).bounding_box() for each in (".app-nav", ".ledger"))
    assert nav["x"] > ledger["x"], "what there is stands at the beginning of the line, on the right"
    page.set_viewport_size({"width": 390, "height": 844})


def test_dates_are_words_of_the_language_and_latin_names_keep_their_order(page: Any, farsi: Site) -> None:
    page.goto(f"{farsi.base}/fa/")
    page.locator(".card-headline a", has_text=HEADLINES[1]).first.click()
    page.wait_for_selector("article.story")
    dateline = page.locator(".story-head .dateline").inner_text()
    assert "۲۲ آوریل ۲۰۲۶" in dateline and "۱۳:۰۰" in dateline
    isolated = page.locator(".origin [lang=en], .origin bdi").all_inner_texts()
    assert "Interfax" in isolated and "The mission ends early" in isolated
    assert "12 نوامبر" not in page.locator(".origin").inner_text()
    assert "۱۲ نوامبر ۲۰۲۰" in page.locator(".origin").inner_text()
    for each in page.locator(".origin [lang=en]").all():
        assert each.get_attribute("dir") == "auto"
        assert each.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
    page.set_viewport_size({"width": 1280, "height": 900})
    name, day = page.evaluate(
        """() => {
          const link = document.querySelector('.body a'), after = link.nextSibling, range = document.createRange();
          range.setStart(after, after.data.indexOf('۱۲'));
          range.setEnd(after, after.data.indexOf('۱۲') + 2);
          return [link.getBoundingClientRect().left, range.getBoundingClientRect().left];
        }"""
    )
    page.set_viewport_size({"width": 390, "height": 844})
    assert name > day, "from the right: the name, then the day"
    faces = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Arabic" in face for face in faces)


@pytest.fixture(scope="module")
def troubles(browser: Any, farsi: Site) -> dict[str, list[str]]:
    """What the rules of accessibility find on the app's pages, by scheme; each page is loaded once for both."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    validators.bring_axe(page)
    wrong: dict[str, list[str]] = {scheme: [] for scheme in validators.SCHEMES}

    def look(paths: list[str]) -> None:
        for path in paths:
            page.goto(f"{farsi.base}/_/fa/{path}")
            for scheme, found in validators.axe_violations_by_scheme(page).items():
                wrong[scheme] += [f"{path} {each}" for each in found]

    look(APP)
    sign_in(page, farsi.base, "reader@example.org", language="fa")
    page.wait_for_url(re.compile("saved"))
    look(SIGNED_IN)
    context.close()
    return wrong


@pytest.mark.parametrize("scheme", validators.SCHEMES)
def test_pages_of_the_app_are_accessible(troubles: dict[str, list[str]], scheme: str) -> None:
    assert troubles[scheme] == []


def test_without_a_purpose_there_is_no_notice_but_a_link_to_the_terms(page: Any, farsi: Site) -> None:
    page.goto(f"{farsi.base}/fa/")
    assert page.locator("#consent").count() == 0 and page.locator("[data-consent-open]").count() == 0
    assert page.locator(".terms a").count() >= 1
    assert page.goto(f"{farsi.base}/_/fa/consent/").status == 404
    page.locator(".footer-links a[href*='/fa/']").last.click()
    page.goto(f"{farsi.base}/_/fa/preferences/")
    assert "sf_consent" not in page.locator(".kept").inner_text()
