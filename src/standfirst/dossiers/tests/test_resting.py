"""Sentences of stories that rest on a dossier: noted as they were written, and told of when the dossier moves on."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from standfirst.dossiers.actions import Edit, change, import_dossier, store
from standfirst.dossiers.loading import load
from standfirst.dossiers.models import RestingSentence
from standfirst.dossiers.reckoning import assess, read_data
from standfirst.dossiers.staleness import noted, stale, written
from standfirst.dossiers.tests.river import claim, river
from standfirst.dossiers.values import Answered
from standfirst.keys.documents import render
from standfirst.publication.blocks import DossierBlock
from standfirst.stories.actions import withdraw
from standfirst.stories.boxes import Resting
from standfirst.stories.tests.factories import as_chief, make_story, paragraph

AT = datetime(2021, 8, 1, 9, tzinfo=UTC)
PAGE = "/en/dossiers/ferry/provisions/guards/"
SENTENCE = "More guards than agreed stand on the bridge."
EXCEEDED = "2021-06-11: verdict exceeded, alleged"
DAY = date(2021, 8, 1)


def rows(*claims):
    return assess(read_data(river(*claims)), DAY, DAY, "guards")[0]


C1 = claim("c1", value={"number": 700, "hedge": "about"})
C2 = claim("c2", "north-mod", "g2", value={"number": 480})


@pytest.mark.parametrize("claims", [[C1], [C1, C2], []])
def test_what_is_noted_is_read_again(claims):
    row = rows(*claims)
    day, said = noted(written(row, DAY))
    assert (day, said) == (DAY, Answered("verdict", row.verdict, row.level or ""))
    assert stale(Resting(SENTENCE, (), written(row, DAY)), row, ()) is None


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2021-13-01: verdict exceeded", "2021-06-11: mood good", "x" * 5000]
)
def test_what_is_no_note_is_none(text):
    assert noted(text) == (None, None)
    assert stale(Resting(SENTENCE, (), text), rows(C1), ("c1",)) is None


@pytest.mark.parametrize(
    ("claims", "now", "fallen"),
    [
        ([C1, C2], "contested", []),
        ([C1 | {"rank": "deprecated", "reason": "Misread"}], "no data", [("c1", "deprecated")]),
        ([C1, claim("c3", via="g3", retracts="c1")], "no data", [("c1", "retracted")]),
        (
            [C1, claim("c3", via="g3", supersedes="c1", value={"number": 900})],
            "exceeded",
            [("c1", "superseded")],
        ),
        ([], "no data", [("c1", "")]),
    ],
)
def test_a_sentence_is_older_than_what_the_dossier_says(claims, now, fallen):
    row = rows(*claims)
    found = stale(Resting(SENTENCE, ("c1",), EXCEEDED), row, [each["id"] for each in claims])
    assert (found.was, found.now.status) == (Answered("verdict", "exceeded", "alleged"), now)
    assert [(aside.claim, aside.code) for aside in found.fallen] == fallen


def test_a_provision_that_is_gone_is_said_to_be():
    assert stale(Resting(SENTENCE, (), EXCEEDED), None, ()).now is None


@pytest.fixture
def ferry(client, monkeypatch):
    as_chief(client)
    monkeypatch.setattr(timezone, "now", lambda: AT)
    return import_dossier(read_data(river(C1)), why="", live=True)


def block(**resting):
    value = {"sentence": SENTENCE, "claims": "c1", "written": EXCEEDED} | resting
    return {"address": PAGE, "chart": False, "sentences": [value]}


def told(**resting):
    box = {"type": "dossier", "value": block(**resting), "id": str(uuid.uuid4())}
    return make_story(title="On the river", body=[paragraph(f"<p>{SENTENCE}</p>"), box])


def cleaned(value):
    made = DossierBlock()
    return made.clean(made.to_python(value))


@pytest.mark.django_db
def test_what_the_dossier_says_is_noted_when_a_sentence_is_saved(ferry):
    assert cleaned(block(written=""))["sentences"][0]["written"] == "2021-08-01: verdict exceeded, alleged"
    assert cleaned(block())["sentences"][0]["written"] == EXCEEDED, "What was noted stays."
    for wrong in (
        block(claims="c1, c9"),
        block(written="x" * 200),
        block() | {"address": "/en/dossiers/ferry/"},
    ):
        with pytest.raises(ValidationError):
            cleaned(wrong)


@pytest.mark.django_db
def test_readers_are_told_beside_the_box_and_the_page_follows_the_dossier(ferry):
    story = told()
    found = render(story.public_path(), AT)
    assert "older sentence" not in found.rendered.body.decode() and ferry.key in found.keys
    change(ferry, [Edit("claims", None, C2)], user=None, why="", day=DAY)
    html = " ".join(render(story.public_path(), AT).rendered.body.decode().split())
    assert (
        f"<q>{SENTENCE}</q>" in html
        and "This sentence was written on June 11, 2021, when the dossier said:" in html
    )
    assert html.index("It says now:") < html.rindex("contested")
    assert "counts no longer" not in html
    gone = C1 | {"rank": "deprecated", "reason": "Misread"}
    change(ferry, [Edit("claims", "c1", gone)], user=None, why="", day=DAY)
    html = render(story.public_path(), AT).rendered.body.decode()
    assert "What South said, on which it rests, counts no longer: set aside by the editors: Misread" in html


@pytest.mark.django_db
def test_no_sentence_can_break_out_of_its_place(ferry):
    evil = "--> <script>alert(1)</script> <!--dossier:ferry/:1-->"
    change(ferry, [Edit("claims", None, C2)], user=None, why="", day=DAY)
    html = render(told(sentence=evil).public_path(), AT).rendered.body.decode()
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html and html.count("dossier-box") == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("signed_in_editors_may_edit")
def test_the_desk_and_the_storys_form_say_which_sentence_is_older(client, ferry):
    story = told()
    edit, home = reverse("wagtailadmin_pages:edit", args=[story.pk]), reverse("wagtailadmin_home")
    assert SENTENCE not in client.get(home).content.decode()
    assert "stands as it was written" in client.get(edit).content.decode()
    change(ferry, [Edit("claims", None, C2)], user=None, why="", day=DAY)
    for page in (client.get(home).content.decode(), client.get(edit).content.decode()):
        assert f"“{SENTENCE}”" in page and "06/11/2021: exceeded, alleged; now: contested" in page
    store(load(ferry), user=None, why="", dossier=ferry, live=False)
    assert SENTENCE in client.get(home).content.decode(), "Also of a dossier that readers don't see."
    withdraw(story, reason="editor", user=None)
    assert SENTENCE not in client.get(home).content.decode() and not RestingSentence.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("signed_in_editors_may_edit")
def test_a_sentence_that_left_the_text_is_named(client, ferry):
    story = told(sentence="Nobody wrote this.")
    page = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert "These stand no longer in the story’s text" in page and "“Nobody wrote this.”" in page
