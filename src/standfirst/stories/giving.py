"""Giving our own stories to other sites: under which terms, and as what."""

from __future__ import annotations

import re
from html import escape

import nh3
from django.conf import settings

from standfirst.provenance.licences import family, licence_url, normalise
from standfirst.publication.reading import absolute, publication
from standfirst.publication.values import Head
from standfirst.stories import heads
from standfirst.stories.cards import card_of
from standfirst.stories.finishing import PICTURE, finished
from standfirst.stories.models import Story
from standfirst.stories.values import RepublishValue
from standfirst.theme.environment import component

OWN = frozenset({Story.Origin.EXCLUSIVE, Story.Origin.SUMMARY})
"""Origins of stories in our own words, which are ours to give."""
_CLEANER = nh3.Cleaner(
    tags={
        "a", "b", "blockquote", "br", "caption", "cite", "em", "h2", "h3", "i", "li", "ol", "p", "strong", "sub", "sup",
        "table", "tbody", "td", "th", "thead", "tr", "ul",
    },
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="pass_through",
    link_rel=None,
    clean_content_tags={"figure", "script", "style", "svg"},
)  # fmt: skip
_ADDRESS = re.compile(r'href="([#/][^"]*)"')


def licence_of(story: Story) -> str:
    """Return the licence under which ``story`` may be used, as our code for it; empty where nothing is granted.

    A story in our own words has its own terms, or else the publication's; any other has its original's.
    """
    if story.origin in OWN or story.original is None:
        ours = "" if story.terms == Story.Terms.NO else story.terms or publication().licence
    else:
        ours = (story.permission.licence if story.permission else "") or story.original.licence
    code = normalise(ours)
    return "" if code == "UNKNOWN" else code


def republish_path(story: Story) -> str:
    """Return the address of the page that gives a public story to others; empty where they may not have it."""
    if story.origin not in OWN or not licence_url(licence_of(story)):
        return ""
    return f"{story.public_path()}republish/"


def republish_value(story: Story) -> RepublishValue:
    """Return what other sites may take over of a public story that has a ``republish_path``."""
    card = card_of(story)
    language = card.language
    address = absolute(card.path)
    licence = licence_of(story)
    name = heads.name_of_publication(language)
    body = _plain(story.body_html, language, address)
    # The publication's time zone: a day of publication is that of its newsroom.
    credit = component(
        "components/republish.html", "credit", language, card, name, address, licence, licence_url(licence),
        publication().time_zone,
    )  # fmt: skip
    counted = f'<img src="{settings.BASE_URL}/_/counted/{story.uid}.gif" alt="" width="1" height="1">'
    html = [f"<h1>{escape(card.headline)}</h1>"]
    if card.standfirst:
        html.append(f"<p><strong>{escape(card.standfirst)}</strong></p>")
    html += [f"<p>{credit.strip()}</p>", body, counted]
    said = " ".join(credit.striptags().split())
    permitted = family(licence)
    return RepublishValue(
        card=card,
        head=Head(
            title=f"{card.headline} · {name}",
            description=card.standfirst,
            canonical=address,
            robots="noindex",
        ),
        licence=licence,
        licence_url=licence_url(licence),
        changes="ND" not in permitted.split("-"),
        commercial="NC" not in permitted.split("-"),
        html="\n".join(part for part in html if part),
        text="\n\n".join(
            part
            for part in (
                card.headline,
                card.standfirst,
                f"{said}\n{address}",
                *story.body_text.splitlines(),
            )
            if part
        ),
        pictures=card.picture is not None or bool(PICTURE.search(story.body_html)),
    )


def _plain(body_html: str, language: str, address: str) -> str:
    """Return a stored body as other sites can print it: no picture, no box, no class, each address whole."""
    html = _CLEANER.clean(finished(PICTURE.sub("", body_html), language))

    def whole(match: re.Match[str]) -> str:
        place = match[1]
        return f'href="{address}{place}"' if place.startswith("#") else f'href="{settings.BASE_URL}{place}"'

    return _ADDRESS.sub(whole, html).strip()
