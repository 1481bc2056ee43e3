"""Values as ``stories.reading`` builds them."""

from datetime import UTC, datetime
from typing import Any

from standfirst.media.values import PictureValue, Variant
from standfirst.publication.values import Crumb, Head, Link
from standfirst.stories.values import (
    ChangeValue,
    CreditValue,
    OriginValue,
    OutletValue,
    SourceValue,
    StoryCard,
    StoryValue,
)

OUTLET = OutletValue("a" * 32, "The Gazette", "en", "/en/outlets/gazette/", "https://gazette.example/")
PICTURE = PictureValue(
    uid="b" * 32,
    alternative_text="A bridge",
    credit="Pictures desk",
    licence="CC-BY-4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    variants=(
        Variant("/media/images/b-640.avif", 640, 360, "image/avif"),
        Variant("/media/images/b-640.jpg", 640, 360, "image/jpeg"),
    ),
)
AUTHOR = CreditValue(
    "author", "Sources desk", "en", "/en/people/sources/", "checks", None, "desk", uid="c" * 32
)
TRANSLATOR = CreditValue("translator", "Leyla", "az", "", "", None, "person", uid="d" * 32)


def card(**changes: Any) -> StoryCard:
    fields: dict[str, Any] = {
        "uid": "e" * 32,
        "path": "/en/2026/03/a-bridge/",
        "language": "en",
        "headline": "A bridge & its <guards>",
        "standfirst": "Who may stand on it.",
        "origin": "translation",
        "genre": "news",
        "published_at": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        "updated_at": None,
        "minutes": 2,
        "section": Link("World", "/en/sections/world/", kind="section"),
        "byline": (AUTHOR,),
        "picture": PICTURE,
        "outlet": OUTLET,
    }
    return StoryCard(**{**fields, **changes})


def story(**changes: Any) -> StoryValue:
    fields: dict[str, Any] = {
        "card": card(),
        "head": Head("A bridge", "Who may stand on it.", "https://digest.example/en/2026/03/a-bridge/"),
        "breadcrumb": (Crumb("World", "/en/sections/world/"),),
        "credits": (AUTHOR, TRANSLATOR),
        "lead_picture": PICTURE,
        "body_html": '<p>Guards <a class="cite" href="#source-1">(The Gazette, March 1, 2026)</a>.</p>',
        "author_note": "",
        "origin": OriginValue(
            kind="translation",
            outlet=OUTLET,
            title="Körpü",
            authors=("A. Author",),
            date="2026-02-28",
            language="az",
            url="https://gazette.example/bridge",
            text_sha256="f" * 64,
            text_withheld=False,
            permission_kind="agreement",
            granted_by="The Gazette",
            licence="",
            licence_url="",
            valid_until="2027-01-01",
            credit_wording="First in The Gazette",
            show_logo=False,
        ),
        "sources": (
            SourceValue(
                1, "9" * 32, "/en/sources/9/", OUTLET, "Bridge", "2026-03-01", "en", "", "press",
                "The Gazette, March 1, 2026", "", "",
            ),
        ),
        "changes": (ChangeValue("correction", "The bridge is older.", datetime(2026, 3, 2, tzinfo=UTC), ""),),
        "topics": (Link("Bridges", "/en/topics/bridges/", kind="topic"),),
        "related": (),
        "versions": (),
        "word_count": 4,
    }  # fmt: skip
    return StoryValue(**{**fields, **changes})
