"""Ten pages of another outlet: imported, confirmed and published, three of them at the desk; all read and found."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale

from standfirst.fetch.tests.sites import LOOPBACK, answer, redirect, site
from standfirst.readers.tests.people import PASSWORD, code, editor, enrol
from standfirst.stories.actions import publish
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import make_agent, make_publication, make_section
from standfirst.wire.admin import importing
from tests.browser.articles import ARTICLES, OUTLET, UNLICENSED, html
from tests.browser.editing import done
from tests.tools.browser import chromium, violations, watch
from tests.tools.forms import submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT_THE_DESK = ("parentheses", "folder", UNLICENSED)
"""One that states its facts in meta tags, one in JSON-LD and behind a redirect, one whose licence is unknown."""
OWN_WORDS = (
    "Whether a piece may be taken over whole, put into another language or only reported on depends on more than the "
    "sign at the foot of a site, The Margin explains. Its author warns of outlets that put an open sign over text "
    "they borrowed, and advises to treat a missing statement as a refusal."
)


@pytest.fixture
def newsroom(live_server, settings, monkeypatch):
    """A page of an editor who has signed in, the address of the digest, and the same session without a browser."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    monkeypatch.setattr(importing, "NETWORK", LOOPBACK)
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    cache.clear()
    Locale.objects.get_or_create(language_code="en")
    make_publication()
    make_agent("Ada Desk", "desk")
    user = editor()
    secret = enrol(user)
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.set_default_timeout(20_000)
        watch(page)
        page.goto(f"{live_server.url}/admin/login/")
        page.fill("[name=login]", user.email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(re.compile("2fa/authenticate"))
        page.fill("[name=code]", code(secret))
        page.press("[name=code]", "Enter")
        page.wait_for_url(re.compile("/admin/$"))
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = next(
            each["value"] for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME
        )
        yield page, live_server.url, client


def imported(page, url: str, address: str, origin: str) -> None:
    """Import by address, from the desk, choosing what isn't remembered."""
    page.goto(f"{url}/admin/")
    page.click("main >> text=Import a page")
    page.fill("[name=address]", address)
    page.check(f"[name=origin][value={origin}]")
    if not page.input_value("[name=credit]"):
        page.select_option("[name=credit]", label="Ada Desk")
        page.select_option("[name=section]", label=make_section("news").name["en"])
    page.click("button:has-text('Import')")
    page.wait_for_url(re.compile(r"/wire/\d+/$"))


def confirmed(page) -> None:
    """Confirm all as shown."""
    page.click("button:has-text('Confirm all as shown') >> nth=0")
    page.wait_for_selector("text=All that was read from the page is confirmed.")


def published(page) -> None:
    """Publish from the story's form."""
    page.locator("[data-standfirst-live*=checks] .standfirst-ready").wait_for()
    page.click("footer [aria-label='Actions (footer)'] button[aria-expanded], footer .w-dropdown button")
    with done(page):
        page.click("button[name=action-publish]")


def imported_and_published(client: Client, address: str) -> None:
    """The same by the same forms, without a browser: import and confirm; then publish."""
    answered = submit(client, "/admin/wire/import/", address=address, origin="reprint")
    submit(client, answered.url, act="all")
    story = Story.objects.latest("pk")
    assert story.intake.unconfirmed == []
    publish(story.get_latest_revision_as_object(), user=story.owner)


def seen(page) -> list[str]:
    """Return the violations of the page that is open. Each page counts its own."""
    return [f"{page.url}: {each}" for each in violations(page)]


def test_ten_pages_are_imported_published_read_and_found(newsroom):
    page, url, client = newsroom
    broken: list[str] = []
    answers = {f"/{name}": answer(html(name)) for name in ARTICLES} | {"/feed/folder": redirect("/folder")}
    with site(answers) as outlet:
        for name in AT_THE_DESK:
            origin = "summary" if name == UNLICENSED else "reprint"
            imported(page, url, f"{outlet}/{'feed/' if name == 'folder' else ''}{name}", origin)
            confirmed(page)
            broken += seen(page)
            if name == UNLICENSED:
                in_own_words(page)
            else:
                page.click("main >> text=Open the story >> nth=0")
            published(page)
            broken += seen(page)
        for name in [each for each in ARTICLES if each not in AT_THE_DESK]:
            imported_and_published(client, f"{outlet}/{name}")

    stories = {story.title: story for story in Story.objects.filter(live=True)}
    assert set(stories) == {article["title"] for article in ARTICLES.values()}
    for name, article in ARTICLES.items():
        title = article["title"]
        page.goto(url + stories[title].public_path())
        text = page.inner_text("main")
        assert title in text
        assert OUTLET in text
        assert (OWN_WORDS if name == UNLICENSED else article["paragraphs"][-1]) in text
        assert ("Mo Folio" in text) == (name != UNLICENSED) or "Ada Desk" in text
        broken += seen(page)
        page.goto(f"{url}/_/en/search/?q={title.split()[-1]}")
        assert page.locator(f"main a:has-text('{title}')").count() >= 1, title
        broken += seen(page)
    assert broken == []


def in_own_words(page) -> None:
    """What an editor does with a page of unknown licence: empty the body, and write."""
    assert page.is_disabled("input[value=reprint]")
    page.click("button:has-text('Begin with an empty body')")
    page.wait_for_url(re.compile("/edit/$"))
    page.click("[data-contentpath=body] .c-sf-add-button")
    page.click("[role=option]:has-text('Text')")
    page.click("[data-contentpath=body] [contenteditable=true]")
    page.keyboard.insert_text(OWN_WORDS)
    page.fill("[name=standfirst]", "Three ways to use a text, and why silence closes two of them.")
    with done(page):
        page.click("button:has-text('Save draft')")


def test_it_is_all_done_with_the_keyboard(newsroom):
    """From the import's form to the last confirmation, without a mouse."""
    page, url, _client = newsroom
    with site({"/folder": answer(html("folder"))}) as outlet:
        page.goto(f"{url}/admin/wire/import/")
        page.focus("[name=address]")
        page.keyboard.type(f"{outlet}/folder")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/wire/\d+/$"))
    page.focus("[name=date]")
    page.keyboard.press("End")
    page.keyboard.type("~")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Saved, and not confirmed yet.")
    assert page.input_value("[name=date]").endswith("~")
    reached(page, "Confirm: date")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Confirmed.")
    reached(page, "Undo: date")
    page.keyboard.press("Space")
    page.wait_for_selector("text=Date: to be confirmed again.")
    reached(page, "Confirm all as shown")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=All that was read from the page is confirmed.")
    assert seen(page) == []


def reached(page, name: str) -> None:
    """Press Tab until the button with this name has the focus."""
    page.evaluate("document.activeElement.blur()")
    for _press in range(120):
        page.keyboard.press("Tab")
        text = page.evaluate("document.activeElement.innerText || ''")
        if " ".join(text.split()).replace(" :", ":").lower() == name.lower():
            return
    raise AssertionError(f"The keyboard doesn't reach “{name}”.")
