"""One page of every kind, in four languages, from values made here. Serves tests and the eye."""

from dataclasses import replace
from datetime import UTC, datetime

from standfirst.media.values import PictureValue, Variant
from standfirst.provenance.values import CitedBy, Gone, SourcePageValue
from standfirst.publication.values import (
    AwayValue,
    ChooserEntry,
    ChooserValue,
    ConsentNotice,
    Crumb,
    Head,
    IndexValue,
    Link,
    Logo,
    NotFoundValue,
    Partner,
    Shell,
    StandingValue,
)  # fmt: skip
from standfirst.stories.values import (
    ChangeValue,
    CorrectionEntry,
    CorrectionsValue,
    CreditValue,
    FrontBlock,
    HomeValue,
    Listing,
    OriginValue,
    OutletValue,
    SourceValue,
    StoryCard,
    StoryValue,
    VersionValue,
    WithdrawnValue,
)  # fmt: skip
from standfirst.theme import body, palette
from standfirst.theme.environment import render
from standfirst.theme.tests.gallery_words import WORDS

LANGUAGES = ("en", "az", "ru", "fa")
NAMES = {"en": "English", "az": "Azərbaycanca", "ru": "Русский", "fa": "فارسی"}
BASE = "https://digest.example"
THEN = datetime(2026, 4, 22, 10, 30, tzinfo=UTC)
LATER = datetime(2026, 4, 23, 6, 5, tzinfo=UTC)


def direction(language: str) -> str:
    return "rtl" if language == "fa" else "ltr"


def shell(language: str, *, consent: bool = True) -> Shell:
    w = WORDS[language]
    base = f"/{language}"
    sections = [
        Link(label, f"{base}/sections/s{n}/", kind="section", small_screen_order=8 - n)
        for n, label in enumerate(w["sections"])
    ]
    sections[1] = replace(sections[1], children=(sections[2], sections[3]))
    coverage = Link(w["coverage"], f"{base}/topics/coverage/", kind="topic", small_screen_order=1)
    standing = tuple(Link(label, f"{base}/p{n}/", kind="page") for n, label in enumerate(w["standing"]))
    made = Shell(
        language=language,
        direction=direction(language),
        name=w["name"],
        tagline=w["tagline"],
        base_url=BASE,
        logo=None,
        colour_light="#9b1c1c",
        colour_dark="#f0a8a0",
        menu=(coverage, sections[0], sections[1], *sections[4:]),
        languages=tuple(Link(NAMES[each], f"/{each}/", language=each) for each in LANGUAGES),
        follow=(
            Link("RSS", f"{BASE}{base}/feeds/rss.xml", kind="rss"),
            Link("Telegram", "https://t.me/example", kind="telegram", external=True),
            Link("Mastodon", "https://social.example/@digest", kind="mastodon", external=True),
        ),
        standing=standing,
        partners=(
            Partner(w["partner"], "https://partner.example/", None),
            Partner("Archive", "https://archive.example/", Logo("/media/logo.png", 160, 40)),
        ),
        footer_description=w["about"],
        contact_email="desk@digest.example",
        copyright_line=w["copyright"],
        consent=ConsentNotice(
            w["consent"], 2, (("statistics", w["statistics"]), ("embeds", w["embeds"]))
        ) if consent else None,
        terms=(standing[1], standing[2]),
        time_zone="Asia/Baku",
        emblem=Logo("/media/emblem.png", 64, 64),
    )  # fmt: skip
    return replace(made, style_path=palette.path(made))


def head(language: str, title: str, path: str) -> Head:
    return Head(
        title=f"{title} – {WORDS[language]['name']}",
        description=WORDS[language]["tagline"],
        canonical=BASE + path,
        alternates=tuple((each, f"{BASE}/{each}/") for each in LANGUAGES),
        feeds=(("application/rss+xml", "RSS", f"{BASE}/{language}/feeds/rss.xml"),),
        open_graph=(("og:title", title), ("og:type", "article")),
        json_ld=({"@context": "https://schema.org", "@type": "WebPage", "name": "</script><b>"},),
    )


def picture(
    name: str, alt: str, *, caption: str = "", sizes: tuple[int, ...] = (480, 960, 1600)
) -> PictureValue:
    formats = (("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg"))
    return PictureValue(
        uid=name,
        alternative_text=alt,
        credit="Graphics desk",
        licence="CC-BY-4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        variants=tuple(
            Variant(f"/media/{name}-{width}.{ending}", width, width * 2 // 3, media_type)
            for ending, media_type in formats
            for width in sizes
        ),
        caption=caption,
        source_url="https://maps.example/sheet",
    )


OUTLET = OutletValue("o1", "Jam News", "en", "/en/outlets/jam/", "https://jam.example/")


def credits(language: str) -> tuple[CreditValue, ...]:
    w = WORDS[language]
    emblem = replace(picture("desk", "", sizes=(96,)), credit="", licence="")
    return (
        CreditValue("author", w["author"], language, f"/{language}/people/a/", w["what"], emblem, "desk"),
        CreditValue("translator", w["translator"], language, f"/{language}/people/t/", "", None, "desk"),
    )


