"""A claim's way into a dossier: a pasted paragraph, the verdict seen to change, saved, published, read."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import Dossier
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, river
from standfirst.keys.documents import render
from standfirst.readers.roles import EDITORS
from tests.browser.editing import Desk, newsroom, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_pasted_paragraph_changes_a_verdict_and_readers_see_it(chrome, newsroom_url, settings):
    settings.NO_SECOND_FACTOR = True
    newsroom()
    data = river(claim("c1", says="exceeded"))
    data["provisions"][1]["term"] = {"start": "2021-03-01", "duration": "P50Y"}
    import_dossier(read_data(data), why="The file")
    desk = Desk(chrome, newsroom_url)
    desk.sign_in(person(EDITORS, "Dora"))
    page = desk.page
    page.get_by_role("link", name="Dossiers").click()
    page.get_by_role("link", name="The ferry pact").click()
    page.get_by_role("link", name="Add a claim").click()
    page.fill(
        "[name=paragraph]", "The guards were few (Gazette, June 12, 2021; Daily Bridge, June 14, 2021)."
    )
    page.select_option("[name=about]", label="At most 500 guards")
    page.select_option("[name=asserter]", label="North")
    page.fill("[name=number]", "480")
    page.fill("[name=why]", "A new report")
    page.get_by_role("button", name="Show what would follow").click()
    effects = page.get_by_role("region", name="What would follow")
    expect(effects).to_contain_text("exceeded, alleged, in force")
    expect(effects).to_contain_text("contested, in force")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()
    page.get_by_role("button", name="Show it to readers").click()
    expect(page.get_by_role("link", name="As readers see it")).to_be_visible()
    assert desk.trouble == []
    desk.context.close()
    assert load(Dossier.objects.get()).claims[-1].via == ("g2", "daily-bridge-2021-06-14")
    said = render(
        "/en/dossiers/ferry/provisions/guards/", datetime(2026, 5, 1, tzinfo=UTC)
    ).rendered.body.decode()
    assert "contested" in said and "Daily Bridge, June 14, 2021" in said
