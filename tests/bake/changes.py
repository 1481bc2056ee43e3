"""Every kind of change that can happen to a publication, by action and through the admin over HTTP."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

from tests.bake.forms import submit
from tests.bake.making import CITED, picture
from tests.bake.small import Clock

CHANGES: dict[str, Callable[[World], object]] = {}
WORDS = ("river", "bridge", "treaty", "harvest", "convoy", "museum", "pipeline", "festival")


def change(do: Callable[[World], object]) -> Callable[[World], object]:
    CHANGES[do.__name__] = do
    return do


class Nothing(Exception):
    """There is nothing here that this change could be made to."""


class World:
    """One publication, a clock, a browser and a dice."""

    def __init__(self, seed: int, clock: Clock) -> None:
        from django.test import Client

        self.dice = random.Random(seed)
        self.clock = clock
        self.client = Client(SERVER_NAME="localhost", headers={"host": "localhost"})
        self.signed_in: Any = None

    def editor(self) -> Any:
        """Return a browser in which the editor is signed in."""
        from standfirst.readers.models import User

        if self.signed_in != self.clock.now.date():
            self.client.force_login(User.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
            self.signed_in = self.clock.now.date()
        return self.client

    def one(self, found: Any) -> Any:
        """Return one of ``found``, by the dice."""
        rows = list(found.order_by("pk")) if hasattr(found, "order_by") else list(found)
        if not rows:
            raise Nothing
        return self.dice.choice(rows)

    def word(self) -> str:
        return f"{self.dice.choice(WORDS).capitalize()} {self.dice.randrange(100)}"

    def story(self, language: str = "") -> Any:
        from standfirst.stories.models import Story
        from standfirst.stories.public import public

        found = public(Story.objects.all())
        return self.one(found.filter(locale__language_code=language) if language else found)

    def at(self) -> Any:
        """Return a moment of publication: mostly now, at times in the past (an imported archive)."""
        return self.clock.now - timedelta(days=self.dice.choice((0, 0, 0, 4, 7)))


def stream(blocks: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a story's body as the form sends it."""
    data: dict[str, Any] = {"body-count": str(len(blocks))}
    for number, (kind, value) in enumerate(blocks):
        data |= {f"body-{number}-type": kind, f"body-{number}-order": str(number), f"body-{number}-deleted": "",
                 f"body-{number}-id": ""}  # fmt: skip
        if isinstance(value, dict):
            data |= {f"body-{number}-value-{name}": inner for name, inner in value.items()}
        else:
            data[f"body-{number}-value"] = value
    return data


