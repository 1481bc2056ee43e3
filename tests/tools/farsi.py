# ruff: noqa: E501
"""Makes the second publication of the tests, which reads from right to left: ``python -m tests.tools.farsi FOLDER``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOW = datetime(2026, 4, 22, 10, 30, tzinfo=UTC)
HEADLINES = (
    "مأموریتی که هجده ماه زودتر پایان یافت و دو روایت از چرایی آن",
    "نام مترجم را چگونه می‌آوریم",
    "مجوز چه می‌گوید و در روز آخرش چه می‌شود",
    "خواندن ارجاع از پایان",
)
STANDFIRST = "دو دولت یک خروج را با واژه‌هایی متفاوت اعلام کردند. آن‌ها را کنار هم می‌گذاریم."
TEXT = """توافق سقف ۱۹۶۰ نیرو با سلاح سبک گذاشته بود و گزارش‌های بعدی شمار بیشتری آوردند ([Interfax](https://example.org/interfax)، ۱۲ نوامبر ۲۰۲۰).

## متن نوامبر

متن نوامبر پنج سال و پنج سال دیگر را، اگر طرفی مخالفت نکند، روا می‌داشت. The Footnote و Jam News در آن هم‌نظر بودند.

> یک مشاور گفت که تصمیم را رهبران هر دو کشور گرفته‌اند.
"""
SETTINGS = {
    "tagline": {"fa": "چکیده‌ای که تکیه‌گاه هر سطرش را نشان می‌دهد"},
    "footer_description": {"fa": "نوشته‌های اختصاصی، ترجمه و بازنشر، هر یک با منابع خود."},
    "copyright_line": {"fa": "© ۲۰۲۱ پانویس"},
    "contact_email": "editors@example.org",
}


def fill() -> None:
    """Fill the open publication: sections, topics, people, outlets, four stories of four origins, a correction."""
    from wagtail.models import Locale

    from standfirst.media.actions import add_picture
    from standfirst.provenance.models import Agent, Citation, Original, Permission, Source
    from standfirst.publication.languages import slug
    from standfirst.publication.models import MenuItem, Publication, Section, StoryContainer, Topic
    from standfirst.sample.content import PICTURES, blocks
    from standfirst.stories.actions import NewChange, publish
    from standfirst.stories.models import Credit, Story

    record = Publication.objects.get()
    for field, value in SETTINGS.items():
        setattr(record, field, value)
    record.save()
    news = Section.objects.create(slug="news", name={"fa": "خبرها"})
    energy = Section.objects.create(slug="energy", name={"fa": "انرژی"}, parent=news)
    for order, section in enumerate((news, energy)):
        MenuItem.objects.create(publication=record, section=section, sort_order=order)
    topic = Topic.objects.create(slug="ceasefire", name={"fa": "آتش‌بس"})
    desk = Agent.objects.create(slug="desk", kind="desk", name={"fa": "میز تحلیل"}, has_profile=True)
    outlet = Agent.objects.create(
        slug="interfax", kind="outlet", name={"en": "Interfax"}, aliases=["Interfax"], has_profile=True
    )
    original = Original.objects.create(
        outlet=outlet, title="The mission ends early", date="2020-11-12", language="en",
        url="https://example.org/original", text="The mission ends early.", authors=["Ada Editor"],
    )  # fmt: skip
    permission = Permission.objects.create(
        outlet=outlet, granted_by="Interfax", granted_on=NOW.date(), kind="agreement", allows_translation=True,
        allows_reprint=True, languages=["fa"], valid_from=NOW.date(),
        credit_wording={"fa": "با اجازهٔ Interfax"},
    )  # fmt: skip
    picture = add_picture(
        (PICTURES / "letters.png").read_bytes(), title="letters", credit="Standfirst", licence="CC-BY-4.0",
        alternative_text={"fa": "نامه‌ها"},
    )  # fmt: skip
    locale = Locale.objects.get(language_code="fa")
    for number, (origin, headline) in enumerate(
        zip(("exclusive", "translation", "summary", "exclusive"), HEADLINES, strict=True)
    ):
        made = origin in {"translation", "summary"}
        story = Story(
            title=headline, slug=slug(headline, "fa"), locale=locale, origin=origin, genre="news",
            standfirst=STANDFIRST, body=blocks(TEXT), section=energy, live=False, lead_picture=picture,
            original=original if made else None, permission=permission if origin == "translation" else None,
        )  # fmt: skip
        story.topics = [topic]
        story.credits = [Credit(agent=desk, role="translator" if origin == "translation" else "author")]
        StoryContainer.objects.get(locale=locale).add_child(instance=story)
        publish(story, user=None, at=NOW - timedelta(hours=number))
    # No grammar recognises citations in Persian: an editor's record, as it is kept.
    source = Source.objects.create(
        outlet=outlet,
        title="The mission ends early",
        date="2020-11-12",
        language="en",
        url="https://example.org/s",
    )
    Citation.objects.create(
        cited_by=Story.objects.get(title=HEADLINES[0]).key, source=source, raw="Interfax, November 12, 2020",
        outlet_printed="Interfax", date="2020-11-12", block="", group=0, start=0, end=10, position=0,
    )  # fmt: skip
    story = Story.objects.get(title=HEADLINES[3])
    setattr(story, "body", blocks(TEXT.replace("۱۲ نوامبر", "۱۳ نوامبر")))  # noqa: B010
    publish(story, user=None, change=NewChange("correction", "روز گزارش ۱۳ نوامبر بود."), at=NOW)


def main(folder: Path) -> None:
    """Make it in ``folder``, with a reader who can sign in."""
    from standfirst.project.making import NewPublication, make
    from standfirst.project.start import open_publication

    make(folder, NewPublication(name="پانویس", languages=("fa", "en"), time_zone="Asia/Tehran"))
    settings = folder / "publication.toml"
    settings.write_text(settings.read_text().replace("demo = false", "demo = true"))
    open_publication(folder)
    fill()
    from allauth.account.models import EmailAddress

    from standfirst.readers.models import User

    user = User.objects.create_user("reader@example.org", "a long enough passphrase")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
