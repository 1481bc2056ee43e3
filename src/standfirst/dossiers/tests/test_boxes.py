"""A box in a story: where a provision stands, current without the story being published again."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from standfirst.dossiers.actions import Edit, change, import_dossier, store
from standfirst.dossiers.loading import load
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, event, river
from standfirst.keys.documents import render
from standfirst.publication.blocks import DossierBlock
from standfirst.stories.tests.factories import make_publication, make_story, paragraph

pytestmark = pytest.mark.django_db
AT = datetime(2021, 8, 1, 9, tzinfo=UTC)
PAGE = "https://digest.example/en/dossiers/ferry/provisions/guards/"


@pytest.fixture
def ferry():
    make_publication(("en",), time_zone="UTC")
    said = claim("c1", value={"number": 700, "hedge": "about"})
    return import_dossier(
        read_data(river(said, events=[event("suspends", "2021-09-01", via="g3")])), why="", live=True
    )


def told(address: str = PAGE, chart: bool = True):
    box = {"type": "dossier", "value": {"address": address, "chart": chart}, "id": str(uuid.uuid4())}
    return make_story(title="On the river", body=[paragraph("<p>Before.</p>"), box])


def document(story, at: datetime = AT):
    return render(story.public_path(), at)


def test_a_box_changes_with_the_dossier_and_with_the_day(ferry):
    story = told()
    found = document(story)
    html = found.rendered.body.decode()
    assert (
        "exceeded" in html
        and 'href="/en/dossiers/ferry/provisions/guards/"' in html
        and "From the dossier" in html
    )
    assert html.count('class="chart"') == 1 and "/assets/publication." in html
    assert ferry.key in found.keys and found.rendered.changes_at == datetime(2021, 9, 1, tzinfo=UTC)
    assert "suspended" in document(story, datetime(2021, 9, 2, tzinfo=UTC)).rendered.body.decode()
    other = claim("c2", "north-mod", "g2", value={"number": 480})
    change(ferry, [Edit("claims", None, other)], user=None, why="", day=date(2021, 8, 1))
    assert "contested" in document(story).rendered.body.decode()


def test_a_box_of_a_dossier_that_readers_do_not_see_is_not_there_until_they_do(ferry):
    story = told(PAGE.replace("provisions/guards/", ""), chart=False)
    assert "Pact" in document(story).rendered.body.decode()
    store(load(ferry), user=None, why="", dossier=ferry, live=False)
    found = document(story)
    assert "dossier-box" not in found.rendered.body.decode() and ferry.key in found.keys
    assert "dossier-box" not in document(told(PAGE.replace("guards", "none"))).rendered.body.decode()


@pytest.mark.parametrize(
    "address", ["", "https://example.org/", "/en/dossiers/", "/en/dossiers/x/claims/y/", "--> <script>"]
)
def test_what_is_no_dossiers_address_is_refused(address):
    with pytest.raises(ValidationError):
        DossierBlock().clean({"address": address, "chart": False})
