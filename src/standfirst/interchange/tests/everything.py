"""A small publication that has one of everything that is exported."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from standfirst.dossiers.actions import Edit, change, import_dossier, reporting
from standfirst.dossiers.actions.deciding import refuse
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, event, river
from standfirst.media.actions import add_picture, prepare
from standfirst.media.models import Picture
from standfirst.provenance.models import ArchivedCopy, LinkCheck, Original, PartOf, Permission, Source
from standfirst.publication.models import FollowLink, HomePage, MenuItem, Partner, Publication, StandingPage
from standfirst.stories.actions import ask_removal, confirm_removal, withdraw
from standfirst.stories.models import Bundle, BundledStory, Story
from standfirst.stories.tests import factories
from standfirst.stories.tests.factories import (
    NOON,
    make_agent,
    make_draft,
    make_section,
    make_story,
    paragraph,
)
from standfirst.translation.actions import Rested, Said, begin_version, original_changed, rest, save
from standfirst.translation.models import GlossaryEntry, GlossaryTerm
from standfirst.translation.pairing.states import digest
from standfirst.translation.sources import beside
from standfirst.translation.summaries import beside_sources
from standfirst.wire.models import Intake, OriginalTask, WatchedSource


def a_picture(colour: str, **fields: Any) -> Picture:
    """Add a small picture with the files that readers get."""
    content = BytesIO()
    Image.new("RGB", (400, 300), colour).save(content, "PNG")
    said = {
        "alternative_text": {"en": "A colour", "ru": "Цвет"},
        "credit": "Pictures desk",
        "licence": "CC-BY-4.0",
    }
    picture = add_picture(content.getvalue(), title=colour, prepare_now=False, **said, **fields)
    prepare(picture)
    return picture


def make_everything() -> None:
    """Fill an empty database."""
    record = factories.make_publication(("en", "ru"), time_zone="Asia/Baku", licence="CC-BY-4.0")
    people = [factories.make_user(f"{name}@example.org") for name in ("one", "two")]
    red, blue = a_picture("red"), a_picture("blue")
    red.tags.add("river", "bridge")
    energy = make_section("energy", make_section("news"))
    gazette = make_agent(
        "Gazette", "outlet", picture=blue, aliases=["The Gazette"], url="https://gazette.example/"
    )
    PartOf.objects.create(part=make_agent("Desk"), whole=gazette, start="2020-01")
    text = "Something happened, and this says what."
    original = factories.make_original(outlet=gazette, text=text, licence="CC-BY-4.0")
    Original.objects.create(
        outlet=gazette,
        title="Withheld",
        language="ru",
        text_sha256="a" * 64,
        text_withheld=True,
        rights_holder=gazette,
    )
    permission: Permission = factories.make_permission(
        original, shows_logo=True, credit_wording={"en": "First in Gazette"}, note="By mail."
    )
    first = make_story(
        section="energy", topics=("river", "bridge"), lead_picture=red, lead_caption="Seen from above",
        text="They left (Gazette, May 1, 2026; Herald, n.d.).",
    )  # fmt: skip
    first.more_sections.add(make_section("news"))
    first.save()
    make_story(
        "ru", title="Мост", text="Они ушли (Газета, 1 мая 2026).", translation_key=first.translation_key
    )
    factories.change_text(
        Story.objects.get(pk=first.pk), "They left later (Gazette, May 1, 2026).", "correction", "The day was wrong.",
        NOON + timedelta(hours=3),
    )  # fmt: skip
    linked = f'<p>See <a linktype="page" id="{first.pk}">the first</a>.</p>'
    make_story(
        title="A translation", origin="translation", original=original, permission=permission,
        roles=("author", "translator"), topics=("river",), at=NOON + timedelta(hours=1),
        body=[
            paragraph(linked),
            {"type": "picture", "value": {"picture": red.pk, "caption": "Red"}},
            {"type": "quote", "value": {"text": "We agreed.", "who": "Nobody"}},
        ],
    )  # fmt: skip
    _withdrawn(people, blue)
    _drafts()
    source = Source.objects.order_by("pk").first()
    assert source is not None
    ArchivedCopy.objects.create(source=source, url="https://archive.example/1", captured_at=NOON)
    LinkCheck.objects.create(source=source, checked_at=NOON, status=404)
    _translation(original, permission, people[0])
    _dossiers(people[0])
    _around(record, blue, energy)


def _translation(original: Original, permission: Permission, user: Any) -> None:
    story = make_draft(
        "ru", title="At the desk", origin="translation", original=original, permission=permission,
        roles=("translator",), text=original.text,
    )  # fmt: skip
    desk = beside(story)
    assert desk is not None
    save(story, [Said(desk.lines[2].key, "Что-то произошло.", digest(""), reviewed=True)], user=user)
    summary = make_draft(
        "en", title="In our words", origin="summary", original=original, text="It did. We saw."
    )
    beneath = beside_sources(summary)
    assert beneath is not None
    one, two = beneath.lines
    rests = [Rested(one.key, one.was, numbers="1"), Rested(two.key, two.was, reason="Context")]
    rest(summary, rests, user=user, over=beneath.over)
    original_changed(original, f"{original.text} And more.", NOON)
    begin_version(Story.objects.get(title="A translation"), "ru", user=user)
    GlossaryEntry.objects.create(
        label="River",
        note="A name.",
        terms=[GlossaryTerm(language="en", text="River", side="North", preferred=True)],
    )


def _dossiers(user: Any) -> None:
    data = river(
        claim("c1", value={"number": 700, "hedge": "about"}, text={"en": "Seven hundred", "ru": "Семьсот"}),
        claim("c2", "north-mod", "g2", says="within"),
        events=[event("ends", "2022-01-01"), event("incident", "2021-06-20", "guards", place="ferry-place")],
        places=[{"id": "ferry-place", "name": {"en": "Ferry"}, "lat": Decimal("40.10"), "lon": 46}],
        overrides=[
            {"about": "guards", "verdict": "within", "by": "Desk", "reason": "Seen", "date": "2021-07-01"}
        ],
    )
    made = import_dossier(read_data(data), user=user, why="The file", live=True)
    change(
        made, [Edit("claims", "c1", claim("c1", says="exceeded"))], user=user, why="Misread", day=NOON.date()
    )
    reporter, _token = reporting.invite(
        made, {"name": "Somebody", "contact": "s@example.org"}, days=9, user=user
    )
    said = reporting.Said("0" * 32, "ru", "2021-06-20", "Shots.", "observed", place="ferry-place")
    reporting.receive(made, said, reporter)
    refused = reporting.Said(
        "1" * 32, "en", "2021-06", "A rumour.", "stated", where="There", contact="p@example.org"
    )
    refuse(reporting.receive(made, refused), user=user, reason="Nobody saw it")
    planned = read_data(data | {"dossier": {"id": "planned", "title": {"ru": "План"}, "languages": ["ru"]}})
    import_dossier(planned, why="The file")


def _withdrawn(people: list[Any], picture: Picture) -> None:
    withdraw(make_story(title="Taken back"), reason="editor", user=None, at=NOON, notice="It was wrong.")
    gone = make_story(title="Removed")
    removal = ask_removal(gone, reason="A court", notice={"en": "Removed."}, user=people[0], at=NOON)
    confirm_removal(removal, user=people[1], at=NOON)
    ask_removal(make_story(title="Asked"), reason="A letter", notice={"en": "Soon."}, user=people[0], at=NOON)


def _drafts() -> None:
    draft = make_draft(title="Never published", topics=("bridge",))
    draft.title = "Never published, second try"
    draft.save_revision()
    original = factories.make_original(url="https://gazette.example/read")
    Intake.objects.create(
        story=draft, original=original, url="https://gazette.example/read", made_at=NOON,
        fields={"title": {"value": "x", "source": "JSON-LD", "confirmed": False}},
    )  # fmt: skip
    OriginalTask.objects.create(
        original=original, kind="corrected", found_at=NOON, said="Correction: two.", title="x", text="Two.", mark="a" * 64,
        text_sha256="b" * 64, difference=[["removed", "One."], ["added", "Two."]], modified="2026-05-04", closed_at=NOON,
        closed="not-needed", why="A comma.",
    )  # fmt: skip
    WatchedSource.objects.create(
        outlet=original.outlet, url="https://gazette.example/feed", title="Gazette", language="en", added_at=NOON,
        former=["https://gazette.example/old"],
    )  # fmt: skip
    changed = make_story(title="With a draft", topics=("river",))
    changed.title, changed.change_kind = "With another draft", "minor"
    changed.save_revision()
    planned = make_draft(title="Planned")
    planned.go_live_at = NOON.replace(year=2099)
    planned.save_revision(approved_go_live_at=planned.go_live_at)
    Bundle.objects.create(
        title="Together",
        items=[BundledStory(story=each, sort_order=n) for n, each in enumerate((planned, draft))],
    )


def _around(record: Publication, logo: Picture, section: Any) -> None:
    record.emblem, record.house = logo, make_agent("Gazette", "outlet")
    record.consent_purposes, record.consent_text = ["statistics"], {"en": "May we count?"}
    record.save()
    Partner.objects.create(
        publication=record, name={"en": "P"}, url="https://p.example/", logo=logo, sort_order=1
    )
    Partner.objects.create(publication=record, name={"en": "Q"}, url="https://q.example/", sort_order=0)
    FollowLink.objects.create(publication=record, service="rss", url="https://f.example/", sort_order=0)
    MenuItem.objects.create(publication=record, section=section, sort_order=0, small_screen_order=1)
    MenuItem.objects.create(publication=record, standing_role="about", sort_order=1)
    about = StandingPage.objects.filter(role="about").order_by("path").first()
    home = HomePage.objects.order_by("path").first()
    assert about is not None and home is not None
    about.title = "Who we really are"
    about.save_revision().publish()
    home.lead = Story.objects.filter(live=True, withdrawn="", locale=home.locale).order_by("pk").first()
    home.blocks = [("section", {"section": section, "count": 3})]
    home.save_revision().publish()
