"""A story's way through a newsroom: written, checked, reviewed, published, corrected, withdrawn, removed."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from standfirst.publication.models import StoryContainer
from standfirst.readers.roles import EDITORS, REVIEWERS, WRITERS
from standfirst.readers.tests.people import editor
from standfirst.stories.actions import publish_due_bundles
from standfirst.stories.models import Bundle, Story
from standfirst.stories.tests.factories import make_agent, make_draft, make_section
from tests.browser.editing import Desk, done, newsroom, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(chrome, newsroom_url, settings):
    """Sign people of several roles in, each in a browser context of their own; nothing may go wrong for any."""
    settings.NO_SECOND_FACTOR = True
    newsroom()
    make_section("world")
    desks: list[Desk] = []

    def enter(role: str, name: str) -> Desk:
        desk = Desk(chrome, newsroom_url)
        desk.sign_in(editor(f"{name.lower()}@example.org").email if role == "all" else person(role, name))
        desks.append(desk)
        return desk

    yield enter
    for desk in desks:
        assert desk.trouble == []
        desk.context.close()


def read(desk: Desk, path: str) -> str:
    """Return what a reader gets at ``path``, with its status."""
    response = desk.context.request.get(desk.url + path)
    return f"{response.status} {response.text()}"


def save(desk: Desk) -> None:
    with done(desk.page):
        desk.page.get_by_role("button", name="Save draft").click()


def schedule_all(desk: Desk, moment: datetime) -> None:
    desk.page.fill("[name=moment]", moment.strftime("%Y-%m-%d %H:%M"))
    desk.page.locator(".xdsoft_datetimepicker:visible").wait_for()
    desk.page.locator("h1").click()
    desk.page.get_by_role("button", name="Schedule all").click()


def test_from_the_first_draft_to_the_correction(people):
    make_agent("Energy desk")
    writer = people(WRITERS, "Wanda")
    page = writer.page
    page.get_by_role("link", name="New story: English").click()
    page.check("[name=origin][value=exclusive]", force=True)
    page.fill("[name=title]", "Guards stand on the bridge")
    text = writer.add_block("text")
    writer.write(text, "Guards stand there since Sunday (TASS, March 1, 2026; also said on May 3). ")
    save(writer)
    problems = page.locator(".standfirst-problems")
    for missing in ("The standfirst is missing.", "Choose a section.", "Nobody is credited."):
        expect(problems).to_contain_text(missing)
    problems.get_by_text("The standfirst is missing.").click()
    expect(page.locator("[name=standfirst]")).to_be_focused()
    page.keyboard.type("Who may cross it, and by whose word.")
    page.select_option("[name=section]", label="World")
    page.locator("#id_credits-ADD").click()
    writer.choose("#inline_child_credits-0", "Energy desk")
    save(writer)
    expect(page.locator("[data-code=broken-citation]").or_(page.locator(".standfirst-ready"))).to_be_visible()
    page.get_by_role("tab", name="Citations and changes").click()
    rows = page.locator(".standfirst-citations tbody tr")
    expect(rows.first).to_contain_text("2026-03-01")
    if rows.count() > 1:
        rows.nth(1).get_by_role("link", name=re.compile("^Correct")).click()
        none = page.get_by_role("button", name="Not a citation")
        none.wait_for()
        with done(page):
            none.click()
        page.get_by_role("tab", name="Story").click()
    expect(page.locator(".standfirst-ready")).to_have_text("Nothing blocks publishing.")
    with done(page):
        writer.menu("Submit to Review")
    story = Story.objects.get()
    assert not story.live

    reviewer = people(REVIEWERS, "Rolf")
    reviewer.page.get_by_role("link", name="Guards stand on the bridge").click()
    reviewer.page.locator(".standfirst-ready").wait_for()
    with done(reviewer.page):
        reviewer.menu("Approve and Publish")
    story.refresh_from_db()
    path = story.public_path()
    assert story.live and path
    public = read(writer, path)
    assert public.startswith("200") and "Guards stand on the bridge" in public and "Energy desk" in public
    assert 'class="cite"' in public

    chief = people(EDITORS, "Clara")
    chief.open(f"/admin/pages/{story.pk}/edit/")
    chief.page.fill("[name=standfirst]", "Who may cross it, and since when.")
    chief.menu("Publish")
    expect(chief.page.locator(".messages")).to_contain_text("Say what this change is", timeout=20_000)
    chief.page.get_by_role("tab", name="Publication").click()
    chief.page.check("[name=change_kind][value=correction]", force=True)
    chief.page.fill("[name=change_text]", "The standfirst named nobody's word.")
    with done(chief.page):
        chief.menu("Publish")
    corrected = read(writer, path)
    assert "The standfirst named nobody&#39;s word." in corrected or "nobody's word." in corrected
    assert read(writer, f"{path}v1/").startswith("200")

    chief.open(f"/admin/stories/{story.pk}/withdraw/")
    with done(chief.page):
        chief.page.get_by_role("button", name="Withdraw the story").click()
    assert read(writer, path).startswith("410")
    chief.open(f"/admin/stories/{story.pk}/restore/")
    with done(chief.page):
        chief.page.get_by_role("button", name="Give the story back").click()
    assert read(writer, path).startswith("200")


SLOW = """() => {
  const usual = window.setTimeout;
  window.setTimeout = (task, delay, ...rest) => usual(task, delay === 250 ? 1500 : delay, ...rest);
}"""
"""A machine so busy that an editor of running text hands it to the form long after the last key."""


def test_save_has_the_last_word_that_was_typed_or_deleted(people):
    writer = people(WRITERS, "Wanda")
    page = writer.page
    page.get_by_role("link", name="New story: English").click()
    page.fill("[name=title]", "The last word")
    text = writer.add_block("text")
    page.evaluate(SLOW)
    writer.write(text, "Nothing is lost.")
    save(writer)
    body = page.locator("[data-contentpath=body] [contenteditable=true]")
    expect(body).to_have_text("Nothing is lost.")
    expect(page.locator(".standfirst-problems")).not_to_contain_text("The body is empty.")
    page.evaluate(SLOW)
    body.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    save(writer)
    expect(page.locator(".standfirst-problems")).to_contain_text("The body is empty.")


def test_a_legal_removal_takes_two_persons(people):
    from standfirst.stories.tests.factories import make_story

    story = make_story(title="What a court forbade")
    first, second = people("all", "Ada"), people("all", "Boris")
    first.open(f"/admin/pages/{story.pk}/edit/")
    first.open(f"/admin/stories/{story.pk}/removal/")
    first.page.fill("[name=reason]", "Order of the city court, file 12.")
    first.page.fill("[name=notice-en]", "Removed by order of a court.")
    with done(first.page):
        first.page.get_by_role("button", name="Ask for the removal").click()
    first.open("/admin/")
    first.page.get_by_role("link", name="What a court forbade").last.click()
    expect(first.page.get_by_text("Somebody else has to confirm it.")).to_be_visible()
    second.open("/admin/")
    second.page.get_by_role("link", name="What a court forbade").last.click()
    remove = second.page.get_by_role("button", name="Remove the story")
    remove.wait_for()
    with done(second.page):
        remove.click()
    public = read(second, story.public_path())
    assert public.startswith("410") and "Removed by order of a court." in public


def test_a_bundle_and_a_story_wait_for_their_time(people):
    drafts = [make_draft(title="In English"), make_draft("az", title="Azərbaycanca")]
    alone = make_draft(title="Alone")
    chief = people(EDITORS, "Clara")
    page = chief.page
    chief.open("/admin/snippets/stories/bundle/add/")
    page.fill("[name=title]", "The agreement in two languages")
    for number, draft in enumerate(drafts):
        if page.locator(f"#inline_child_items-{number}").count() == 0:
            page.locator("#id_items-ADD").click()
        chief.choose(f"#inline_child_items-{number}", draft.title, search=draft.title)
    page.get_by_role("button", name="Save").last.click()
    page.get_by_role("button", name="Schedule all").wait_for()
    moment = timezone.localtime(timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    schedule_all(chief, moment)
    page.get_by_role("button", name="Take off the schedule").click()
    page.get_by_role("button", name="Schedule all").wait_for()
    schedule_all(chief, moment)
    page.get_by_role("button", name="Take off the schedule").wait_for()
    chief.open("/admin/")
    expect(page.get_by_role("link", name="The agreement in two languages")).to_be_visible()

    chief.open(f"/admin/pages/{alone.pk}/edit/")
    page.locator("[data-side-panel-toggle=status]").click()
    page.get_by_role("button", name="Set schedule").click()
    page.fill("#schedule-publishing-dialog [name=go_live_at]", moment.strftime("%Y-%m-%d %H:%M"))
    page.locator(".xdsoft_datetimepicker:visible").wait_for()
    page.locator("#schedule-publishing-dialog h2").first.click()
    with done(page):
        page.locator("#schedule-publishing-dialog").get_by_role("button", name="Save schedule").click()
    with done(page):
        chief.menu("Schedule to publish")
    chief.open("/admin/")
    expect(page.locator(".standfirst-desk section", has_text="Scheduled")).to_contain_text("Alone")
    assert not Story.objects.filter(address_year__isnull=False).exists()

    assert publish_due_bundles(moment) == [Bundle.objects.get()]
    for draft in drafts:
        assert read(chief, Story.objects.get(pk=draft.pk).public_path()).startswith("200")
    container = StoryContainer.objects.get(locale__language_code="en")
    chief.open(f"/admin/pages/{container.pk}/")
