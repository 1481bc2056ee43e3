"""Everything an editor does under the admin's strict policy: nothing inline, nothing blocked, no script fails."""

import re

import pytest
from playwright.sync_api import expect

from standfirst.publication.models import HomePage, Section, StandingPage, StoryContainer
from standfirst.readers.tests.people import PASSWORD, code, editor, enrol
from standfirst.stories.tests.factories import (
    make_agent,
    make_draft,
    make_original,
    make_permission,
    make_section,
    make_story,
    make_topic,
)
from tests.browser.editing import Desk, newsroom, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STYLED = (
    "<html><head><style>p { color: red }</style></head><body><p style='color:red'>Pasted "
    "<span style='font-weight:700'>in bold</span></p><ul><li style='mso-list:l0'>one</li></ul></body></html>"
)


@pytest.fixture
def desk(chrome, newsroom_url, settings):
    settings.NO_SECOND_FACTOR = True
    newsroom()
    user = editor()
    desk = Desk(chrome, newsroom_url)
    desk.sign_in(user.email)
    yield desk
    desk.context.close()


def test_signing_in_with_a_second_factor(chrome, newsroom_url):
    newsroom()
    user = editor()
    secret = enrol(user)
    desk = Desk(chrome, newsroom_url)
    desk.page.goto(f"{desk.url}/admin/login/")
    desk.page.fill("[name=login]", user.email)
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.press("[name=password]", "Enter")
    desk.page.wait_for_url(re.compile("2fa/authenticate"))
    desk.page.fill("[name=code]", code(secret))
    desk.page.press("[name=code]", "Enter")
    desk.page.wait_for_url(re.compile("/admin/$"))
    assert desk.trouble == []
    desk.context.close()


