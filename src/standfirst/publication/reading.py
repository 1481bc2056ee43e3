"""What pages need to know of the publication: plain values, with the keys they were read from.

Nothing is cached between changes: a shell is a fixed number of small queries (a test counts them), and a copy would
be one more thing that can be wrong. Documents baked from one moment of the database share it (``kept``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from standfirst.keys.recording import kept, read
from standfirst.publication import consent, menus
from standfirst.publication.languages import direction
from standfirst.publication.logos import logo, logo_pair
from standfirst.publication.models import FollowLink, HomePage, Partner, Publication, StandingPage
from standfirst.publication.text import any_text, text_in
from standfirst.publication.values import ConsentNotice, Link, Logo, Shell
from standfirst.publication.values import Partner as PartnerValue
from standfirst.theme import palette


@kept
def publication() -> Publication:
    """Return the publication; an unsaved one with default values where none has been made yet."""
    read("publication")
    records = Publication.objects.select_related("logo_light", "logo_dark", "emblem").order_by("pk")
    return records.first() or Publication()


@kept
def languages() -> list[str]:
    """Return the publication's language tags, in the order of their home pages in the page tree."""
    read("publication")
    homes = HomePage.objects.filter(live=True).order_by("path")
    return list(homes.values_list("locale__language_code", flat=True))


def described(language: str) -> str:
    """Return what the publication says of itself to search engines: for pages that have no words of their own."""
    record = publication()
    return (
        text_in(record.footer_description, language)
        or text_in(record.tagline, language)
        or any_text(record.name, language)[0]
    )


def absolute(path: str) -> str:
    """Return the public address of ``path`` (begins with ``/``)."""
    return f"{settings.BASE_URL}{path}"


def language_name(language: str) -> str:
    """Return what the language calls itself, such as ``Azərbaycanca``; the tag where nobody says."""
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    if language in names:
        return str(names[language])
    try:
        name = CldrLocale.parse(language, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return (name or language).capitalize()


@kept
def language_links() -> tuple[Link, ...]:
    """Return a link to each language's home page, labelled in that language."""
    return tuple(Link(language_name(tag), f"/{tag}/", language=tag) for tag in languages())


@kept
def standing_pages(language: str) -> list[StandingPage]:
    """Return the published standing pages of ``language`` in the order of the tree, without their bodies."""
    read("menu")
    pages = StandingPage.objects.filter(live=True, locale__language_code=language)
    return list(pages.select_related("locale").defer("body").order_by("path"))


@kept
def shell(language: str, instant: datetime) -> Shell:
    """Return masthead and footer of ``language`` as of ``instant``.

    It next changes by itself at ``shell_changes_at(instant)``: topics in special coverage come and go.
    """
    record = publication()
    pages = standing_pages(language)
    standing = tuple(menus.standing_link(page) for page in pages)
    legal = {StandingPage.Role.PRIVACY, StandingPage.Role.TERMS}
    made = Shell(
        language=language,
        direction=direction(language),
        name=any_text(record.name, language)[0],
        tagline=text_in(record.tagline, language),
        base_url=settings.BASE_URL,
        logo=logo_pair(record),
        colour_light=record.colour_light,
        colour_dark=record.colour_dark,
        menu=menus.menu(language, instant, pages),
        languages=language_links(),
        follow=_follow(language),
        standing=standing,
        partners=_partners(language),
        footer_description=text_in(record.footer_description, language),
        contact_email=record.contact_email,
        copyright_line=text_in(record.copyright_line, language),
        consent=_consent(record, language),
        terms=tuple(link for page, link in zip(pages, standing, strict=True) if page.role in legal),
        time_zone=record.time_zone,
        emblem=Logo("/icons/icon-192.png", 192, 192) if record.emblem_id else None,
    )
    return replace(made, style_path=palette.path(made))


@kept
def shell_changes_at(instant: datetime) -> datetime | None:
    """Return when every shell next changes by itself after ``instant``, or None where it doesn't."""
    read("menu")
    return menus.changes_at(instant)


def _follow(language: str) -> tuple[Link, ...]:
    with translation.override(language):
        return tuple(
            Link(
                str(follow),
                follow.url or f"/{language}/feeds/rss.xml",
                external=bool(follow.url),
                kind=follow.service,
            )
            for follow in FollowLink.objects.order_by("sort_order", "pk")
        )


def _partners(language: str) -> tuple[PartnerValue, ...]:
    partners = Partner.objects.order_by("sort_order", "pk").select_related("logo")
    partners = partners.prefetch_related("logo__renditions")
    return tuple(
        PartnerValue(any_text(partner.name, language)[0], partner.url, logo(partner.logo))
        for partner in partners
    )


def _consent(record: Publication, language: str) -> ConsentNotice | None:
    if not record.consent_purposes:
        return None
    with translation.override(language):
        text = text_in(record.consent_text, language) or gettext(
            "We ask you first. Nothing is stored and nothing is loaded from elsewhere until you accept."
        )
        return ConsentNotice(text, record.consent_text_version, consent.explained(record.consent_purposes))
