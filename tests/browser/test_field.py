"""A reporter on a phone over a bad line: what is written stays on the device, is sent once, and is then wiped from it."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.actions.reporting import invite, take_reports
from standfirst.dossiers.models import Report
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, river
from tests.browser.editing import newsroom
from tests.tools import validators
from tests.tools.browser import violations, watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "localStorage.getItem('sf-reports')"
SEEN = "Two shots from the north bank, and a boat."


def picture(page, name: str) -> None:
    """Keep a picture to look at, where asked for."""
    if folder := os.environ.get("STANDFIRST_PICTURES"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


def write(page) -> None:
    page.get_by_label("When it happened").fill("2021-06-20")
    page.get_by_label("Where", exact=True).select_option(label="The bridge")
    page.get_by_label("What happened").fill(SEEN)
    page.get_by_label("I saw it").check()
    page.get_by_label("People killed or hurt").fill("2")


def test_a_report_is_kept_while_the_line_is_down_sent_once_and_wiped(
    chrome, newsroom_url, settings, tmp_path
):
    from dataclasses import replace

    settings.FOLDER = replace(settings.FOLDER, path=tmp_path)
    newsroom(("en",))
    places = [{"id": "bridge", "name": {"en": "The bridge"}}]
    ferry = import_dossier(read_data(river(claim("c1", says="exceeded"), places=places)), why="", live=True)
    _reporter, token = invite(ferry, {"name": "A. Person"}, days=9, user=None)
    take_reports(ferry, True, user=None)
    context = chrome.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    page.set_default_timeout(15_000)
    watch(page)
    page.goto(f"{newsroom_url}/_/en/field/{token}/")
    picture(page, "empty")
    write(page)
    expect(page.get_by_role("status")).to_have_text("Saved on this device.")
    page.reload()
    expect(page.get_by_label("What happened")).to_have_value(SEEN)
    expect(page.get_by_label("I saw it")).to_be_checked()

    context.set_offline(True)
    page.get_by_role("button", name="Send", exact=True).click()
    waiting = page.get_by_role("region", name="Kept on this device")
    expect(waiting).to_contain_text("Waits for a connection.")
    expect(page.get_by_label("What happened")).to_have_value("")
    assert SEEN in page.evaluate(KEPT) and token not in page.evaluate(KEPT) and not Report.objects.exists()
    picture(page, "waiting")
    found = validators.axe_violations(page)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route(re.compile("/field/"), lose_the_answer, times=1)
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(waiting).to_contain_text("Waits for a connection.")
    page.wait_for_function("document.querySelectorAll('[data-kept] button').length === 3")
    kept = Report.objects.get()
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_role("status")).to_contain_text(f"Your receipt: {kept.receipt}")
    expect(waiting).to_be_hidden()
    assert page.evaluate("Object.entries(localStorage)") == [] and context.cookies() == []
    assert Report.objects.get().seen == SEEN
    picture(page, "arrived")

    write(page)
    page.get_by_label("When it happened").fill("soon")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(waiting).to_contain_text("It was not taken: When it happened: “soon” can’t be read as a date.")
    picture(page, "refused")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("When it happened")).to_have_value("soon")
    page.get_by_role("button", name="Wipe what I wrote").click()
    expect(page.get_by_role("status")).to_have_text("It was wiped from this device.")
    assert page.evaluate("Object.entries(localStorage)") == []
    found += validators.axe_violations(page)
    page.goto(f"{newsroom_url}/_/en/report/ferry/")
    picture(page, "public")
    found += validators.axe_violations(page)
    (tmp_path / "form.html").write_text(page.request.get(page.url).text())
    assert found == violations(page) == validators.html_errors(tmp_path / "form.html") == []
    context.close()
