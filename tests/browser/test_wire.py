"""An editor watches a feed, finds its news on the wire's desk by keys, asks, claims and takes it: all in a browser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import river
from standfirst.fetch import turns
from standfirst.readers.tests.people import editor
from standfirst.stories.models import Story
from standfirst.wire.admin import sources
from standfirst.wire.models import Assignment
from standfirst.wire.polling.poller import Poller
from standfirst.wire.tests.pages import page as article
from standfirst.wire.tests.test_feeds import item, rss
from standfirst.wire.tests.watched import Watch, said, site
from tests.browser.editing import Desk, newsroom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(chrome, newsroom_url, settings):
    settings.NO_SECOND_FACTOR = True
    newsroom()
    user = editor()
    desk = Desk(chrome, newsroom_url)
    desk.sign_in(user.email)
    yield desk
    desk.context.close()


def feed() -> bytes:
    """Two happenings, without dates: they are of now."""
    return rss(
        item("ferry", "No ferry, no bread", "The ferry between the islands stopped.", "")
        + item("bank", "The central bank raised its rate", "Food prices rose in Ruritania.", "")
    )


def test_from_an_address_to_a_draft(desk, monkeypatch):
    script = {"/feed": [said(feed(), Content_Type="application/rss+xml")], "/news/ferry": [said(article())]}
    with site(script) as served:
        watch = Watch(served)
        watch.poller.close()
        monkeypatch.setattr(sources, "NETWORK", watch.network)
        at_once = turns.Turns(timedelta(0))
        for where in ("sources", "articles"):
            monkeypatch.setattr(f"standfirst.wire.actions.{where}.TURNS", at_once)
        page = desk.page

        page.goto(f"{desk.url}/admin/wire/")
        page.click("text=Try an address")
        page.fill("[name=address]", f"http://tide.example:{served.port}/feed")
        page.click("button:has-text('Try it')")
        expect(page.locator("main")).to_contain_text("2 entries")
        page.click("button:has-text('Watch it')")
        page.wait_for_url(re.compile(r"/watchedsource/edit/\d+/"))
        expect(page.locator("main")).to_contain_text("Not asked yet")

        page.goto(f"{desk.url}/admin/wire/watches/")
        page.click("text=Save a watch")
        page.fill("[name=name]", "Ferries")
        page.fill("[name=words]", "ferr")
        page.click("button:has-text('Save')")
        expect(page.locator("main")).to_contain_text("No item has been like that yet")

        poller = Poller(network=watch.network, turns=at_once)
        for _ in range(3):
            poller.finish()
        poller.close()

        page.goto(f"{desk.url}/admin/wire/")
        expect(page.locator("main")).to_contain_text("The central bank")
        page.keyboard.press("j")
        first = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.textContent") != first
        page.keyboard.press("x")
        assert page.locator("[name=thread]:checked").count() == 1
        page.keyboard.press("x")
        page.locator("a", has_text="No ferry, no bread").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/wire/threads/"))
        expect(page.locator("button[value=translation]")).to_be_disabled()
        expect(page.locator("main")).to_contain_text("No licence or permission covers a translation")
        expect(page.locator("main")).to_contain_text("watch “Ferries”")

        thread = page.url
        page.locator("a", has_text="Write a letter that asks for it").first.click()
        page.locator("[name=languages]").first.check()
        page.click("button:has-text('Write the letter anew')")
        expect(page.locator("[name=text]")).to_have_value(re.compile("No ferry, no bread"))
        page.click("button:has-text('I have sent it')")
        expect(page.locator("main")).to_contain_text("Asked on")

        import_dossier(read_data(river()), why="The file")
        page.click("a:has-text('Claim in a dossier')")
        page.check("label:has-text('The ferry between the islands stopped.') input")
        page.select_option("[name=about]", "guards")
        page.select_option("[name=asserter]", "south")
        page.select_option("[name=says]", "within")
        page.click("button:has-text('Show what would follow')")
        expect(page.locator("main")).to_contain_text("What would follow")
        page.click("button[value=save]")
        expect(page.locator("main")).to_contain_text("claim in dossier The ferry pact: south-1")

        page.goto(thread)
        page.click("button[value=summary]")
        page.wait_for_url(re.compile(r"/admin/wire/\d+/$"))
        expect(page.locator("main")).to_contain_text("What was read from the page")

        story = Story.objects.get(original__url__endswith="/news/ferry")
        assert Assignment.objects.get().story == story
        page.goto(f"{desk.url}/admin/wire/")
        expect(page.locator("main")).to_contain_text("(en)")
        assert desk.trouble == []
