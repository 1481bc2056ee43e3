"""What readers get: answers with since when, every number on the way to its source, days as they stood."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from standfirst.dossiers.actions import Edit, change, import_dossier, store
from standfirst.dossiers.charts import place_map
from standfirst.dossiers.documents import days
from standfirst.dossiers.documents.lists import totals
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import Dossier
from standfirst.dossiers.reckoning import assess, read_bytes, read_data, read_file
from standfirst.dossiers.tests.river import claim, event, river, text, with_term
from standfirst.keys.documents import kinds, render
from standfirst.keys.documents import offer as offered
from standfirst.keys.recording import one_moment
from standfirst.stories.tests.factories import make_publication

pytestmark = pytest.mark.django_db
KARABAKH = Path(__file__).parents[2] / "sample" / "dossiers" / "karabakh-peacekeepers.yaml"
INSTANT = datetime(2026, 5, 1, 9, tzinfo=UTC)
APRIL = datetime(2024, 4, 22, 9, tzinfo=UTC)
OURS = ("dossiers", "dossier-fronts", "dossier-provisions", "dossier-chronologies", "dossier-incidents",
        "dossier-reports", "dossier-maps", "dossier-sources", "dossier-days", "dossier-data", "dossier-pairs")  # fmt: skip


@pytest.fixture
def digest():
    return make_publication(("en", "az", "ru", "fa"), time_zone="Asia/Baku")


@pytest.fixture
def karabakh(digest) -> Dossier:
    return import_dossier(read_file(KARABAKH), why="The file", live=True)


def made(*claims, **more) -> Dossier:
    return import_dossier(read_data(river(*claims, **more)), why="The file", live=True)


def page(path: str, at: datetime = INSTANT) -> str:
    return render(path, at).rendered.body.decode(errors="backslashreplace")


def plain(html: str) -> str:
    html = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def paths() -> list[str]:
    return [path for kind in kinds() if kind.name in OURS for path in kind.paths()]


def test_every_page_of_a_dossier_leads_only_to_what_is_there(karabakh):
    with one_moment():
        known = set(paths())
        assert len(known) > 50
        pages = {path: page(path) for path in known}
    for path, html in pages.items():
        for target in re.findall(r'href="(/[a-z]+/dossiers/[^"]*)"', html) if path.endswith("/") else ():
            address, _, anchor = target.partition("#")
            assert address in known, (path, target)
            if anchor:
                assert f'id="{anchor}"' in pages[address], (path, target)


def test_the_front_says_where_it_stands_and_since_when(karabakh):
    said = plain(page("/en/dossiers/karabakh-peacekeepers/", APRIL))
    assert "exceeded alleged since January 22, 2021 winding down" in said
    assert "Term The force stays five years; five more are possible winding down since April 17, 2024" in said
    assert "disputed since September 1, 2021" in said
    assert "The scheduled end is November 10, 2025. That is 18 months and 25 days ahead of schedule." in said
    assert "ended since April 18, 2024" in said


def test_a_number_leads_to_its_source_in_two_clicks(karabakh):
    front = page("/en/dossiers/karabakh-peacekeepers/")
    provision = "/en/dossiers/karabakh-peacekeepers/provisions/statement-personnel/"
    assert f'href="{provision}"' in front
    first = page(provision)
    assert "at most 1,960 troops" in first and "Eurasia Daily Monitor, January 22, 2021" in first
    source = re.search(r'href="([^"]*sources/#source-4)"', first)
    assert source and "see EDM, January 22, 2021" in page(source[1].partition("#")[0])


def test_pages_are_in_the_languages_of_the_dossier_and_say_so_of_other_texts(karabakh):
    assert offered("/fa/dossiers/karabakh-peacekeepers/", INSTANT) is None
    assert "sülhməramlıları" in page("/az/dossiers/karabakh-peacekeepers/")
    ferry = made(claim("c1", says="exceeded"))
    store(read_data({**river(claim("c1", says="exceeded")), "dossier": {"id": "ferry", "title": text("The ferry pact"),
          "languages": ["en", "fa"]}}), user=None, why="", dossier=ferry)  # fmt: skip
    html = page("/fa/dossiers/ferry/")
    assert '<span lang="en" dir="auto">The ferry pact</span> <span class="tongue">انگلیسی</span>' in html


def test_a_draft_has_no_page(digest):
    import_dossier(read_data(river()), why="", live=False)
    assert not [path for path in paths() if "ferry" in path]
    assert offered("/en/dossiers/ferry/", INSTANT) is None
    assert offered("/api/dossiers/ferry/dossier.yaml", INSTANT) is None


def test_a_page_of_a_day_knows_nothing_that_came_later(karabakh):
    days = plain(page("/en/dossiers/karabakh-peacekeepers/days/"))
    assert "November 10, 2020" in days and "April 18, 2024" in days
    then = plain(page("/en/dossiers/karabakh-peacekeepers/days/2020-11-10/"))
    assert "no data" in then and "disputed" not in then and "exceeded" not in then
    assert "until January 21, 2021" in then


def test_many_days_are_on_the_pages_of_their_years(karabakh, monkeypatch):
    monkeypatch.setattr(days, "LATEST", 2)
    first, year = (
        page("/en/dossiers/karabakh-peacekeepers/days/"),
        "/en/dossiers/karabakh-peacekeepers/days/2021/",
    )
    assert "April 22, 2024" in first and "September 1, 2021" not in first and f'href="{year}"' in first
    said = plain(page(year))
    assert "January 22, 2021" in said and "no data became exceeded" in said and "April 18, 2024" not in said
    assert year in paths() and offered("/en/dossiers/karabakh-peacekeepers/days/2019/", INSTANT) is None


def test_a_scheduled_day_waits_for_its_time(digest):
    made(provisions=with_term(start="2021-03-01", duration="P6Y"))
    path = "/en/dossiers/ferry/days/2027-03-02/"
    rendered = render(path, INSTANT).rendered
    assert "still to come" in rendered.body.decode() and "noindex" in rendered.body.decode()
    assert rendered.changes_at == datetime(2027, 3, 1, 20, tzinfo=UTC)
    assert "2027" not in plain(page("/en/dossiers/ferry/days/"))
    assert "expired" in page(path, datetime(2027, 3, 2, 9, tzinfo=UTC))
    front = render("/en/dossiers/ferry/", INSTANT).rendered
    assert front.changes_at == rendered.changes_at


def test_between_two_breakpoints_no_page_changes(karabakh):
    with one_moment():
        for path in paths():
            assert page(path, APRIL) == page(path, datetime(2024, 5, 20, 9, tzinfo=UTC)), path


def test_the_data_files_are_what_assess_says_and_the_file_that_makes_it_again(karabakh):
    found = json.loads(page("/api/dossiers/karabakh-peacekeepers/assess.json", APRIL))
    value = read_file(KARABAKH)
    assert found["assessments"] == [row.data() for row in assess(value, APRIL.date(), APRIL.date())]
    assert (
        read_bytes(render("/api/dossiers/karabakh-peacekeepers/dossier.yaml", APRIL).rendered.body) == value
    )
    assert yaml.safe_load(page("/api/dossiers/karabakh-peacekeepers/dossier.yaml"))["format"]


def test_every_claim_is_on_its_page_with_who_says_it_also_those_left_out(digest):
    made(
        claim("c1", value={"number": 700, "hedge": "about"}),
        claim("c2", "north-mod", "g2", value={"number": 480}),
        claim("c3", "herald", "g3", says="exceeded", rank="deprecated", reason="Misread"),
        overrides=[{"about": "guards", "verdict": "exceeded", "by": "The desk", "reason": "Photographs", "date": "2021-07-01"}],
    )  # fmt: skip
    html = page("/en/dossiers/ferry/provisions/guards/", datetime(2021, 8, 1, 9, tzinfo=UTC))
    said = plain(html)
    assert "about 700" in said and "480" in said and "counts as the voice of North" in said
    assert "Accounts differ. That it was kept say: North. That it was not say: South." in said
    assert "set aside by the editors: Misread" in said
    assert "contested" in said and "The editors see it otherwise: exceeded Photographs The desk" in said
    assert html.count('class="chart"') == 1 and "<title" in html and "<desc" in html and "style=" not in html


def test_a_day_of_which_nobody_reported_has_no_data(digest):
    incidents = [
        event("incident", "2021-06-01", "guards", type="shelling"),
        event("incident", "2021-06-01", "term", type="drone"),
        event("incident", "2021-06-05", "guards", type="shelling"),
    ]
    made(events=incidents)
    said = plain(page("/en/dossiers/ferry/incidents/"))
    assert "June 2, 2021 – June 4, 2021 no data no data" in said
    assert "June 5, 2021 no data 1" in said
    made(**{"dossier": {"id": "quiet", "title": text("Quiet"), "languages": ["en"]}})
    assert "no data Nobody on record here reported an incident." in plain(
        page("/en/dossiers/quiet/incidents/")
    )


def test_the_last_day_of_a_record_without_incidents_has_a_report_that_says_no_data(digest, karabakh):
    base = "/en/dossiers/karabakh-peacekeepers/incidents/"
    assert [path for path in paths() if path.startswith(f"{base}day/")] == [f"{base}day/2024-04-22/"]
    assert f'<a href="{base}day/2024-04-22/">Incidents of April 22, 2024</a>' in page(base)
    said = plain(page(f"{base}day/2024-04-22/"))
    assert "April 21, 2024 April 22, 2024 All incidents no data no data" in said
    assert "no data Nobody on record here reported an incident." in said


BRIDGE = {
    "id": "bridge",
    "name": {"en": "The bridge", "fa": "پل"},
    "lat": 39.8,
    "lon": 46.7,
    "precision": "near",
}
MILL = {"id": "mill", "name": text("The mill"), "lat": 40.1, "lon": 46.2}


def reported() -> Dossier:
    """Incidents of two kinds at two places in two months; one came on record later, one is known by its month alone."""
    told = [("1", "2021-06-01", "shelling", "bridge"), ("2", "2021-06-02", "shelling", "bridge"),
            ("3", "2021-06-02", "shelling", "bridge"), ("4", "2021-07-05", "drone", "mill"),
            ("5", "2021-06", "drone", None)]  # fmt: skip
    events = [
        event(
            "incident", day, "guards", "g2", id=f"i{name}", type=kind, **({"place": place} if place else {})
        )
        for name, day, kind, place in told
    ]
    return made(events=events, places=[BRIDGE, MILL, {"id": "x", "name": text("Nowhere")}])


def test_the_log_is_narrowed_by_kind_place_and_month_without_a_script(digest):
    reported()
    base = "/en/dossiers/ferry/incidents/"
    known = [path for path in paths() if path.startswith(base) and "/day/" not in path]
    parts = {
        "kind/drone/",
        "kind/shelling/",
        "month/2021-06/",
        "month/2021-07/",
        "place/bridge/",
        "place/mill/",
    }
    assert {path.removeprefix(base) for path in known} == {"", *parts}
    html = page(f"{base}kind/drone/")
    said = plain(html)
    assert (
        "Incidents · drone" in said and "July 5, 2021" in said and "shelling" not in said.split("The log")[1]
    )
    assert f'href="{base}kind/drone/" aria-current="page"' in html and f'href="{base}month/2021-06/"' in html
    assert (
        offered(f"{base}kind/tanks/", INSTANT) is None and offered(f"{base}month/2021-06/2/", INSTANT) is None
    )


def test_a_report_sets_a_day_against_the_day_before(digest):
    reported()
    base = "/en/dossiers/ferry/incidents/"
    said = plain(page(f"{base}day/2021-06-02/"))
    assert "Place Kind June 1, 2021 June 2, 2021 The bridge shelling 1 2" in said
    assert "Came on record after that day: 2" in said
    said = plain(page(f"{base}day/2021-07-06/"))
    assert "The mill drone 1 no data" in said and "Nobody on record here reported an incident." in said
    assert offered(f"{base}day/2021-08-01/", INSTANT) is None
    assert f'href="{base}day/2021-06-02/"' in page(base)


def test_a_map_draws_places_and_no_boundary_and_a_table_says_the_same(digest, karabakh):
    reported()
    html = page("/en/dossiers/ferry/map/")
    said = plain(html)
    assert html.count('class="place"') == 2 and "No boundary is drawn here" in said
    assert "1 The bridge پل near it 39.8 46.7 3" in said and '<span lang="fa" dir="auto">پل</span>' in html
    assert 'href="/en/dossiers/ferry/map/"' in page("/en/dossiers/ferry/")
    made(**{"dossier": {"id": "plain", "title": text("Plain"), "languages": ["en"]}})
    assert offered("/en/dossiers/plain/map/", INSTANT) is None and "/map/" not in page("/en/dossiers/plain/")


@given(
    st.lists(
        st.tuples(st.decimals(-90, 90, places=4), st.decimals(-180, 180, places=4), st.integers(0, 500)),
        min_size=1,
    )
)
def test_every_place_is_on_the_map(places):
    drawn = place_map(places)
    assert drawn.height <= 600 and len(drawn.parallels) < 20 and len(drawn.meridians) < 40
    for point in drawn.points:
        assert 0 <= point.x <= drawn.width and 0 <= point.y <= drawn.height


def test_incidents_are_counted_by_day_and_kind():
    value = read_data(
        river(events=[event("incident", day, type="x") for day in ("2021-06-01", "2021-06-03")])
    )
    kinds_, rows = totals(value.events)
    assert kinds_ == ("x",)
    assert [(row.first, row.counts) for row in rows] == [
        (date(2021, 6, 1), (1,)), (date(2021, 6, 2), (None,)), (date(2021, 6, 3), (1,)),
    ]  # fmt: skip


def test_a_change_touches_only_documents_that_read_it(karabakh):
    made(claim("c1", says="exceeded"))
    document = render("/en/dossiers/ferry/provisions/guards/", INSTANT)
    row = Dossier.objects.get(ident="ferry")
    assert row.key in document.keys and karabakh.key not in document.keys
    source = row.dossiersources.first().source
    assert f"source:{source.uid}" in document.keys and f"agent:{source.outlet.uid}" in document.keys
    day = "/en/dossiers/ferry/days/2021-06-12/"
    assert day not in paths()
    said = claim("c2", "north", "g2", says="within")
    change(row, [Edit("claims", None, said)], user=None, why="", day=date(2021, 7, 1))
    kind = next(kind for kind in kinds() if kind.name == "dossier-days")
    assert day in kind.affected(row.key)


def test_foreign_words_are_words_and_nothing_else(digest):
    bad = "<script>alert(1)</script>"
    made(
        claim("c1", says="exceeded", text={"en": bad}, quote={"en": bad}),
        events=[event("incident", "2021-06-01", "guards", title={"en": bad}, type=bad)],
        places=[{"id": "p", "name": {"en": bad}}],
    )
    for path in paths():
        if path.endswith("/"):
            assert bad not in page(path), path


def test_the_rows_of_a_page_are_the_rows_of_the_loaded_dossier(karabakh):
    assert load(karabakh) == read_file(KARABAKH)
