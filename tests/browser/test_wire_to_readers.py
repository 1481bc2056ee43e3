"""From a feed to readers: taken by one, translated, published with its papers, until the permission's last day is over."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from standfirst.fetch.turns import Turns
from standfirst.provenance.models import Permission
from standfirst.readers.tests.people import editor
from standfirst.stories.actions.lapsing import lapse_permissions
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import make_agent, make_section
from standfirst.wire.admin import sources
from standfirst.wire.models import Assignment, Item, Thread
from standfirst.wire.tests.pages import SENTENCES
from standfirst.wire.tests.pages import page as article
from standfirst.wire.tests.test_feeds import item, rss
from standfirst.wire.tests.watched import Watch, outlet, said, site
from tests.browser.editing import Desk, done, newsroom
from tests.tools import validators

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = (
    "İki ada arasında bərə bazar ertəsi dayanıb, çünki yeganə losman təqaüdə çıxıb.",
    "Liman idarəsi deyir ki, yeni losman iki il öyrənməlidir.",
    "Kiçik adanın dükançıları bir balıqçı qayığını bölüşürlər.",
    "Region şurası cümə axşamı toplaşır.",
)
MAY = "The translation is by leave of The Tide."


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Two watched outlets: one that gave its leave, one whose licence forbids any change."""
    newsroom(("en", "az"))
    make_agent("Ada Desk", "desk")
    feed = rss(item("ferry", "No ferry, no bread", "The ferry between the islands stopped.", ""))
    bound = rss(
        item("bank", "The central bank raised its rate", "Food prices rose in Ruritania.", ""),
        "<copyright>https://creativecommons.org/licenses/by-nd/4.0/</copyright>",
    )
    script = {
        "/feed": [said(feed, Content_Type="application/rss+xml")],
        "/bound": [said(bound, Content_Type="application/rss+xml")],
        "/news/ferry": [said(article())],
    }
    with site(script) as served:
        watch = Watch(served)
        monkeypatch.setattr(sources, "NETWORK", watch.network)
        monkeypatch.setattr("standfirst.wire.actions.articles.TURNS", Turns(timedelta(0)))
        watch.source(section=make_section("news"))
        shore = watch.source("/bound", "shore.example")
        shore.outlet = outlet("The Shore")
        shore.save()
        Permission.objects.create(
            outlet=outlet(), kind="agreement", granted_by="Its editor", allows_translation=True,
            credit_wording={"az": MAY, "en": MAY}, valid_until=timezone.localdate() + timedelta(days=30),
        )  # fmt: skip
        watch.poll()
        yield watch
        watch.poller.close()


@pytest.fixture
def desk(chrome: Any, newsroom_url: str, settings: Any, wire: Watch) -> Any:
    settings.NO_SECOND_FACTOR = True
    found = Desk(chrome, newsroom_url)
    found.sign_in(editor().email)
    yield found
    found.context.close()


def test_a_translation_by_leave_until_the_leave_is_over(desk: Desk, wire: Watch) -> None:
    page = desk.page
    thread = Thread.objects.get(items__name="ferry")
    desk.open(f"/admin/wire/threads/{thread.uid}/?language=az")
    page.click("button[value=translation]")
    page.wait_for_url(re.compile(r"/admin/wire/\d+/$"))
    story = Story.objects.get(original__url__endswith="/news/ferry")
    assert Assignment.objects.get(ended_at=None).story == story
    desk.open(f"/admin/wire/threads/{thread.uid}/?language=az")
    expect(page.locator("main")).to_contain_text("is on it in az")

    desk.open(f"/admin/wire/{story.pk}/")
    page.click("button:has-text('Confirm all as shown') >> nth=0")
    expect(page.locator("main")).to_contain_text("All that was read from the page is confirmed.")

    # Beside the original, paragraph by paragraph.
    desk.open(f"/admin/translation/{story.pk}/")
    for label, text in (
        ("Headline", "Bərə yoxdur, çörək yoxdur"),
        *((f"Paragraph {number}", text) for number, text in enumerate(OURS, 1)),
    ):
        line = page.get_by_role("region", name=label, exact=True)
        line.locator("textarea").fill(text)
        line.get_by_label("reviewed").check()
    with done(page):
        page.locator(".standfirst-bar").get_by_role("button", name="Save", exact=True).click()

    desk.open(f"/admin/pages/{story.pk}/edit/")
    page.fill("[name=standfirst]", "Yeganə losman təqaüdə çıxıb.")
    page.locator("#id_credits-ADD").click()
    desk.choose("#inline_child_credits-0", "Ada Desk")
    page.select_option("[name=credits-0-role]", "translator")
    page.locator(".standfirst-ready").wait_for()
    with done(page):
        desk.menu("Publish")

    # What readers get, and search engines.
    path = Story.objects.get(pk=story.pk).public_path()
    desk.open(path)
    box = page.locator("#origin")
    expect(box).to_contain_text("The Tide")
    expect(box).to_contain_text("No ferry, no bread")
    expect(page.locator("main")).to_contain_text(MAY)
    expect(page.locator(".credits")).to_contain_text("Ada Desk")
    expect(page.locator("main")).to_contain_text(OURS[0])
    assert SENTENCES[0] not in page.inner_text("main")
    robots = page.locator("meta[name=robots]")
    assert robots.count() == 1 and "unavailable_after" in (robots.get_attribute("content") or "")
    assert page.get_attribute("link[rel=canonical]", "href").endswith(path)
    linked = page.locator("script[type='application/ld+json']").first.inner_text()
    assert '"translationOfWork"' in linked
    assert validators.axe_violations(page) == []
    assert desk.trouble == []

    # Its last day is over: the page says so, with the way to the original, and no word of the text.
    lapse_permissions(timezone.now() + timedelta(days=32))
    answer = page.goto(desk.url + path)
    assert answer is not None and answer.status == 410
    expect(page.locator("main")).to_contain_text("The Tide")
    expect(page.locator("main").get_by_role("link", name=re.compile("Tide"))).to_have_attribute(
        "href", story.original.url
    )
    assert OURS[0] not in page.inner_text("body")
    assert page.get_attribute("meta[name=robots]", "content") == "noindex"


def test_what_a_licence_forbids_is_off_says_why_and_is_refused(desk: Desk) -> None:
    page = desk.page
    item = Item.objects.get(name="bank")
    desk.open(f"/admin/wire/items/{item.uid}/?language=az")
    button = page.locator("button[value=translation]")
    expect(button).to_be_disabled()
    reason = page.locator(f"[id='{button.get_attribute('aria-describedby')}']")
    expect(reason).to_contain_text("CC-BY-ND")
    expect(reason.get_by_role("link", name="Write a letter that asks for it")).to_be_visible()
    # Who sends it all the same is told, and nothing is made or taken.
    button.evaluate("button => { button.disabled = false }")
    button.click()
    expect(page.locator(".messages")).to_contain_text("CC-BY-ND")
    assert not Story.objects.exists() and not Assignment.objects.exists()
    assert desk.trouble == []
