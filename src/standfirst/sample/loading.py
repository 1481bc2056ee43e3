"""Loading the sample into a new publication, by the actions that editors use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Locale

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.reckoning import read_file
from standfirst.media.actions import add_picture
from standfirst.media.models import Picture
from standfirst.provenance.models import Agent, Original, PartOf, Permission
from standfirst.publication.actions import create_publication
from standfirst.publication.languages import slug
from standfirst.publication.models import (
    FollowLink,
    HomePage,
    MenuItem,
    Partner,
    Publication,
    Section,
    StandingPage,
    StoryContainer,
    Topic,
)
from standfirst.sample import content
from standfirst.stories.actions import NewChange, publish
from standfirst.stories.models import Credit, Story

LANGUAGES = ("en", "az", "ru")
Progress = Callable[[int, int | None, str], None]


class Loader:
    """Holds what has been made so far, by the names the sample's files use."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.pictures: dict[str, Picture] = {}
        self.agents: dict[str, Agent] = {}
        self.sections: dict[str, Section] = {}
        self.topics: dict[str, Topic] = {}
        self.originals: dict[str, Original] = {}
        self.permissions: dict[str, Permission] = {}

    def picture(self, name: str, alternative_text: dict[str, str] | None = None) -> Picture:
        """Return the picture of that file name, taken in on first use."""
        if name not in self.pictures:
            self.pictures[name] = add_picture(
                (content.PICTURES / name).read_bytes(),
                title=name.partition(".")[0].replace("-", " "),
                uid=content.uid("picture", name),
                credit="Standfirst",
                creator="Standfirst",
                licence="CC-BY-4.0",
                alternative_text=alternative_text or {},
                is_decorative=not alternative_text,
            )
        return self.pictures[name]

    def load_sections(self, entries: list[dict[str, Any]], parent: Section | None = None) -> None:
        """Make the tree of sections."""
        for order, entry in enumerate(entries):
            section = Section.objects.create(
                uid=content.uid("section", entry["slug"]),
                slug=entry["slug"],
                name=entry["name"],
                description=entry.get("description", {}),
                parent=parent,
                sort_order=order,
            )
            self.sections[section.slug] = section
            self.load_sections(entry.get("children", []), section)

    def load_topics(self, entries: list[dict[str, Any]]) -> None:
        """Make the topics; one is in special coverage for a time."""
        for entry in entries:
            days = entry.get("covered_days")
            topic = Topic.objects.create(
                uid=content.uid("topic", entry["slug"]),
                slug=entry.get("address", entry["slug"]),
                name=entry["name"],
                covered_from=self.now if days else None,
                covered_until=self.now + timedelta(days) if days else None,
            )
            self.topics[entry.get("key", entry["slug"])] = topic

    def load_agents(self, entries: list[dict[str, Any]]) -> None:
        """Make desks, outlets and bodies."""
        for entry in entries:
            fields = {name: value for name, value in entry.items() if name not in {"picture", "part_of"}}
            agent = Agent.objects.create(uid=content.uid("agent", entry["slug"]), **fields)
            if "picture" in entry:
                agent.picture = self.picture(entry["picture"], entry["name"])
                agent.save()
            if "part_of" in entry:
                PartOf.objects.create(part=agent, whole=self.agents[entry["part_of"]])
            self.agents[agent.slug] = agent

    def load_originals(self, entries: dict[str, dict[str, Any]]) -> None:
        """Make the originals: those of others as recorded, the project's notes with their exact text."""
        for name, entry in entries.items():
            fields = {**entry, "outlet": self.agents[entry["outlet"]], "date": str(entry["date"])}
            self.originals[name] = Original.objects.create(uid=content.uid("original", name), **fields)
        for name, note in content.notes().items():
            self.originals[name] = Original.objects.create(
                uid=content.uid("original", name),
                outlet=self.agents["project-notes"],
                title=note.head["title"],
                date=str(note.head["date"]),
                language=note.language,
                url=f"https://example.org/notes/{name}",
                licence="CC-BY-4.0",
                text=note.body,
            )

    def load_permissions(self, entries: dict[str, dict[str, Any]]) -> None:
        """Make the permissions, with dates counted from today."""
        today = self.now.date()
        for name, entry in entries.items():
            days = entry.get("valid_days")
            self.permissions[name] = Permission.objects.create(
                uid=content.uid("permission", name),
                outlet=self.agents[entry["outlet"]],
                granted_by=entry["granted_by"],
                granted_on=today - timedelta(30),
                kind=entry["kind"],
                licence=entry.get("licence", ""),
                allows_reprint=entry.get("reprint", False),
                allows_translation=entry.get("translation", False),
                languages=entry.get("languages", []),
                valid_from=today - timedelta(30),
                valid_until=today + timedelta(days) if days else None,
                includes_images=entry.get("images", False),
                shows_logo=entry.get("shows_logo", False),
                credit_wording=entry.get("wording", {}),
            )

    def load_story(self, text: content.Text, user: Any) -> None:
        """Write one story as an editor would, and publish it at its time."""
        head = text.head
        locale = Locale.objects.get(language_code=text.language)
        at = self.now - timedelta(hours=head["hours_ago"])
        change = head.get("change")
        markdown = content.body_of(text)
        first = markdown.replace(*change["replace"]) if change else markdown
        headline = content.headline_of(text)
        story = Story(
            title=headline,
            slug=slug(headline, text.language),
            locale=locale,
            uid=content.uid("story", text.name),
            translation_key=UUID(content.uid("story-in-all-languages", head["key"])),
            origin=head["origin"],
            genre=head["genre"],
            standfirst=head["standfirst"],
            body=content.blocks(first),
            author_note=head.get("author_note", ""),
            section=self.sections[head["section"]],
            original=self.originals.get(head.get("original", "")),
            permission=self.permissions.get(head.get("permission", "")),
            live=False,
        )
        if "picture" in head:
            story.lead_picture = self.picture(
                head["picture"], content.alternative_texts().get(head["picture"])
            )
            story.lead_caption = head.get("caption", "")
        story.topics = [self.topics[topic] for topic in head["topics"]]
        story.credits = [
            Credit(agent=self.agents[credit["agent"]], role=credit["role"], sort_order=order)
            for order, credit in enumerate(head["credits"])
        ]
        StoryContainer.objects.get(locale=locale).add_child(instance=story)
        publish(story, user=user, at=at)
        if change:
            story.refresh_from_db()
            setattr(story, "body", content.blocks(markdown))  # noqa: B010 (a StreamField takes more than it gives)
            corrected = self.now - timedelta(hours=change["hours_ago"])
            publish(story, user=user, change=NewChange(change["kind"], change["text"]), at=corrected)

    def load_publication(self, entry: dict[str, Any]) -> None:
        """Give the publication its name, looks, menu, partners and consent notice."""
        record = Publication.objects.get()
        for field, value in entry.items():
            if field not in {"emblem", "house", "follow_links", "partners"}:
                setattr(record, field, value)
        record.house = self.agents[entry["house"]]
        record.emblem = self.picture(entry["emblem"], entry["name"])
        record.full_clean()
        record.save()
        for order, link in enumerate(entry["follow_links"]):
            FollowLink.objects.create(publication=record, sort_order=order, **link)
        for order, partner in enumerate(entry["partners"]):
            logo = self.picture(partner["logo"], partner["name"])
            Partner.objects.create(
                publication=record, name=partner["name"], url=partner["url"], logo=logo, sort_order=order
            )
        top = [section for section in self.sections.values() if section.parent is None]
        for order, section in enumerate(top):
            # On small screens the guide comes first.
            small = 0 if section.slug == "guide" else order + 1
            MenuItem.objects.create(
                publication=record, section=section, sort_order=order, small_screen_order=small
            )
        MenuItem.objects.create(publication=record, standing_role="about", sort_order=len(top))

    def load_standing(self) -> None:
        """Write the standing pages over the texts that every publication starts with."""
        for entry in content.standing():
            for language, title in entry["title"].items():
                page = StandingPage.objects.get(role=entry["role"], locale__language_code=language)
                page.title = title
                page.body = content.blocks(entry["text"][language])
                page.save_revision().publish()

    def load_dossiers(self, user: Any) -> None:
        """Import the dossiers, as from their files, on the agents and sources that the stories cite."""
        for path in content.dossiers():
            import_dossier(read_file(path), user=user, why=f"Imported from {path.name}", live=True)

    def load_fronts(self) -> None:
        """Arrange the home pages."""
        for home in HomePage.objects.all():
            home.lead = Story.objects.filter(locale=home.locale, topics=self.topics["karabakh"]).first()
            home.blocks = [
                ("section", {"section": self.sections[name], "count": 4})
                for name in ("guide", "engine", "opinion")
            ]
            home.save_revision().publish()


def load(progress: Progress, user: Any = None) -> None:
    """Make the sample publication in an empty database. Permission dates count from today."""
    records = content.records()
    create_publication(
        records["publication"]["name"], LANGUAGES, time_zone=records["publication"]["time_zone"]
    )
    loader = Loader(timezone.now().replace(second=0, microsecond=0))
    loader.load_sections(records["sections"])
    loader.load_topics(records["topics"])
    loader.load_agents(records["agents"])
    loader.load_originals(records["originals"])
    loader.load_permissions(records["permissions"])
    loader.load_publication(records["publication"])
    loader.load_standing()
    stories = content.stories()
    for done, text in enumerate(stories, start=1):
        loader.load_story(text, user)
        progress(done, len(stories), "stories")
    loader.load_dossiers(user)
    loader.load_fronts()
