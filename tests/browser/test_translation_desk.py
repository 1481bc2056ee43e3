"""One original on its way through the translation desk: drafted, edited, reviewed, published, and changed afterwards."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from standfirst.provenance.models import Original
from standfirst.readers.tests.people import editor
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import make_draft, make_original, make_permission, paragraph
from standfirst.translation.actions import add_units, original_changed
from standfirst.translation.models import GlossaryEntry, GlossaryTerm, TranslationUnit
from standfirst.translation.pairing.tmx import Pair, write
from tests.browser.editing import Desk, newsroom
from tests.tools import validators

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ONE = "The harbour of Khankendi was closed for two days after the storm of 12 May."
TWO = "Nobody was hurt, the harbour master said: “We were lucky.”"
THREE = "The ferry runs again on Monday."
OURS = "Xankəndi limanı 12 may fırtınasından sonra iki gün bağlı olub."


@pytest.fixture
def story() -> Story:
    """A draft as an import leaves it, a glossary, and something that was translated before."""
    newsroom(("en", "az"))
    original = make_original(language="en", title="Harbour closed", text="\n\n".join((ONE, TWO, THREE)))
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
    page.locator(".standfirst-bar").get_by_role("button", name="Save", exact=True).click()
    page.locator(".messages .success").first.wait_for()


def publish(desk: Desk, story: Story) -> None:
    desk.open(f"/admin/pages/{story.pk}/edit/")
    desk.menu("Publish")


def test_from_the_original_to_readers_and_after_it_changed(desk, story):
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
    publish(desk, story)
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

    publish(desk, story)
    page.locator(".messages .success").first.wait_for()
    public = Story.objects.get(pk=story.pk)
    assert public.live and "<b>liman rəisi</b>" in public.body_html and OURS in public.body_text

    # The original changes: a task with the difference, and a stale paragraph, until somebody has seen to it.
    original = Original.objects.get(pk=story.original_id)
    original_changed(original, original.text.replace("two days", "three days"), timezone.now())
    desk.open("/admin/")
    task = page.get_by_role("region", name="Originals that changed")
    expect(task).to_contain_text("1 paragraph is stale")
    task.get_by_role("link", name="Liman bağlı olub").click()
    state(page, "Paragraph 1", "stale")
    expect(line(page, "Paragraph 1").locator(".standfirst-difference ins")).to_have_text("three")
    line(page, "Paragraph 1").locator("textarea").fill(OURS.replace("iki", "üç"))
    saved(page)
    state(page, "Paragraph 1", "edited")
    desk.open("/admin/")
    expect(page.get_by_role("region", name="Originals that changed")).to_have_count(0)


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
