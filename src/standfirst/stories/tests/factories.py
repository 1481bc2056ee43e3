"""Small publications, agents, permissions and stories for tests of this room and those above."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page, Site

from standfirst.provenance.models import Agent, Original, Permission
from standfirst.publication.actions import complete_tree
from standfirst.publication.models import HomePage, Publication, Section, Topic
from standfirst.publication.tests.trees import once
from standfirst.stories.actions import NewChange, publish
from standfirst.stories.actions.publish import add_draft
from standfirst.stories.models import Credit, Story

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def make_publication(languages: tuple[str, ...] = ("en",), **fields: Any) -> Publication:
    """Make a publication with a home page and a story container in each language, and a section ``news``."""
    once(languages, lambda: _make_tree(languages))
    Publication.objects.all().delete()
    fields.setdefault("name", dict.fromkeys(languages, "The Test Digest"))
    publication = Publication.objects.create(**fields)
    make_section("news")
    return publication


def _make_tree(languages: tuple[str, ...]) -> None:
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    Site.objects.all().delete()
    for old in root.get_children():
        old.specific.delete()
    for tag in languages:
        locale, _ = Locale.objects.get_or_create(language_code=tag)
        complete_tree(locale)
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page=HomePage.objects.order_by("path").first(), is_default_site=True
    )


def make_section(slug: str, parent: Section | None = None) -> Section:
    """Return the section, made where there is none, with a name in every language."""
    names = {tag: slug.capitalize() for tag in Locale.objects.values_list("language_code", flat=True)}
    return Section.objects.get_or_create(slug=slug, defaults={"name": names, "parent": parent})[0]


def make_topic(slug: str) -> Topic:
    """Return the topic, made where there is none, with a name in every language."""
    names = {tag: slug.capitalize() for tag in Locale.objects.values_list("language_code", flat=True)}
    return Topic.objects.get_or_create(slug=slug, defaults={"name": names})[0]


def make_agent(name: str = "Desk", kind: str = "desk", **fields: Any) -> Agent:
    """Return the agent of that name, made where there is none."""
    slug = "-".join(name.lower().split())
    defaults = {"kind": kind, "name": {"en": name}, "has_profile": True, **fields}
    return Agent.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_original(**fields: Any) -> Original:
    """Make an original of the outlet Gazette."""
    defaults: dict[str, Any] = {
        "title": "What was said",
        "language": "ru",
        "date": "2026-05-01",
        "url": "https://gazette.example/what-was-said",
    }
    outlet = fields.pop("outlet", None) or make_agent("Gazette", "outlet")
    return Original.objects.create(outlet=outlet, **{**defaults, **fields})


def make_permission(original: Original, **fields: Any) -> Permission:
    """Make a permission that covers everything of the original's outlet, but for ``fields``."""
    defaults: dict[str, Any] = {
        "kind": "agreement",
        "granted_by": "Its editor",
        "allows_reprint": True,
        "allows_translation": True,
    }
    return Permission.objects.create(outlet=original.outlet, **{**defaults, **fields})


def make_user(email: str = "editor@example.org") -> Any:
    """Return the editor with that address, made where there is none."""
    users = get_user_model().objects
    return users.filter(email=email).first() or users.create_superuser(email, "a long enough password")


def as_chief(client: Any) -> Any:
    """Return ``client``, signed in as an editor who may do everything, in a new publication."""
    make_publication()
    user = make_user("chief@example.org")
    user.is_superuser = user.is_staff = True
    user.save()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def paragraph(html: str) -> dict[str, Any]:
    """Return a body block of running text."""
    return {"type": "paragraph", "value": html, "id": str(uuid.uuid4())}


def make_draft(
    language: str = "en", *, credit: str = "Desk", roles: tuple[str, ...] = ("author",), **fields: Any
) -> Story:
    """Make a draft that passes every check, but for what ``fields`` take away. ``text`` is its only paragraph."""
    text = fields.pop("text", "Something happened, and this says what.")
    topics = fields.pop("topics", ())
    section = fields.pop("section", "news")
    values: dict[str, Any] = {
        "title": "A headline",
        "standfirst": "What it stands on.",
        "body": [paragraph(f"<p>{text}</p>")],
        **fields,
    }
    story = Story(section=make_section(section) if section else None, **values)
    story.credits = [
        Credit(agent=make_agent(credit), role=role, sort_order=n) for n, role in enumerate(roles)
    ]
    add_draft(story, language)
    if topics:
        story.topics = [make_topic(topic) for topic in topics]
    return story


def make_story(language: str = "en", *, at: datetime = NOON, **fields: Any) -> Story:
    """Make and publish a story."""
    return publish(make_draft(language, **fields), user=None, at=at)


def change_text(story: Story, text: str, kind: Any = "minor", note: str = "", at: datetime = NOON) -> Story:
    """Publish other words of a published story."""
    story.body = [paragraph(f"<p>{text}</p>")]
    return publish(story, user=None, change=NewChange(kind, note), at=at)