def rich(text: str, link: Any = None) -> str:
    """Return a paragraph as the editor's field sends it, the whole of it leading to a page where one is given."""
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if link else []
    entities = (
        {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": link.pk, "url": "/"}}} if link else {}
    )
    block = {"text": text, "type": "unstyled", "depth": 0, "key": "00000", "inlineStyleRanges": [],
             "entityRanges": ranges}  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": entities})


def _fields(world: World) -> dict[str, Any]:
    from standfirst.media.models import Picture
    from standfirst.publication.models import Section, Topic

    topics = [topic.slug for topic in Topic.objects.order_by("pk")]
    return {
        "title": world.word(),
        "text": world.dice.choice((CITED, "It says (Interfax, February 21, 2026).", "Plain words.")),
        "topics": world.dice.sample(topics, min(len(topics), world.dice.randrange(3))),
        "section": world.one(Section.objects.all()).slug,
        "credit": world.dice.choice(("Desk", "Leyla Mammadova")),
        "lead_picture": world.dice.choice([None, *Picture.objects.order_by("pk")]),
    }


@change
def publish_a_story(world: World) -> None:
    from standfirst.stories.tests.factories import make_story

    make_story(world.dice.choice(("en", "en", "az")), at=world.at(), **_fields(world))


@change
def publish_through_the_form(world: World) -> None:
    from django.urls import reverse

    from standfirst.media.models import Picture
    from standfirst.provenance.models import Agent
    from standfirst.publication.models import Section, StandingPage, StoryContainer

    holder = StoryContainer.objects.get(locale__language_code="en")
    credit = world.one(Agent.objects.filter(kind__in=("person", "desk")))
    body = [
        ("paragraph", rich(CITED)),
        ("paragraph", rich("See there.", world.one(StandingPage.objects.all()))),
    ]
    shown = Picture.objects.order_by("pk").last()
    if shown is not None:
        body.append(("picture", {"picture": str(shown.pk), "caption": "A -- caption"}))
    submit(
        world.editor(),
        reverse("wagtailadmin_pages:add", args=["stories", "story", holder.pk]),
        title=world.word(), slug="", standfirst="By the form.", section=str(world.one(Section.objects.all()).pk),
        **stream(body),
        **{"credits-TOTAL_FORMS": "1", "credits-0-agent": str(credit.pk), "credits-0-role": "author",
           "credits-0-ORDER": "1", "credits-0-id": "", "action-publish": "1", "comments-TOTAL_FORMS": "0"},
    )  # fmt: skip


def _edit(world: World, story: Any, **changes: Any) -> None:
    from django.urls import reverse

    blocks: list[tuple[str, Any]] = []
    for block in story.get_latest_revision_as_object().body:
        if block.block_type == "paragraph":
            text = " ".join(
                part for part in block.value.source.replace("<p>", " ").replace("</p>", " ").split()
            )
            blocks.append(("paragraph", rich(text)))
    submit(world.editor(), reverse("wagtailadmin_pages:edit", args=[story.pk]), **(stream(blocks) | changes))


@change
def correct_through_the_form(world: World) -> None:
    kind = world.dice.choice(("minor", "update", "correction"))
    _edit(
        world, world.story(), title=world.word(), change_kind=kind, change_text="It was otherwise.",
        **stream([("paragraph", rich(f"{world.word()} {CITED}"))]), **{"action-publish": "1"},
    )  # fmt: skip


@change
def keep_a_draft(world: World) -> None:
    _edit(world, world.story(), title=world.word())


@change
def correct_a_story(world: World) -> None:
    from standfirst.stories.tests.factories import change_text

    world.clock.now += timedelta(minutes=1)
    kind = world.dice.choice(("minor", "update", "correction"))
    text = world.dice.choice((CITED, "Other words.", "It says (Interfax, February 21, 2026)."))
    change_text(world.story(), f"{world.word()}. {text}", kind, "It was otherwise.", world.clock.now)


@change
def move_between_sections_and_topics(world: World) -> None:
    from standfirst.publication.models import Section, Topic
    from standfirst.stories.actions import NewChange, publish

    story = world.story()
    story.section = world.one(Section.objects.all())
    story.more_sections = world.dice.sample(list(Section.objects.order_by("pk")), world.dice.randrange(2))
    story.topics = world.dice.sample(
        list(Topic.objects.order_by("pk")), min(Topic.objects.count(), world.dice.randrange(3))
    )
    publish(story, user=None, change=NewChange("minor"), at=world.clock.now)


@change
def change_credits(world: World) -> None:
    from standfirst.provenance.models import Agent
    from standfirst.stories.actions import NewChange, publish
    from standfirst.stories.models import Credit

    story = world.story()
    agents = world.dice.sample(list(Agent.objects.exclude(kind="outlet").order_by("pk")), 2)
    roles = ("author", "editor")
    pairs = enumerate(zip(agents, roles, strict=True))
    story.credits = [Credit(agent=agent, role=role, sort_order=n) for n, (agent, role) in pairs]
    publish(story, user=None, change=NewChange("minor"), at=world.clock.now)


@change
def withdraw_a_story(world: World) -> None:
    from standfirst.stories.actions import withdraw

    withdraw(
        world.story(),
        reason=world.dice.choice(("editor", "removed")),
        user=None,
        at=world.clock.now,
        notice="Gone.",
    )


@change
def withdraw_through_the_admin(world: World) -> None:
    from django.urls import reverse

    submit(
        world.editor(), reverse("standfirst_stories:withdraw", args=[world.story().pk]), notice="Not ours."
    )


@change
def give_back(world: World) -> None:
    from standfirst.stories.actions import Refused, restore
    from standfirst.stories.models import Story

    try:
        restore(
            world.one(Story.objects.filter(withdrawn__in=("editor", "lapsed"))), user=None, at=world.clock.now
        )
    except Refused as refused:
        raise Nothing from refused


@change
def unpublish_in_bulk(world: World) -> None:
    _bulk(world, "unpublish", 2)


@change
def publish_in_bulk(world: World) -> None:
    from standfirst.stories.models import Story

    drafts = list(Story.objects.filter(has_unpublished_changes=True).order_by("pk")[:2])
    _bulk(world, "publish", 0, drafts)


@change
def delete_in_bulk(world: World) -> None:
    from standfirst.stories.models import Story

    found = Story.objects.filter(versions__isnull=True, changes__isnull=True)
    _bulk(world, "delete", 0, [world.one(found)])


def _bulk(world: World, action: str, count: int, stories: list[Any] | None = None) -> None:
    from django.urls import reverse

    from standfirst.stories.models import Story
    from standfirst.stories.public import public

    chosen = (
        stories
        if stories is not None
        else world.dice.sample(list(public(Story.objects.order_by("pk"))), count)
    )
    if not chosen:
        raise Nothing
    query = "&".join(f"id={story.pk}" for story in chosen)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    answer = world.editor().post(f"{url}?{query}&next=/admin/", {})
    assert answer.status_code == 302, answer.content[:500]


@change
def delete_a_story(world: World) -> None:
    from standfirst.stories.models import Story

    found = Story.objects.filter(versions__isnull=True, changes__isnull=True)
    Story.objects.get(pk=world.one(found).pk).delete()


@change
def rename_a_section_through_the_form(world: World) -> None:
    from standfirst.publication.models import Section

    section = world.one(Section.objects.all())
    slug = world.dice.choice((section.slug, section.slug, world.word().lower().replace(" ", "-")))
    names = {"name__en": world.word(), "name__az": world.dice.choice(("", "Xəbər"))}
    submit(world.editor(), f"/admin/snippets/publication/section/edit/{section.pk}/", slug=slug, **names)


@change
def rename_a_topic_through_the_form(world: World) -> None:
    from standfirst.publication.models import Topic

    topic = world.one(Topic.objects.all())
    slug = world.dice.choice((topic.slug, world.word().lower().replace(" ", "-")))
    submit(
        world.editor(), f"/admin/snippets/publication/topic/edit/{topic.pk}/", slug=slug, name__en=world.word(),
        description__en=world.word(),
    )  # fmt: skip


@change
def add_a_topic(world: World) -> None:
    word = world.word()
    submit(world.editor(), "/admin/snippets/publication/topic/add/", name__en=word, slug="")


@change
def cover_a_topic(world: World) -> None:
    from standfirst.publication.models import Topic

    topic = world.one(Topic.objects.all())
    topic.covered_from = world.clock.now + timedelta(hours=world.dice.choice((-5, 5, 30)))
    topic.covered_until = topic.covered_from + timedelta(days=2)
    topic.save()


@change
def delete_a_topic(world: World) -> None:
    from standfirst.publication.models import Topic

    submit(world.editor(), f"/admin/snippets/publication/topic/delete/{world.one(Topic.objects.all()).pk}/")


@change
def add_a_section_below(world: World) -> None:
    from standfirst.publication.models import Section

    parent = world.one(Section.objects.all())
    word = world.word()
    submit(
        world.editor(), "/admin/snippets/publication/section/add/", name__en=word, name__az="", slug="",
        parent=str(parent.pk),
    )  # fmt: skip


@change
def move_a_section(world: World) -> None:
    from django.core.exceptions import ValidationError

    from standfirst.publication.models import Section

    section = world.one(Section.objects.all())
    section.parent = world.dice.choice([None, *Section.objects.exclude(pk=section.pk).order_by("pk")])
    try:
        section.clean()
    except ValidationError as error:
        raise Nothing from error
    section.sort_order = world.dice.randrange(5)
    section.save()


@change
def delete_a_section(world: World) -> None:
    from django.db.models import ProtectedError

    from standfirst.publication.models import Section

    try:
        world.one(Section.objects.all()).delete()
    except ProtectedError as error:
        raise Nothing from error


@change
def rename_a_person_through_the_form(world: World) -> None:
    from standfirst.provenance.models import Agent

    agent = world.one(Agent.objects.all())
    slug = world.dice.choice((agent.slug, world.word().lower().replace(" ", "-")))
    profile = world.dice.choice((["on"], ["on"], None))
    submit(
        world.editor(), f"/admin/snippets/provenance/agent/edit/{agent.pk}/", slug=slug, name__en=world.word(),
        description__en=world.word(), has_profile=profile,
    )  # fmt: skip


@change
def rename_all_people_at_once(world: World) -> None:
    from standfirst.keys.changes import changed
    from standfirst.provenance.models import Agent

    agents = list(Agent.objects.filter(kind="person"))
    for agent in agents:
        agent.name = {"en": world.word()}
    Agent.objects.bulk_update(agents, ["name"])
    changed("index:people", *(f"agent:{agent.uid}" for agent in agents))


@change
def make_a_person_an_outlet(world: World) -> None:
    from standfirst.provenance.models import Agent

    agent = world.one(Agent.objects.exclude(slug__in=("tass", "interfax", "gazette")))
    agent.kind = world.dice.choice(("person", "desk", "outlet"))
    agent.save()


@change
def change_a_source(world: World) -> None:
    from standfirst.provenance.models import ArchivedCopy, LinkCheck, Source

    source = world.one(Source.objects.all())
    match world.dice.randrange(3):
        case 0:
            source.title = world.word()
            source.date = world.dice.choice((source.date, source.date, "2026-02-20", "2026-03-03"))
            source.save()
        case 1:
            ArchivedCopy.objects.create(
                source=source, url="https://archive.example/1", captured_at=world.clock.now
            )
        case _:
            LinkCheck.objects.update_or_create(
                source=source,
                defaults={"checked_at": world.clock.now, "status": world.dice.choice((200, 404))},
            )


def _dossier(world: World) -> Any:
    from standfirst.dossiers.models import Dossier

    return world.one(Dossier.objects.all())


@change
def publish_a_dossier(world: World) -> None:
    from standfirst.dossiers.actions import DossierExists
    from tests.bake.making import dossier

    try:
        dossier(world.dice.choice(WORDS), live=world.dice.random() < 0.8)
    except DossierExists as error:
        raise Nothing from error


@change
def change_a_dossier(world: World) -> None:
    from standfirst.dossiers import actions
    from standfirst.dossiers.models import Claim

    found = _dossier(world)
    day = world.clock.now.date() + timedelta(days=world.dice.choice((-3, 0, 2)))
    said = {
        "id": f"c{world.dice.randrange(5)}", "about": "guards", "asserter": world.dice.choice(("south", "herald", "monitor")),
        "via": ["g1"], "recorded": day.isoformat(), "says": world.dice.choice(("within", "exceeded")),
    }  # fmt: skip
    there = Claim.objects.filter(dossier=found, ident=said["id"]).exists()
    removed = there and world.dice.random() < 0.3
    actions.change(
        found,
        [actions.Edit("claims", str(said["id"]) if there else None, None if removed else said)],
        user=None,
        why="",
        day=day,
    )


@change
def show_or_hide_a_dossier(world: World) -> None:
    from standfirst.dossiers.actions import store
    from standfirst.dossiers.loading import load

    found = _dossier(world)
    store(load(found), user=None, why="", dossier=found, live=not found.live)


@change
def rename_a_dossier(world: World) -> None:
    from standfirst.dossiers.actions import store
    from standfirst.dossiers.loading import load
    from standfirst.dossiers.reckoning import dossier_data, read_data

    found = _dossier(world)
    data = dossier_data(load(found))
    data["dossier"] |= {
        "title": {"en": world.word()},
        "languages": world.dice.choice((["en"], ["az"], ["en", "az"])),
    }
    store(read_data(data), user=None, why="", dossier=found)


@change
def delete_a_dossier(world: World) -> None:
    _dossier(world).delete()


@change
def dismiss_or_tie_a_citation(world: World) -> None:
    from standfirst.provenance.models import Citation, Source
    from standfirst.stories.actions import correct_citation

    citation = world.one(Citation.objects.filter(cited_by__startswith="story:"))
    if world.dice.random() < 0.4:
        correct_citation(citation, dismiss=True)
    else:
        correct_citation(citation, world.one(Source.objects.all()))


@change
def change_an_original(world: World) -> None:
    from standfirst.provenance.models import Agent, Original

    original = world.one(Original.objects.all())
    original.title, original.licence = world.word(), world.dice.choice(("", "CC BY 4.0"))
    if world.dice.random() < 0.5:
        original.outlet = world.one(Agent.objects.filter(kind=Agent.Kind.OUTLET))
    original.save()


@change
def change_a_permission_through_the_form(world: World) -> None:
    from standfirst.provenance.models import Permission

    permission = world.one(Permission.objects.all())
    submit(
        world.editor(), f"/admin/snippets/provenance/permission/edit/{permission.pk}/",
        granted_by=world.word(), robots=world.dice.choice(("default", "index", "noindex", "canonical")),
        valid_until=world.dice.choice(("2026-04-01", "2026-05-01", "2026-03-05")),
    )  # fmt: skip


@change
def publish_a_reprint(world: World) -> None:
    from standfirst.provenance.models import Permission
    from standfirst.stories.actions import Refused
    from standfirst.stories.tests.factories import make_original, make_story

    try:
        make_story(
            at=world.clock.now, title=world.word(), origin="reprint", original=make_original(),
            permission=world.one(Permission.objects.all()),
        )  # fmt: skip
    except Refused as refused:
        raise Nothing from refused


@change
def add_a_translation(world: World) -> None:
    from standfirst.stories.actions import publish
    from standfirst.stories.models import Story
    from standfirst.stories.tests.factories import make_draft

    story = world.story("en")
    if Story.objects.filter(translation_key=story.translation_key).count() > 1:
        raise Nothing
    twin = make_draft("az", title=f"{world.word()} az")
    twin.translation_key = story.translation_key
    twin.save(clean=False)
    publish(twin, user=None, at=world.clock.now)


@change
def change_a_picture_through_the_form(world: World) -> None:
    from standfirst.media.models import Picture

    found = world.one(Picture.objects.all())
    submit(
        world.editor(), f"/admin/images/{found.pk}/", title=world.word(), credit=world.word(),
        alternative_text__en=world.word(),
    )  # fmt: skip


@change
def put_another_file_in_a_picture(world: World) -> None:
    from django.core.files.base import ContentFile
    from PIL import Image

    from standfirst.media.models import Picture

    found = world.one(Picture.objects.all())
    content = BytesIO()
    Image.new("RGB", (20, 12), f"#{world.dice.randrange(0x1000000):06x}").save(content, "PNG")
    found.file.save("x.png", ContentFile(content.getvalue()), save=False)
    found._set_image_file_metadata()
    found.save()


@change
def delete_a_picture(world: World) -> None:
    from standfirst.media.models import Picture

    if Picture.objects.count() < 2:
        picture(f"#{world.dice.randrange(0x1000000):06x}", world.word())
    else:
        submit(world.editor(), f"/admin/images/{world.one(Picture.objects.all()).pk}/delete/")


@change
def change_the_settings_through_the_form(world: World) -> None:
    from standfirst.publication.models import Publication

    record = Publication.objects.get()
    submit(
        world.editor(), f"/admin/settings/publication/publication/{record.pk}/",
        **world.dice.choice((
            {"tagline__en": world.word()}, {"colour_light": f"#{world.dice.randrange(0x1000000):06x}"},
            {"licence": world.dice.choice(("", "CC BY 4.0"))}, {"tdm_reservation": world.dice.choice((None, ["on"]))},
            {"time_zone": world.dice.choice(("Asia/Baku", "UTC"))}, {"contact_email": world.dice.choice(("", "a@b.example"))},
        )),
    )  # fmt: skip


@change
def change_the_menu(world: World) -> None:
    from standfirst.publication.models import MenuItem, Publication, Section, Topic

    if MenuItem.objects.count() > 2:
        world.one(MenuItem.objects.all()).delete()
        return
    target = world.dice.choice(
        ({"section": world.one(Section.objects.all())}, {"standing_role": "about"},
         {"url": "https://example.org/", "label": {"en": world.word()}}, {"topic": Topic.objects.order_by("pk").first()})
    )  # fmt: skip
    if None in target.values():
        raise Nothing
    MenuItem.objects.create(
        publication=Publication.objects.get(), sort_order=world.dice.randrange(4), **target
    )


@change
def change_partners(world: World) -> None:
    from standfirst.media.models import Picture
    from standfirst.publication.models import FollowLink, Partner, Publication

    record = Publication.objects.get()
    if Partner.objects.exists() and world.dice.random() < 0.5:
        Partner.objects.all().delete()
        return
    logo = Picture.objects.order_by("pk").first()
    Partner.objects.create(publication=record, name={"en": world.word()}, url="https://p.example/", logo=logo)
    FollowLink.objects.create(publication=record, service="rss", url="https://f.example/")


@change
def edit_a_standing_page(world: World) -> None:
    from django.urls import reverse

    from standfirst.publication.models import StandingPage

    page = world.one(StandingPage.objects.filter(live=True))
    changes: dict[str, Any] = {"standfirst": world.word()}
    if world.dice.random() < 0.5:
        changes |= {"title": world.word(), "slug": world.word().lower().replace(" ", "-")}
    if world.dice.random() < 0.8:
        changes["action-publish"] = "1"
    submit(
        world.editor(), reverse("wagtailadmin_pages:edit", args=[page.pk]),
        **stream([("paragraph", rich("Who we are."))]), **changes,
    )  # fmt: skip


@change
def delete_or_unpublish_a_standing_page(world: World) -> None:
    from django.urls import reverse

    from standfirst.publication.models import StandingPage

    page = world.one(StandingPage.objects.filter(live=True))
    action = world.dice.choice(("delete", "unpublish"))
    answer = world.editor().post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]), {})
    assert answer.status_code == 302