def card(language: str, number: int) -> StoryCard:
    w = WORDS[language]
    origin = ("translation", "exclusive", "summary", "reprint")[number % 4]
    return StoryCard(
        uid=f"story-{number}",
        path=f"/{language}/2026/04/story-{number}/",
        language=language,
        headline=w["headlines"][number % len(w["headlines"])],
        standfirst=w["standfirst"],
        origin=origin,
        genre=("analysis", "news", "opinion")[number % 3],
        published_at=THEN,
        updated_at=LATER if number == 0 else None,
        minutes=9 - number % 8,
        section=Link(w["sections"][number % 5], f"/{language}/sections/s{number % 5}/"),
        byline=credits(language)[:1],
        picture=picture(f"pic{number % 3}", w["alt"]) if number % 4 != 3 else None,
        outlet=None if origin == "exclusive" else OUTLET,
    )


def source(language: str, number: int) -> SourceValue:
    rows = (
        ("Interfax", "", "2020-11-12", "wire", "", False),
        ("APA", "Deputy minister on the schedule", "2024-04-17", "press", "", False),
        ("Milli Arxiv", "Üçtərəfli bəyanat", "2020-11", "text", "https://archive.example/3", True),
        ("Коммерсантъ", "Первый случай", "2024-04~", "press", "https://archive.example/4", False),
    )
    name, title, date, kind, archived, dead = rows[number - 1]
    return SourceValue(
        number=number,
        uid=f"src{number}",
        path=f"/{language}/sources/src{number}/",
        outlet=OutletValue(
            f"o{number}", name, ("en", "en", "az", "ru")[number - 1], "", "https://x.example/"
        ),
        title=title,
        date=date,
        language=("en", "en", "az", "ru")[number - 1],
        url=f"https://outlet{number}.example/item",
        kind=kind,
        raw=f"{name}, {date}",
        archived_url=archived,
        archived_at="2026-01-02" if archived else "",
        gone=Gone("2026-04-02", "" if archived else "2026-01-02", "desk@digest.example") if dead else None,
    )


def body_html(language: str) -> str:
    w = WORDS[language]
    cite = ' (<a class="cite" id="cite-{0}" href="#source-{0}">{1}</a>)'
    texts = "".join(
        f"<p>{text}{cite.format(n, source(language, n).raw)}.</p>" for n, text in enumerate(w["body"], 1)
    )
    parts = (
        texts,
        body.heading(w["sections"][0], "part-1", language),
        body.figure(picture("pic1", w["alt"]), w["caption"], language),
        f"<p><strong>{w['body'][0]}</strong> <em>{w['body'][1]}</em></p>",
        body.quote(w["standfirst"], w["author"], language),
        body.table(w["caption"], [w["sections"][:3], ["1 960", "90", "34"]], language),
        body.embed("https://video.example/1", w["headlines"][1], language, frame="https://video.example/e/1"),
    )
    return "".join(map(str, parts))


def change(language: str) -> ChangeValue:
    return ChangeValue("correction", WORDS[language]["change"], LATER, f"/{language}/2026/04/story-0/v1/")


