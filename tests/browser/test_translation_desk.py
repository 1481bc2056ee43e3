"""An original on its way through the translation desk: drafted, edited, reviewed, published, changed by its outlet, updated."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from standfirst.fetch.hosts import GAP
from standfirst.readers.tests.people import editor
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import make_draft, make_original, make_permission, paragraph
from standfirst.translation.actions import add_units
from standfirst.translation.models import GlossaryEntry, GlossaryTerm, TranslationUnit
from standfirst.translation.pairing.tmx import Pair, write
from standfirst.wire.actions.afterwards import gather
from standfirst.wire.models import OriginalTask, WatchedHost, WatchedOriginal
from standfirst.wire.tests.pages import page as article
from standfirst.wire.tests.watched import Watch, said, site
from tests.browser.editing import Desk, done, newsroom
from tests.tools import validators

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ONE = "The harbour of Khankendi was closed for two days after the storm of 12 May."
TWO = "Nobody was hurt, the harbour master said: “We were lucky.”"
THREE = "The ferry runs again on Monday."
FOUR = "The next storm is expected in the autumn, and the harbour office says that it is prepared for it."
OURS = "Xankəndi limanı 12 may fırtınasından sonra iki gün bağlı olub."


@pytest.fixture
def outlet() -> Any:
    """The original's own site, which changes its page when it is asked the second time."""
    one, two = (
        article(
            f"<article><h1>Harbour closed</h1>{''.join(f'<p>{each}</p>' for each in (first, TWO, THREE, FOUR))}</article>"
        )
        for first in (ONE, ONE.replace("two days", "three days"))
    )
    with site({"/harbour": [said(one, ETag='"1"'), said(two)]}) as served:
        yield Watch(served)


@pytest.fixture
def story(outlet: Watch) -> Story:
    """A draft as an import leaves it, a glossary, and something that was translated before."""
    newsroom(("en", "az"))
    original = make_original(
        language="en", title="Harbour closed", text="\n\n".join((ONE, TWO, THREE)),
        url=f"http://tide.example:{outlet.site.port}/harbour",
    )  # fmt: skip
    GlossaryEntry.objects.create(
        label="Khankendi",
        terms=[
            GlossaryTerm(language="en", text="Khankendi"),
            GlossaryTerm(language="az", text="Xankəndi", side="Azerbaijan", preferred=True),
            GlossaryTerm(language="az", text="Stepanakert", side="Armenia"),
        ],
    )
    before = Pair(ONE.replace("two", "nine"), OURS.replace("iki", "doqquz"), "en", "az")
    add_units(b"".join(write([before], "1")), at=timezone.now())
    body = [
        paragraph(f"<p>{ONE}</p>"),
        {"type": "embed", "value": {"url": "https://video.example/1", "title": "The storm"}, "id": "e"},
        paragraph(f"<p>{TWO.replace('harbour master', '<b>harbour master</b>')}</p><p>{THREE}</p>"),
    ]
    return make_draft(
        "az", title="Harbour closed", origin="translation", original=original, roles=("translator",), body=body,
        permission=make_permission(original),
    )  # fmt: skip


@pytest.fixture
def desk(chrome: Any, newsroom_url: str, settings: Any, story: Story) -> Any:
    settings.NO_SECOND_FACTOR = True
    settings.TRANSLATION = {"service": "dummy", "address": "", "key": ""}
    user = editor()
    found = Desk(chrome, newsroom_url)
    found.sign_in(user.email)
    yield found
    assert found.trouble == []
    found.context.close()


def line(page: Page, label: str) -> Any:
    return page.get_by_role("region", name=label, exact=True)


def state(page: Page, label: str, said: str) -> None:
    expect(line(page, label).locator("[data-state]")).to_have_text(said)


def saved(page: Page) -> None:
    with done(page):
        page.locator(".standfirst-bar").get_by_role("button", name="Save", exact=True).click()


def look(outlet: Watch, settings: Any) -> None:
    """Let time pass until the original is looked at."""
    folder, settings.FOLDER = settings.FOLDER, type("Folder", (), {"demo": False})()
    gather(max(timezone.now(), outlet.now))
    settings.FOLDER = folder
    watched = WatchedOriginal.objects.get()
    assert watched.next_check is not None
    outlet.now = watched.next_check + GAP
    WatchedHost.objects.update_or_create(
        host=watched.host, defaults={"robots_at": outlet.now, "reservations_at": outlet.now}
    )
    outlet.poller.finish()


