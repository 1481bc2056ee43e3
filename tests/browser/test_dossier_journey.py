"""An editor's way of a claim into a dossier, and a reader's way from its number to the source, and to other days."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import Dossier
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, event, river
from standfirst.keys.documents import kinds, render
from standfirst.keys.recording import one_moment
from standfirst.project.headers import DOCUMENT
from standfirst.readers.roles import EDITORS
from tests.browser.editing import Desk, done, newsroom, person
from tests.tools import validators
from tests.tools.browser import violations, watch

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
    with done(page):
        page.get_by_role("button", name="Save", exact=True).click()
    overview = page.url
    found = []
    for section in (
        "claims",
        "events",
        "provisions",
        "agreements",
        "agents",
        "sources",
        "places",
        "overrides",
    ):
        page.goto(f"{overview}{section}/add/")
        found += [f"{section} {each}" for each in validators.axe_violations(page)]
    page.goto(f"{overview}claims/edit/c1/")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Remove it")).to_be_visible()
    found += validators.axe_violations(page)
    assert found == []
    page.get_by_role("link", name="Keep it").click()
    page.goto(overview)
    page.get_by_role("button", name="Show it to readers").click()
    expect(page.get_by_role("link", name="As readers see it")).to_be_visible()
    assert desk.trouble == []
    desk.context.close()
    assert load(Dossier.objects.get()).claims[-1].via == ("g2", "daily-bridge-2021-06-14")
    said = render(
        "/en/dossiers/ferry/provisions/guards/", datetime(2026, 5, 1, tzinfo=UTC)
    ).rendered.body.decode()
    assert "contested" in said and "Daily Bridge, June 14, 2021" in said


def baked() -> dict[str, tuple[bytes, str]]:
    """Every document that a dossier's pages are made of, by path."""
    at = datetime(2026, 5, 1, 9, tzinfo=UTC)
    with one_moment():
        ours = [
            kind for kind in kinds() if kind.name.startswith("dossier") or kind.name in ("assets", "palette")
        ]
        found = [render(path, at) for kind in ours for path in kind.paths()]
    return {each.path: (each.rendered.body, each.rendered.content_type) for each in found}


def reading(browser, documents, **options):
    """A reader's page on a folder of these documents, with the policy that they are served with."""
    context = browser.new_context(**options)

    def answer(route, request):
        path = urlsplit(request.url).path
        if path not in documents:
            return route.fulfill(status=404, body="")
        body, media_type = documents[path]
        return route.fulfill(body=body, headers={"Content-Type": media_type, **DOCUMENT})

    context.route("**/*", answer)
    page = context.new_page()
    watch(page)
    return page


def test_a_reader_goes_from_a_number_to_its_source_and_to_other_days(chrome, tmp_path):
    newsroom()
    incident = {"type": "shelling", "place": "bridge"}
    places = [{"id": "bridge", "name": {"en": "The bridge", "az": "Körpü"}, "lat": 39.8, "lon": 46.7}]
    told = [
        claim("c1", value={"number": 700, "hedge": "about"}),
        claim("c2", "north-mod", "g2", value={"number": 480}),
    ]
    events = [event("incident", "2021-06-01", "guards", "g2", **incident), event("ends", "2022-01-01")]
    head = {"id": "ferry", "title": {"en": "The ferry pact", "az": "Bərə sazişi"}, "languages": ["en", "az"]}
    import_dossier(
        read_data(river(*told, events=events, places=places, dossier=head)), why="The file", live=True
    )
    documents = baked()
    page = reading(chrome, documents)
    page.goto("http://digest.test/en/dossiers/ferry/")
    page.get_by_role("link", name="At most 500 guards").first.click()
    page.get_by_role("link", name="Gazette, June 10, 2021").first.click()
    assert page.url.endswith("/en/dossiers/ferry/sources/#source-2")
    page.get_by_role("link", name="As it stood on other days").click()
    shown = page.get_by_role("region", name="As it stood on one day, as it was known on another")
    for day, known, said in (("2021-06-20", "2021-06-11", "exceeded alleged"), ("2021-06-20", "2021-06-12", "contested"),
                             ("2030-01-01", "2021-12-31", "not assessable")):  # fmt: skip
        shown.get_by_role("textbox", name="As it stood on").fill(day)
        shown.get_by_role("textbox", name="As it was known on").fill(known)
        expect(shown.get_by_role("status")).to_contain_text(f"{day}, as it was known on {known}")
        expect(shown.get_by_role("row", name="At most 500 guards")).to_contain_text(said)
    page.reload()
    expect(shown.get_by_role("row", name="At most 500 guards")).to_contain_text("not assessable")
    seen = {path for path in documents if path.startswith("/en/dossiers/")}
    files = []
    found = violations(page)
    for path in sorted(seen):
        files.append(tmp_path / f"{path.strip('/').replace('/', '_')}.html")
        files[-1].write_bytes(documents[path][0])
        page.goto(f"http://digest.test{path}")
        found += [f"{path} {each}" for each in (*validators.axe_violations(page), *violations(page))]
    assert found == []
    assert validators.html_errors(*files) == []
    page.context.close()
    plain = reading(chrome, documents, java_script_enabled=False)
    plain.goto("http://digest.test/az/dossiers/ferry/days/")
    assert not plain.locator(".pairs").is_visible()
    plain.locator("ol.trail h2 a").first.click()
    assert "/az/dossiers/ferry/days/20" in plain.url
    plain.context.close()
