"""Story pages as values, with the keys of everything they were read from."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.db.models import prefetch_related_objects

from standfirst.keys.recording import ahead, read
from standfirst.media.reading import picture_value
from standfirst.provenance.licences import licence_url
from standfirst.publication.menus import topic_path
from standfirst.publication.reading import absolute, described, language_name
from standfirst.publication.text import text_in
from standfirst.publication.values import Crumb, Head, Link, Shell
from standfirst.stories import citing, giving, heads, structured_data
from standfirst.stories.boxes import Boxes
from standfirst.stories.cards import card_of, cards, credit_value, credits_of
from standfirst.stories.finishing import finished
from standfirst.stories.models import Change, Related, Story, Version
from standfirst.stories.public import is_public, public
from standfirst.stories.sources import numbered, origin_value
from standfirst.stories.values import ChangeValue, StoryCard, StoryValue, VersionValue, WithdrawnValue


def story_at(language: str, year: int, month: int, slug: str) -> Story | None:
    """Return the story that has or had this address, withdrawn ones too; None where there never was one."""
    found: Story | None = ahead().get(("story", language, year, month, slug))
    if found is None:
        stored = Story.objects.filter(
            locale__language_code=language, address_year=year, address_month=month, slug=slug, live=True
        )
        found = stored.defer("body", "body_text").first()
    if found is None:
        read(f"address:/{language}/{year:04}/{month:02}/{slug}/")
    else:
        read(found.key)
    return found


def story_value(story: Story, shell: Shell, boxes: Boxes | None = None) -> StoryValue:
    """Return the page of a public story; ``boxes`` draws those in its body."""
    language = story.locale.language_code
    credits = ahead().get(("credits", story.pk))
    if credits is None:
        prefetch_related_objects([story], "lead_picture__renditions", "original__outlet__picture__renditions")
        credits = credits_of([story])[story.pk]
    own = card_of(story)
    versions = heads.translations(story)
    trail = breadcrumb(own, language)
    licence = giving.licence_of(story)
    value = StoryValue(
        card=own,
        head=Head(title="", description="", canonical=""),
        breadcrumb=trail,
        credits=tuple(credit_value(credit, language) for credit in credits),
        lead_picture=picture_value(story.lead_picture, language, story.lead_caption),
        body_html=finished(story.body_html, language, boxes),
        author_note=story.author_note,
        origin=origin_value(story),
        sources=numbered(citing.source_uids(story), language),
        changes=changes_of(story),
        topics=topics_of(story),
        related=related_of(story),
        versions=tuple(
            Link(language_name(tag), each.public_path() or "", language=tag)
            for each in versions
            if (tag := each.locale.language_code) != language
        ),
        word_count=story.word_count,
        licence=licence,
        licence_url=licence_url(licence),
        republish_path=giving.republish_path(story),
    )
    return replace(value, head=_head(story, value, versions, shell))


def _head(story: Story, value: StoryValue, versions: list[Story], shell: Shell) -> Head:
    own = value.card
    address = absolute(own.path)
    canonical = heads.canonical(story)
    share = absolute(f"{own.path}share.png")
    article = structured_data.news_article(
        value, address, settings.BASE_URL, structured_data.publisher(shell)
    )
    return Head(
        title=f"{own.headline} · {shell.name}",
        description=own.standfirst,
        canonical=canonical,
        robots=heads.robots(story),
        alternates=heads.alternates(versions),
        feeds=heads.feeds(f"/{own.language}/feeds/", shell.name),
        open_graph=structured_data.open_graph(own, canonical, share, shell.name),
        json_ld=(article, heads.breadcrumbs(value.breadcrumb)),
    )


def breadcrumb(own: StoryCard, language: str) -> tuple[Crumb, ...]:
    """Return home, the section where it has one, and the story."""
    section = (Crumb(own.section.label, own.section.href),) if own.section else ()
    return (heads.home_crumb(language), *section, Crumb(own.headline, own.path))


def topics_of(story: Story) -> tuple[Link, ...]:
    """Return the story's topics that have a name in its language."""
    language = story.locale.language_code
    links = []
    topics = ahead().get(("topics", story.pk))
    for topic in story.topics.all().order_by("slug") if topics is None else topics:
        read(f"topic:{topic.uid}")
        name = text_in(topic.name, language)
        if name:
            links.append(Link(name, topic_path(topic, language), kind="topic", uid=topic.uid))
    return tuple(links)


def changes_of(story: Story) -> tuple[ChangeValue, ...]:
    """Return the story's updates and corrections, newest first."""
    read(f"versions:{story.uid}")
    found = ahead().get(("changes", story.pk))
    if found is None:
        found = story.changes.select_related("version").order_by("-made_at", "-pk")
    return tuple(change_value(change, story) for change in found)


def change_value(change: Change, story: Story) -> ChangeValue:
    """Return one change, with the address of the text that it replaced."""
    path = f"{story.public_path()}v{change.version.number}/" if change.version else ""
    return ChangeValue(change.kind, change.text, change.made_at, path)


def related_of(story: Story) -> tuple[StoryCard, ...]:
    """Return the stored list of “you might also like”."""
    read(f"related:{story.uid}")
    others = ahead().get(("related", story.pk))
    if others is not None:
        listed = (ahead().get(("listed", other)) for other in others)
        return tuple(card_of(other) for other in listed if other is not None and is_public(other))
    places = Related.objects.filter(story=story).order_by(
        "-score", "-other__first_published_at", "other__uid"
    )
    order = {pk: place for place, pk in enumerate(places.values_list("other_id", flat=True))}
    by_uid = dict(Story.objects.filter(pk__in=order).values_list("uid", "pk"))
    found = cards(public(Story.objects.filter(pk__in=order)))
    return tuple(sorted(found, key=lambda each: order[by_uid[each.uid]]))


def withdrawn_value(story: Story) -> WithdrawnValue:
    """Return what remains of a withdrawn story. No word of it is repeated."""
    read(story.key)
    language = story.locale.language_code
    path = story.public_path() or ""
    original = story.original
    if original is not None:
        read(f"original:{original.uid}", f"agent:{original.outlet.uid}")
    assert story.withdrawn_at is not None
    name = heads.name_of_publication(language)
    return WithdrawnValue(
        path=path,
        language=language,
        reason=story.withdrawn,
        notice=story.withdrawn_notice,
        withdrawn_at=story.withdrawn_at,
        original_url=original.url if original else "",
        original_outlet=str(original.outlet) if original else "",
        head=Head(title=name, description=described(language), canonical=absolute(path), robots="noindex"),
    )


def version_value(version: Version) -> VersionValue | None:
    """Return a superseded text with the difference to what replaced it; None while its story is withdrawn."""
    story = version.story
    read(story.key, f"versions:{story.uid}")
    if not is_public(story):
        return None
    prefetch_related_objects([story], "lead_picture__renditions", "original__outlet__picture__renditions")
    language = story.locale.language_code
    change = getattr(version, "replaced_by", None)
    address = f"{story.public_path()}v{version.number}/"
    return VersionValue(
        path=address,
        number=version.number,
        headline=version.headline,
        standfirst=version.standfirst,
        body_html=finished(version.body_html, language),
        published_at=version.published_at,
        replaced_at=version.replaced_at,
        change=change_value(change, story) if change else None,
        difference=tuple((kind, text) for kind, text in version.difference),
        current=card_of(story),
        head=Head(
            title=f"{version.headline} · {heads.name_of_publication(language)}",
            description=version.standfirst,
            canonical=absolute(address),
            robots="noindex",
        ),
        sources=numbered(version.sources, language),
    )
