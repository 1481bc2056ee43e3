"""What can be done to a publication: found it, add a language, take one away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from standfirst.publication.languages import slug
from standfirst.publication.models import HomePage, Publication, StandingPage, StoryContainer
from standfirst.publication.models.identity import SECURITY_VALID
from standfirst.publication.reserved import RESERVED
from standfirst.publication.roles import STARTERS
from standfirst.publication.text import any_text


class Refused(Exception):
    """The action would do harm, or can't be done. ``reasons`` says why, for an editor."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@transaction.atomic
def create_publication(name: dict[str, str] | str, languages: Sequence[str], **fields: Any) -> Publication:
    """Found the publication: its record, a tree for each language, and the site that holds them.

    ``name`` is a text by language, or one text for all ``languages``, of which the first is the main one.
    ``fields`` are the publication's own (``tagline``, ``time_zone``, ``contact_email`` ...). Each language
    gets a home page, a place for stories, and standing pages with texts to start from.

    Raises:
        Refused: there is one already, no language was given, or one that can't be added.
        django.core.exceptions.ValidationError: a field has no valid value.
    """
    if HomePage.objects.exists():
        raise Refused(_("There is a publication here already. Use an empty folder for another one."))
    if not languages:
        raise Refused(_("A publication needs at least one language, such as en."))
    _refuse_unknown(languages)
    names = dict.fromkeys(languages, name) if isinstance(name, str) else name
    record = Publication.objects.order_by("pk").first() or Publication()
    for field, value in {"name": names, **fields}.items():
        setattr(record, field, value)
    record.full_clean()
    record.save()
    main = Locale.objects.get_or_create(language_code=languages[0])[0]
    root = Page.get_first_root_node()
    Page.objects.filter(pk=root.pk).update(locale=main)
    for page in root.get_children():
        page.specific.delete()
    Locale.objects.exclude(language_code__in=languages).delete()
    for language in dict.fromkeys(languages):
        add_language(language)
    return record


@transaction.atomic
def add_language(language: str) -> HomePage:
    """Give the publication a tree in ``language``, or complete the one it has. Returns its home page.

    Raises:
        Refused: not among the languages in the settings.
    """
    _refuse_unknown([language])
    locale, _made = Locale.objects.get_or_create(language_code=language)
    return complete_tree(locale)


@transaction.atomic
def complete_tree(locale: Locale) -> HomePage:
    """Make what the tree of ``locale`` lacks: home page, story container, a standing page of each role."""
    home = HomePage.objects.filter(locale=locale).first() or _home(locale)
    if not StoryContainer.objects.child_of(home).exists():
        twin = StoryContainer.objects.first()
        home.add_child(
            instance=_like(twin, StoryContainer(title="Stories", slug="stories", locale=locale, live=True))
        )
    there = set(StandingPage.objects.child_of(home).values_list("role", flat=True))
    for role in STARTERS:
        if role not in there:
            _add_standing(home, role, locale)
    return home


@transaction.atomic
def remove_language(language: str) -> None:
    """Take the tree of ``language`` away, standing pages included.

    Raises:
        Refused: the publication isn't in that language, it is the last one, or stories exist in it.
    """
    home = HomePage.objects.filter(locale__language_code=language).first()
    if home is None:
        raise Refused(_("The publication has no language “%(language)s”.") % {"language": language})
    if HomePage.objects.count() == 1:
        raise Refused(_("This is the publication's only language. Add another one before you remove it."))
    container = StoryContainer.objects.child_of(home).first()
    count = container.get_descendant_count() if container else 0
    if count:
        raise Refused(
            _("%(count)d stories are in this language. Delete or move them before you remove it.")
            % {"count": count}
        )
    locale = home.locale
    main = HomePage.objects.exclude(pk=home.pk).order_by("path")[0]
    Site.objects.filter(root_page_id=home.pk).update(root_page=main)
    Page.objects.filter(depth=1, locale=locale).update(locale=main.locale)
    Site.clear_site_root_paths_cache()
    home.delete()
    locale.delete()


def renew_security_contact(today: date) -> bool:
    """Move the date that security.txt expires on, once less than a third is left. Called by the schedule daily."""
    record = Publication.objects.order_by("pk").first()
    if record is None:
        return False
    if record.security_expires is not None and record.security_expires - today > SECURITY_VALID / 3:
        return False
    record.security_expires = today + SECURITY_VALID
    record.save(update_fields=["security_expires"])
    return True


def _refuse_unknown(languages: Iterable[str]) -> None:
    known = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    unknown = [language for language in languages if language not in known]
    if unknown:
        raise Refused(
            _("Unknown language: %(unknown)s. Choose among %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(known)}
        )


def _like(twin: Page | None, page: Page) -> Page:
    """Make ``page`` the translation of ``twin`` (where there is one)."""
    if twin is not None:
        page.translation_key = twin.translation_key
    return page


def _home(locale: Locale) -> HomePage:
    twin = HomePage.objects.order_by("path").first()
    record = Publication.objects.order_by("pk").first()
    title = any_text(record.name, locale.language_code)[0] if record else ""
    home = _like(
        twin,
        HomePage(title=title or locale.language_code, slug=locale.language_code, locale=locale, live=True),
    )
    # Read anew: treebeard counts children in the instance it is given.
    Page.get_first_root_node().add_child(instance=home)
    if twin is None:
        _site(home)
    return home


def _site(home: HomePage) -> None:
    site = Site.objects.order_by("-is_default_site", "pk").first() or Site(is_default_site=True)
    site.root_page = home
    site.hostname = site.hostname or "localhost"
    site.is_default_site = True
    site.save()


def _add_standing(home: HomePage, role: str, locale: Locale) -> None:
    twin = StandingPage.objects.filter(role=role).first()
    with translation.override(locale.language_code):
        starter, paragraphs = STARTERS[StandingPage.Role(role)]
        html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
        title = str(starter)
    address = slug(title, locale.language_code) or role
    page = StandingPage(
        title=title,
        slug=f"{address}-{role}" if address in RESERVED else address,
        role=role,
        locale=locale,
        live=True,
        body=[("paragraph", html)],
    )
    home.add_child(instance=_like(twin, page))