def test_from_the_original_to_readers_and_after_it_changed(desk, story, outlet, settings):
    page, address = desk.page, f"/admin/translation/{story.pk}/"
    desk.open(f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("link", name="Translate beside the original").click()
    page.wait_for_url(re.compile(r"/translation/\d+/$"))
    expect(line(page, "Paragraph 1").locator("textarea")).to_have_attribute("lang", "az")

    # What was translated before, with one press; then by hand, saved by itself.
    first = line(page, "Paragraph 1")
    expect(first.locator("ins")).to_have_text("two")
    first.get_by_role("button", name="Insert").click()
    field = first.locator("textarea")
    field.fill(field.input_value().replace("doqquz", "iki"))
    expect(page.locator("[data-status]")).to_contain_text("Saved at")
    state(page, "Paragraph 1", "edited")

    # A machine's drafts, which nobody may publish before a person had them.
    page.get_by_role("button", name="Machine drafts of all new paragraphs").click()
    page.locator(".messages").first.wait_for()
    state(page, "Paragraph 2", "machine")
    assert "<1>harbour master</1>" in line(page, "Paragraph 2").locator("textarea").input_value()
    assert validators.axe_violations(page) == []
    desk.open(f"/admin/pages/{story.pk}/edit/")
    desk.menu("Publish")
    expect(page.locator(".messages")).to_contain_text("as a machine wrote them")
    assert Story.objects.get(pk=story.pk).live is False

    # Edited with the glossary, from the keyboard.
    desk.open(address)
    line(page, "Headline").locator("textarea").fill("Liman bağlı olub")
    second = line(page, "Paragraph 2").locator("textarea")
    second.fill("Heç kim xəsarət almayıb, <1>liman rəisi</1> deyib: “Bəxtimiz gətirdi.”")
    second.press("Control+Enter")
    third = line(page, "Paragraph 3").locator("textarea")
    expect(third).to_be_focused()
    third.fill("Bərə bazar ertəsi yenidən işləyir.")
    third.press("Control+Enter")
    state(page, "Paragraph 2", "reviewed")
    state(page, "Paragraph 3", "reviewed")
    first = line(page, "Paragraph 1")
    first.locator("textarea").fill("")
    first.get_by_role("button", name="Xankəndi").click()
    first.locator("textarea").press_sequentially(" limanı bağlı olub.")
    expect(first.locator("[data-checks]")).to_contain_text("12 May")
    first.locator("textarea").fill(OURS)
    first.get_by_label("reviewed").check()
    saved(page)
    state(page, "Paragraph 1", "reviewed")
    assert TranslationUnit.objects.filter(source=ONE, target=OURS).exists()

    desk.open(f"/admin/pages/{story.pk}/edit/")
    with done(page):
        desk.menu("Publish")
    public = Story.objects.get(pk=story.pk)
    assert public.live and "<b>liman rəisi</b>" in public.body_html and OURS in public.body_text

    # Its outlet changes it: a task with the difference; taken over, stale paragraphs, until somebody has seen to them.
    look(outlet, settings)
    desk.open(f"/admin/pages/{story.pk}/edit/")
    expect(page.locator("main")).to_contain_text("Nothing is known to have changed")
    look(outlet, settings)
    assert outlet.site.asked[1].headers["if-none-match"] == '"1"'
    desk.open("/admin/")
    task = page.get_by_role("region", name="Originals to see to")
    expect(task).to_contain_text("changed")
    task.get_by_role("link", name="Harbour closed").click()
    expect(page.locator(".standfirst-then-now ins")).to_have_text("three")
    assert validators.axe_violations(page) == []
    with done(page):
        page.get_by_role("button", name="Take the new text over").click()
    assert OriginalTask.objects.get().closed == "taken-over"
    desk.open("/admin/")
    expect(page.get_by_role("region", name="Originals to see to")).to_have_count(0)
    stale = page.get_by_role("region", name="Originals that changed")
    expect(stale).to_contain_text("1 paragraph is stale, 1 is new")
    stale.get_by_role("link", name="Liman bağlı olub").click()
    state(page, "Paragraph 1", "stale")
    expect(line(page, "Paragraph 1").locator(".standfirst-difference ins")).to_have_text("three")
    line(page, "Paragraph 1").locator("textarea").fill(OURS.replace("iki", "üç"))
    line(page, "Paragraph 4").locator("textarea").fill("Növbəti fırtına payızda gözlənilir.")
    saved(page)
    state(page, "Paragraph 1", "edited")
    desk.open("/admin/")
    expect(page.get_by_role("region", name="Originals that changed")).to_have_count(0)
    desk.open(f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("tab", name="Publication").click()
    page.check("[name=change_kind][value=correction]", force=True)
    page.fill("[name=change_text]", "Liman üç gün bağlı olub.")
    with done(page):
        desk.menu("Publish")
    updated = Story.objects.get(pk=story.pk)
    assert "üç gün" in updated.body_text and updated.updated_at is not None
    assert updated.versions.get().text == public.body_text
    outlet.poller.close()


def test_without_scripts_it_is_a_form(chrome, newsroom_url, settings, story):
    settings.NO_SECOND_FACTOR = True
    signed = Desk(chrome, newsroom_url)
    signed.sign_in(editor().email)
    context = chrome.new_context(java_script_enabled=False, storage_state=signed.context.storage_state())
    page = context.new_page()
    page.goto(f"{newsroom_url}/admin/translation/{story.pk}/")
    line(page, "Paragraph 1").get_by_role("button", name="Insert").click()
    state(page, "Paragraph 1", "edited")
    line(page, "Paragraph 3").locator("textarea").fill("Bərə işləyir.")
    line(page, "Paragraph 3").get_by_label("reviewed").check()
    saved(page)
    state(page, "Paragraph 3", "reviewed")
    context.close()
    signed.context.close()
