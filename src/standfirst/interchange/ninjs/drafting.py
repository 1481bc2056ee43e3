"""An item and the records it names as a story in memory, and whether it may be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from standfirst.interchange.ninjs.item import Item, ItemOriginal, Named
from standfirst.interchange.ninjs.preparing import Prepared
from standfirst.interchange.ninjs.records import Records, permissions_of, uid_of
from standfirst.media.models import Picture
from standfirst.provenance import licences
from standfirst.provenance.models import Agent, Original, Permission
from standfirst.provenance.outlets import folded
from standfirst.publication.models import Publication
from standfirst.stories.models import Credit, Story
from standfirst.stories.zone import day_of


@dataclass(frozen=True)
class Choices:
    """What whoever imports decided for all lines."""

    as_draft: bool = False
    section: str = ""
    """The address of the section of items that name none."""
    origin: str = ""
    """The origin of items that say none."""
    pictures: bool = False
    """Whether lead pictures are fetched."""

    def as_json(self) -> dict[str, Any]:
        """Return the choices as they are kept with a run."""
        return dict(vars(self))


def fill(
    story: Story, prepared: Prepared, records: Records, choices: Choices, picture: Picture | None
) -> None:
    """Put what the item says onto ``story``; records that it names are found or made.

    What an item doesn't say (author note, robots, caption ...) stays as it is.
    """
    item, language = prepared.item, prepared.language
    story.title, story.standfirst = item.title, item.standfirst
    story.body = prepared.body  # type: ignore[assignment]
    if item.genre in Story.Genre.values:
        story.genre = item.genre
    section, topics = records.subjects(item, language)
    story.section = section or records.sections.get(f"/{choices.section}")
    story.topics = topics
    _credit(story, item, language, records)
    _make_from(story, prepared, records, choices)
    if picture is not None:
        story.lead_picture = picture
        story.lead_caption = item.picture.caption if item.picture else ""


def _credit(story: Story, item: Item, language: str, records: Records) -> None:
    wanted = list(
        dict.fromkeys((records.agent(each.who, language, each.kind), each.role) for each in item.credits)
    )
    held = list(story.credits.all()) if story.pk else []
    if [(credit.agent_id, credit.role) for credit in held] == wanted and held:
        return
    story.credits = [
        Credit(agent_id=agent, role=role, sort_order=n) for n, (agent, role) in enumerate(wanted)
    ]


def origin_of(item: Item, choices: Choices, ours: frozenset[str]) -> str:
    """Return the story's origin: as the item says, else by its original, else by who holds the rights."""
    if item.origin:
        return item.origin
    if item.original is not None:
        return item.original.kind
    if choices.origin:
        return choices.origin
    foreign = item.holder and folded(item.holder) not in ours
    return Story.Origin.REPRINT if foreign else Story.Origin.EXCLUSIVE


def _make_from(story: Story, prepared: Prepared, records: Records, choices: Choices) -> None:
    item, language = prepared.item, prepared.language
    story.origin = origin_of(item, choices, records.ours)
    if story.origin == Story.Origin.EXCLUSIVE:
        story.original = story.permission = None
        return
    said = item.original or _itself(item, language)
    if said is None:
        story.original = story.permission = None
        return
    outlet = records.agent(said.outlet, language, Agent.Kind.OUTLET)
    story.original = _original(story, said, prepared, outlet)
    if story.permission is None:
        story.permission = _permission(story)


def _itself(item: Item, language: str) -> ItemOriginal | None:
    """Return the item as the original of its own reprint."""
    if not item.holder:
        return None
    authors = tuple(credit.who.name for credit in item.credits if credit.role == "author")
    address = item.address or (item.uri if item.uri.startswith("http") else "")
    return ItemOriginal("reprint", item.title, Named(item.holder), authors, address[:1000], language, "")


def _original(story: Story, said: ItemOriginal, prepared: Prepared, outlet: int) -> Original:
    item = prepared.item
    if story.original is not None and story.original.outlet_id == outlet and story.original.url == said.url:
        return story.original
    known = Original.objects.filter(outlet_id=outlet)
    known = known.filter(url=said.url) if said.url else known.filter(url="", title=said.title)
    if said.sha256:
        known = known.filter(text_sha256=said.sha256)
    found = known.order_by("pk").first()
    if found is not None:
        return found
    text = prepared.text if story.origin == Story.Origin.REPRINT and not said.sha256 else ""
    moment = item.first_created
    return Original.objects.create(
        outlet_id=outlet,
        title=said.title or item.title,
        authors=[author[:200] for author in said.authors],
        date=day_of(moment).isoformat() if moment and story.origin == Story.Origin.REPRINT else "",
        language=said.language,
        url=said.url,
        licence=_licence(item.licence) if story.origin != Story.Origin.SUMMARY else "",
        text=text,
        text_sha256=said.sha256,
        text_withheld=bool(said.sha256),
    )


def _licence(said: str) -> str:
    code = licences.normalise(said) if said else ""
    return "" if code == "UNKNOWN" else code


def _permission(story: Story) -> Permission | None:
    """Return the permission on file that allows this, where the licence alone doesn't."""
    original = story.original
    assert original is not None
    record = Publication.objects.order_by("pk").first() or Publication()

    def allows(permission: Permission | None) -> bool:
        return licences.allowed(
            licences.stated_licence(original),
            story.origin,
            non_commercial=record.non_commercial,
            permission=permission,
            language=story.locale.language_code,
        ).ok

    if allows(None):
        return None
    holder = original.rights_holder_id or original.outlet_id
    return next((each for each in permissions_of(holder, original.pk) if allows(each)), None)


def known_picture(item: Item) -> Picture | None:
    """Return the picture here that the item's lead picture is: by uid, or by where it comes from."""
    if item.picture is None:
        return None
    uid = uid_of(item.picture.uri)
    found = Picture.objects.filter(uid=uid).first() if uid else None
    if found is None and item.picture.url:
        found = Picture.objects.filter(source_url=item.picture.url[:500]).order_by("pk").first()
    return found


def held_back(item: Item, now: datetime) -> list[str]:
    """Return why the item itself says, or leaves unclear, that it isn't to be published now."""
    reasons = []
    if item.status == "withheld":
        reasons.append(_("“pubStatus” says withheld."))
    if item.first_created is None:
        reasons.append(_("“firstCreated” is missing: nobody knows when it was published."))
    elif item.first_created > now:
        reasons.append(_("“firstCreated” lies in the future."))
    if item.embargo and item.embargo > now:
        reasons.append(_("It is under an embargo until %(moment)s.") % {"moment": item.embargo.isoformat()})
    return reasons