def story(language: str) -> StoryValue:
    w = WORDS[language]
    path = f"/{language}/2026/04/story-0/"
    return StoryValue(
        card=card(language, 0),
        head=head(language, w["headlines"][0], path),
        breadcrumb=(
            Crumb(w["name"], f"/{language}/"),
            Crumb(w["sections"][0], f"/{language}/sections/s0/"),
            Crumb(w["headlines"][0], ""),
        ),
        credits=credits(language),
        lead_picture=picture("pic0", w["alt"], caption=w["caption"]),
        body_html=body_html(language),
        author_note=w["note"],
        origin=OriginValue(
            kind="translation",
            outlet=replace(OUTLET, logo=replace(picture("outlet", "Jam News", sizes=(240,)), credit="")),
            title="An early departure, and what it leaves open",
            authors=("R. Example",),
            date="2024-04-22",
            language="en",
            url="https://jam.example/article",
            text_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            text_withheld=True,
            permission_kind="letter",
            granted_by="Jam News",
            licence="",
            licence_url="",
            valid_until="2027-04-30",
            credit_wording="First published by Jam News.",
            show_logo=True,
        ),
        sources=tuple(source(language, n) for n in range(1, 5)),
        changes=(change(language),),
        topics=(
            Link(w["coverage"], f"/{language}/topics/coverage/", uid="topic-1"),
            Link(w["sections"][3], f"/{language}/topics/t2/", uid="topic-2"),
        ),
        related=tuple(card(language, n) for n in range(1, 5)),
        versions=tuple(
            Link(NAMES[each], f"/{each}/2026/04/story-0/", language=each)
            for each in LANGUAGES
            if each != language
        ),
        word_count=900,
        licence="CC-BY-4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )


def listing(language: str, *, page_number: int | None = None, kind: str = "topic") -> Listing:
    w = WORDS[language]
    archive = f"/{language}/topics/coverage/archive/"
    return Listing(
        title=w["coverage"],
        description=w["about"],
        kind=kind,
        head=head(language, w["coverage"], f"/{language}/topics/coverage/"),
        breadcrumb=(Crumb(w["name"], f"/{language}/"), Crumb(w["coverage"], "")),
        cards=tuple(card(language, n) for n in range(8)),
        archive_path="" if page_number else archive + "3/",
        older=f"{archive}1/" if page_number else "",
        newer=f"{archive}3/" if page_number else "",
        page_number=page_number,
        picture=picture("desk", "", sizes=(96,)),
        uid="topic-1",
    )


def pages(language: str) -> dict[str, bytes]:
    """Return the gallery of one language: path (below ``/<language>/``) to page."""
    w = WORDS[language]
    around = shell(language)
    root = Crumb(w["name"], f"/{language}/")

    def page(template: str, value: object) -> bytes:
        return render(template, language, shell=around, page=value)

    def top(title: str) -> Head:
        return head(language, title, f"/{language}/x/")

    cards = [card(language, n) for n in range(12)]
    home = HomeValue(
        head=top(w["name"]), lead=cards[0], seconds=tuple(cards[1:3]),
        blocks=tuple(
            FrontBlock(w["sections"][n], f"/{language}/sections/s{n}/", tuple(cards[n : n + 4])) for n in (1, 4)
        ),
        newest=tuple(cards[:8]), coverage=(Link(w["coverage"], f"/{language}/topics/coverage/"),),
    )  # fmt: skip
    return {
        "": page("pages/home.html", home),
        "2026/04/story-0/": page("pages/story.html", story(language)),
        "2026/04/story-1/": page(
            "pages/story.html",
            replace(
                story(language), card=card(language, 1), origin=None, sources=(), changes=(), versions=(),
                body_html=f"<p>{w['standfirst']}</p>",
            ),
        ),
        "2026/04/story-0/v1/": page("pages/version.html", VersionValue(
            path=f"/{language}/2026/04/story-0/v1/", number=1, headline=w["headlines"][0],
            standfirst=w["standfirst"], body_html=body_html(language), published_at=THEN, replaced_at=LATER,
            change=change(language),
            difference=(("same", w["body"][0] + " "), ("removed", w["body"][1]), ("added", w["change"])),
            current=card(language, 0), head=top("v1"), sources=story(language).sources,
        )),
        "2026/04/withdrawn/": page("pages/withdrawn.html", WithdrawnValue(
            path="", language=language, reason="lapsed", notice=w["note"], withdrawn_at=LATER,
            original_url="https://jam.example/article", original_outlet="Jam News", head=top("410"),
        )),
        "topics/coverage/": page("pages/listing.html", listing(language)),
        "topics/coverage/archive/2/": page("pages/listing.html", listing(language, page_number=2)),
        "topics/": page("pages/index.html", IndexValue(
            kind="topics", title=w["sections"][0], description="", head=top("topics"), breadcrumb=(root,),
            entries=tuple(
                Link(label, f"/{language}/topics/t{n}/", description=w["tagline"] if n == 1 else "")
                for n, label in enumerate(w["sections"])
            ),
        )),
        "sections/": page("pages/index.html", IndexValue(
            kind="sections", title=w["sections"][1], description=w["tagline"], head=top("sections"),
            breadcrumb=(), entries=around.menu, older=f"/{language}/sections/2/",
        )),
        "sources/src3/": page("pages/source.html", SourcePageValue(
            source=replace(source(language, 3), number=0), head=top("source"), breadcrumb=(root,),
            cited_by=tuple(
                CitedBy("story", each.headline, each.path, language, "Milli Arxiv, 2020-11", THEN)
                for each in cards[:3]
            ),
        )),
        "p3/": page("pages/standing.html", StandingValue(
            role="cookies", title=w["standing"][3], standfirst=w["tagline"],
            body_html="".join(f"<p>{text}.</p>" for text in w["body"]), head=top("cookies"), breadcrumb=(root,),
            updated_at=LATER,
        )),
        "corrections/": page("pages/corrections.html", CorrectionsValue(
            head=top("corrections"), breadcrumb=(root,),
            entries=(CorrectionEntry(w["headlines"][0], f"/{language}/2026/04/story-0/", change(language)),),
        )),
        "404.html": page("pages/not_found.html", NotFoundValue(head=top("404"))),
        "503.html": page("pages/away.html", AwayValue(head=top("503"))),
        "newest/rail.html": page("fragments/rail.html", listing(language, kind="newest")),
    }  # fmt: skip


def chooser() -> bytes:
    entries = tuple(
        ChooserEntry(
            each, direction(each), NAMES[each], WORDS[each]["name"], WORDS[each]["tagline"], f"/{each}/"
        )
        for each in LANGUAGES
    )
    return render(
        "pages/chooser.html", "en", shell=shell("en"), page=ChooserValue(head("en", "Digest", "/"), entries)
    )