def test_enrolling_a_second_factor(chrome, newsroom_url):
    newsroom()
    editor()
    desk = Desk(chrome, newsroom_url)
    page = desk.page
    page.goto(f"{desk.url}/admin/")
    page.fill("[name=login]", "editor@example.org")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile("/account/2fa/$"))
    page.goto(f"{desk.url}/_/en/account/2fa/totp/activate/")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile("totp/activate"))
    secret = page.input_value("#authenticator_secret")
    page.fill("[name=code]", code(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url(re.compile("recovery-codes"))
    for path in ("webauthn/add/", "webauthn/", "recovery-codes/", ""):
        page.goto(f"{desk.url}/_/en/account/2fa/{path}")
    page.goto(f"{desk.url}/admin/")
    assert "reauthenticate" in page.url
    assert desk.trouble == []
    desk.context.close()


def test_every_kind_of_page(desk):
    story = make_story(text="It was said (TASS, March 1, 2026).")
    draft = make_draft(title="A draft")
    permission = make_permission(make_original())
    home = HomePage.objects.get(locale__language_code="en")
    standing = StandingPage.objects.filter(locale__language_code="en").first()
    topic, section = make_topic("gas"), Section.objects.get()
    paths = f"""
        pages/ pages/{home.pk}/ pages/{home.pk}/edit/ pages/{standing.pk}/edit/ pages/{story.pk}/edit/
        pages/{story.pk}/history/ pages/{story.pk}/copy/ pages/{story.pk}/move/ pages/{draft.pk}/delete/
        stories/{story.pk}/withdraw/ stories/{story.pk}/removal/ stories/{story.pk}/citations/0/
        images/ images/add/ users/ users/new/ groups/ groups/new/ account/ locales/ workflows/list/ workflows/add/
        settings/publication/publication/ reports/site-history/ reports/workflow/ reports/locked/
        snippets/publication/section/ snippets/publication/section/edit/{section.pk}/
        snippets/publication/topic/edit/{topic.pk}/ snippets/provenance/source/ snippets/provenance/source/edit/1/
        snippets/provenance/agent/edit/{make_agent().pk}/ snippets/provenance/original/add/
        snippets/provenance/permission/edit/{permission.pk}/ snippets/stories/bundle/add/
    """.split()
    for path in paths:
        desk.open(f"/admin/{path}")
    assert desk.trouble == []


def test_the_story_form_with_every_block(desk):
    page = desk.page
    container = StoryContainer.objects.get(locale__language_code="en")
    desk.open(f"/admin/pages/add/stories/story/{container.pk}/")
    page.fill("[name=title]", "A story with everything")
    for label, fields in {
        "heading": {"": "Between the parts"},
        "quotation": {"text": "Said so.", "who": "A witness"},
        "embed": {"url": "https://video.example/1", "title": "A recording"},
    }.items():
        block = desk.add_block(label)
        for name, value in fields.items():
            field = f"[name$='value-{name}']" if name else "[name$='-value']"
            block.locator(field).first.fill(value)
    table = desk.add_block("table")
    table.locator("[name$='value-caption']").fill("Who stands where")
    table.locator(".c-sf-add-button").last.click()
    text = desk.add_block("text")
    desk.write(text, "Guards stand there (TASS, March 1, 2026). ")
    desk.paste(text, STYLED)
    expect(text.locator("span", has_text="in bold").last).to_have_css("font-weight", "700")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    for button in ("BOLD", "ITALIC", "SUPERSCRIPT", "unordered-list-item"):
        page.locator(f".Draftail-ToolbarButton[name={button}]").last.click()
    page.keyboard.press("Control+K")
    page.get_by_role("link", name="External link").click()
    page.fill(".modal-dialog [name=external-link-chooser-url]", "https://tass.example/guards")
    page.get_by_role("button", name="Insert link").click()
    page.locator(".modal-dialog").wait_for(state="detached")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("/")
    page.locator("[role=listbox]:visible").first.wait_for()
    page.keyboard.press("Escape")
    assert desk.trouble == []

    shown = desk.add_block("picture")
    shown.locator("[data-chooser-action-choose]").click()
    page.locator(".modal-dialog [role=tab]", has_text="Upload").click()
    page.set_input_files(".modal-dialog input[type=file]", picture())
    assert page.input_value(".modal-dialog [name$=title]") == "", "A file name became a title."
    page.fill(".modal-dialog [name$=title]", "A bridge")
    page.locator(".modal-dialog form [type=submit]").last.click()
    page.locator(".modal-dialog").wait_for(state="detached")
    expect(shown).to_contain_text("A bridge")
    # Autosave made a draft meanwhile; the checks and the citations are those of the form.
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    expect(page.locator(".standfirst-problems")).to_contain_text("The standfirst is missing.")
    page.get_by_role("tab", name="Citations and changes").click()
    expect(page.locator(".standfirst-citations")).to_contain_text("TASS")
    assert desk.trouble == []


def test_panels_dialogs_and_shortcuts_of_the_form(desk):
    page = desk.page
    story = make_draft(title="One", text="Said.")
    twin = make_draft("az", title="Bir")
    twin.translation_key = story.translation_key
    twin.save()
    desk.open(f"/admin/pages/{story.pk}/edit/")
    page.keyboard.press("Control+P")
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.locator("h1")).to_have_text("One")
    for size in ("tablet", "desktop", "mobile"):
        page.check(f"[name=preview-size][value={size}]", force=True)
    page.select_option("[name=preview_mode]", "az")
    expect(frame.locator("html")).to_have_attribute("lang", "az")
    expect(frame.locator("h1")).to_have_text("Bir")
    page.locator("[data-side-panel-toggle=comments]").click()
    page.locator("[data-side-panel-toggle=status]").click()
    page.get_by_role("button", name=re.compile("Set schedule|Edit schedule")).click()
    page.locator("#schedule-publishing-dialog [name=go_live_at]").focus()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_be_visible()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_next").first.click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date").nth(15).click()
    assert page.input_value("#schedule-publishing-dialog [name=go_live_at]")
    page.keyboard.press("Escape")
    desk.open(f"/admin/pages/{story.pk}/edit/")
    page.keyboard.press("?")
    expect(page.locator("#keyboard-shortcuts-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[name=standfirst]").hover()
    page.locator("#panel-child-story-standfirst-section [data-comment-add]").click()
    page.locator(".comment [contenteditable], .comment textarea").first.fill("Is this so?")
    page.locator(".comment button", has_text="Comment").first.click()
    page.fill("[name=standfirst]", "What it stands on now.")
    page.keyboard.press("Control+S")
    page.get_by_text("has been updated").first.wait_for()
    desk.open(f"/admin/pages/{story.pk}/history/")
    assert desk.trouble == []


def test_choosers_of_records_and_pages(desk):
    page = desk.page
    make_section("news")
    make_story(title="Already out")
    make_agent("Energy desk")
    home = HomePage.objects.get(locale__language_code="en")
    desk.open(f"/admin/pages/{home.pk}/edit/")
    desk.choose("#panel-child-content-lead-section", "Already out", search="Already")
    page.locator("#panel-child-content-blocks-section .c-sf-add-button").last.click()
    if page.get_by_role("option", name="section").count():
        page.get_by_role("option", name="section").first.click()
    desk.choose("#panel-child-content-blocks-section", "News")
    draft = make_draft(title="To be credited")
    desk.open(f"/admin/pages/{draft.pk}/edit/")
    page.locator("#id_credits-ADD").click()
    desk.choose("#inline_child_credits-1", "Energy desk", search="ENERGY")
    page.locator("#inline_child_credits-1 [data-inline-panel-child-move-up]").click()
    page.check("[name=origin][value=translation]", force=True)
    page.locator("[data-contentpath=original] [data-chooser-action-choose]").first.click()
    page.locator(".modal-dialog [role=tab]", has_text="New").click()
    page.locator(".modal-dialog [name$=title]").first.wait_for()
    page.locator(".modal-dialog [data-dismiss=modal]").first.click()
    assert desk.trouble == []


def test_uploading_many_pictures_and_cutting_one(desk):
    page = desk.page
    desk.open("/admin/images/multiple/add/")
    page.set_input_files("input[type=file]", picture())
    page.locator("[name$=title]").first.wait_for()
    assert page.input_value("[name$=title]") == "", "A file name became a title."
    page.fill("[name$=title]", "Many")
    page.locator("[name$=tags]").first.evaluate(
        "e => e.previousElementSibling?.querySelector('input')?.focus()"
    )
    page.locator("#upload-list [type=submit]").click()
    page.locator(".messages").get_by_text("Image updated.").wait_for()
    desk.open("/admin/images/")
    page.get_by_role("link", name="Many").first.click()
    page.locator(".jcrop-holder").first.wait_for()
    assert desk.trouble == []
