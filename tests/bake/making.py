"""``python -m tests.bake.making FOLDER``: a small publication with something of everything, baked."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from tests.bake.folder import begin, start

BEGIN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
CITED = "Guards left (TASS, February 20, 2026; Interfax, February 21, 2026)."


def picture(colour: str = "#336699", title: str = "A slope"):
    from PIL import Image

    from standfirst.media.actions import add_picture

    content = BytesIO()
    Image.new("RGB", (24, 16), colour).save(content, "PNG")
    return add_picture(
        content.getvalue(), title=title, alternative_text={"en": title, "az": title}, credit="The desk"
    )


def dossier(name: str = "ferry", *, live: bool = True) -> None:
    """Import a small dossier, some of whose days are yet to come."""
    from standfirst.dossiers.actions import import_dossier
    from standfirst.dossiers.reckoning import read_data
    from standfirst.dossiers.tests.river import RIVER, claim, event, river

    sources = [*RIVER["sources"], {"id": "soon", "outlet": "herald", "date": "2026-03-04", "kind": "wire"}]
    data = river(
        claim("c1", via="g1", value={"number": 700, "hedge": "about"}),
        claim("c2", "north-mod", "soon", says="within"),
        events=[
            event("incident", "2026-03-02", "guards", "soon", type="shelling", place="bridge"),
            event("ends", "2026-03-05"),
        ],
        sources=sources,
        places=[
            {"id": "bridge", "name": {"en": "The bridge"}, "lat": 39.8, "lon": 46.7, "precision": "near"}
        ],
        dossier={"id": name, "title": {"en": name.capitalize()}, "languages": ["en", "az"]},
    )
    import_dossier(read_data(data), why="The file", live=live)


def fill() -> None:
    from standfirst.publication.models import StandingPage
    from standfirst.stories.tests.factories import (
        make_agent,
        make_draft,
        make_original,
        make_permission,
        make_publication,
        make_section,
        make_story,
        make_topic,
        make_user,
    )  # fmt: skip

    record = make_publication(
        ("en", "az"), founded=2020, contact_email="desk@example.org", licence="CC BY 4.0"
    )
    user = make_user()
    user.is_staff = user.is_superuser = True
    user.save()
    news = make_section("news")
    make_section("energy", parent=news)
    make_section("culture")
    make_topic("grid")
    make_topic("border")
    slope = picture()
    record.emblem = record.logo_light = slope
    record.save()
    make_agent("Leyla Mammadova", "person", role={"en": "editor"}, picture=slope)
    make_agent("Desk", has_profile=False)
    make_agent("TASS", "outlet", has_profile=False)
    make_agent("Interfax", "outlet", has_profile=False)
    for page in StandingPage.objects.exclude(role__in=("about", "privacy")):
        page.delete()
    original = make_original()
    permission = make_permission(
        original, valid_until=datetime(2026, 4, 1).date(), credit_wording={"en": "By leave."}
    )
    rows = [
        {"title": "One", "section": "energy", "topics": ["grid"], "text": CITED},
        {"title": "Two", "section": "news", "topics": ["grid", "border"], "credit": "Leyla Mammadova"},
        {"title": "Three", "section": "culture", "topics": ["border"], "lead_picture": slope},
        {
            "title": "Four",
            "section": "news",
            "origin": "reprint",
            "original": original,
            "permission": permission,
        },
        {"title": "Five", "section": "energy", "topics": ["grid"], "text": CITED},
    ]
    for number, row in enumerate(rows):
        make_story(at=BEGIN - timedelta(days=10 - number), **row)
    make_story("az", title="Bir", at=BEGIN - timedelta(days=3), topics=["grid"])
    make_draft("en", title="A draft", topics=["grid"])
    dossier()


def bake(instant: datetime) -> None:
    from standfirst.bake.baking import baker

    here = baker(lambda: instant)
    here.start()
    while here.step() is not None:
        pass


def main(folder: Path) -> None:
    begin(folder)
    start(folder)
    from django.core.management import call_command
    from django.db import connection

    from tests.bake.small import Clock, small_sizes, undrawn

    small_sizes()
    undrawn()
    Clock(BEGIN)
    random.seed(1)
    call_command("migrate", verbosity=0)
    from standfirst.readers.roles import ensure_workflow

    fill()
    ensure_workflow()
    bake(BEGIN)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