@change
def move_a_standing_page_in_the_tree(world: World) -> None:
    from standfirst.publication.models import StandingPage

    pages = StandingPage.objects.filter(live=True, locale__language_code="en")
    page, other = world.one(pages), world.one(pages)
    if page.pk == other.pk:
        raise Nothing
    page.move(other, pos="left")


@change
def move_a_home_page_in_the_tree(world: World) -> None:
    from standfirst.publication.models import HomePage

    first, second = HomePage.objects.order_by("path")[:2]
    second.move(first, pos="left")


@change
def choose_the_lead(world: World) -> None:
    from django.urls import reverse

    from standfirst.publication.models import HomePage, Section

    home = HomePage.objects.get(locale__language_code="en")
    section = world.one(Section.objects.all())
    blocks = {"blocks-count": "1", "blocks-0-type": "section", "blocks-0-order": "0", "blocks-0-deleted": "",
              "blocks-0-id": "", "blocks-0-value-section": str(section.pk), "blocks-0-value-count": "2"}  # fmt: skip
    submit(
        world.editor(), reverse("wagtailadmin_pages:edit", args=[home.pk]), lead=str(world.story("en").pk),
        **blocks, **{"action-publish": "1"},
    )  # fmt: skip


@change
def add_or_remove_a_language(world: World) -> None:
    from standfirst.publication.actions import Refused, add_language, remove_language
    from standfirst.publication.models import HomePage

    if HomePage.objects.filter(locale__language_code="ru").exists():
        try:
            remove_language("ru")
        except Refused as refused:
            raise Nothing from refused
    else:
        add_language("ru")


@change
def time_passes(world: World) -> None:
    from standfirst.publication.actions import renew_security_contact
    from standfirst.stories.actions import lapse_permissions

    world.clock.now += timedelta(hours=world.dice.choice((1, 7, 30, 80, 1000)))
    lapse_permissions(world.clock.now)
    renew_security_contact(world.clock.now.date())


@change
def a_permission_lapses(world: World) -> None:
    from standfirst.provenance.models import Permission
    from standfirst.stories.actions import lapse_permissions

    permission = world.one(Permission.objects.filter(valid_until__isnull=False))
    world.clock.now += timedelta(days=max((permission.valid_until - world.clock.now.date()).days, 0) + 1)
    lapse_permissions(world.clock.now)


@change
def schedule_and_let_it_come(world: World) -> None:
    from django.core.management import call_command

    from standfirst.stories.tests.factories import make_draft

    draft = make_draft(title=world.word())
    draft.go_live_at = world.clock.now + timedelta(hours=2)
    draft.save_revision().publish()
    world.clock.now += timedelta(hours=3)
    call_command("publish_scheduled", verbosity=0)
