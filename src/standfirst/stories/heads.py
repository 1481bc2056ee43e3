"""What a page says of itself to browsers and search engines."""

from __future__ import annotations

from django.utils.translation import gettext, override

from standfirst.keys.recording import ahead, kept, read
from standfirst.provenance import licences
from standfirst.publication.reading import absolute, described, publication
from standfirst.publication.text import any_text
from standfirst.publication.values import Crumb, Head
from standfirst.stories.models import Story
from standfirst.stories.public import public
from standfirst.stories.zone import end_of

RSS = "application/rss+xml"
JSON_FEED = "application/feed+json"


def robots(story: Story) -> str:
    """Return the robots directives of a public story; empty for ``index, follow``.

    The story's own setting goes before the permission's, and that before the origin's default (a reprint is
    ``noindex``). Where a permission ends, what may be indexed says until when.
    """
    permission = story.permission
    if permission is not None:
        read(f"permission:{permission.uid}")
    directives = licences.robots_default(story.origin)
    if permission is not None:
        if permission.robots == permission.Robots.INDEX:
            directives = ""
        elif permission.robots == permission.Robots.NOINDEX:
            directives = "noindex"
    if story.robots != Story.Robots.DEFAULT:
        directives = "noindex" if story.robots == Story.Robots.NOINDEX else ""
    if not directives and permission is not None and permission.valid_until:
        return f"unavailable_after: {end_of(permission.valid_until).isoformat()}"
    return directives


def canonical(story: Story) -> str:
    """Return the canonical address: the story's own, or the original's where the permission says so."""
    permission, original = story.permission, story.original
    if permission is not None:
        read(f"permission:{permission.uid}")
    if original is not None:
        read(f"original:{original.uid}")
    asked = permission is not None and permission.robots == permission.Robots.CANONICAL
    if asked and story.robots == Story.Robots.DEFAULT and original is not None and original.url:
        return original.url
    return absolute(story.public_path() or "/")


def translations(story: Story) -> list[Story]:
    """Return the story's public versions in all languages, itself too, by language tag."""
    read(f"translations:{story.translation_key}")
    found = ahead().get(("translations", story.translation_key))
    if found is None:
        same = public(Story.objects.filter(translation_key=story.translation_key))
        found = list(same.select_related("locale").defer("body", "body_html", "body_text"))
    return sorted(found, key=lambda each: each.locale.language_code)


def alternates(versions: list[Story]) -> tuple[tuple[str, str], ...]:
    """Return ``(hreflang, address)`` of each language version; empty where there is one only."""
    if len(versions) < 2:
        return ()
    return tuple((each.locale.language_code, absolute(each.public_path() or "/")) for each in versions)


@kept
def name_of_publication(language: str) -> str:
    """Return what the publication is called on a page in ``language``."""
    return any_text(publication().name, language)[0]


@kept
def home_crumb(language: str) -> Crumb:
    """Return the first step of every breadcrumb."""
    with override(language):
        return Crumb(gettext("Home"), f"/{language}/")


def feeds(path: str, title: str) -> tuple[tuple[str, str, str], ...]:
    """Return the two feeds that lie under ``path``."""
    return (
        (RSS, title, absolute(f"{path}rss.xml")),
        (JSON_FEED, title, absolute(f"{path}feed.json")),
    )


def breadcrumbs(trail: tuple[Crumb, ...]) -> dict[str, object]:
    """Return a breadcrumb as schema.org's BreadcrumbList."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": step.label, "item": absolute(step.path)}
            for place, step in enumerate(trail, 1)
        ],
    }


def listing_head(
    path: str,
    title: str,
    description: str,
    language: str,
    trail: tuple[Crumb, ...],
    *,
    feed: str = "",
    robots: str = "",
) -> Head:
    """Return the head of a front or archive page; ``feed`` is the path that its feeds lie under.

    Its title names all steps of the trail: a section and a topic may be called the same. Without a description of
    its own it has the publication's.
    """
    name = name_of_publication(language)
    address = absolute(path)
    description = description or f"{title} · {described(language)}"
    return Head(
        title=" · ".join([*(step.label for step in reversed(trail[1:])), name]),
        description=description,
        canonical=address,
        robots=robots,
        feeds=feeds(feed, title) if feed else (),
        open_graph=(
            ("og:type", "website"),
            ("og:title", title),
            ("og:description", description),
            ("og:url", address),
            ("og:site_name", name),
            ("og:locale", language.replace("-", "_")),
        ),
        json_ld=(breadcrumbs(trail),) if len(trail) > 1 else (),
    )
