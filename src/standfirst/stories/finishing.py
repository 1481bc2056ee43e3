"""What a stored body leaves open until a page is rendered: pictures, and links to our own pages.

Both change without the story: a picture is credited anew or withdrawn, a standing page gets another address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from django.db.models import prefetch_related_objects

from standfirst.keys.recording import read
from standfirst.media.models import Picture
from standfirst.media.reading import picture_value
from standfirst.publication.models import HomePage, StandingPage
from standfirst.stories.boxes import Boxes, without_boxes
from standfirst.stories.markup import PAGE_SCHEME
from standfirst.stories.models import Story
from standfirst.theme import body as theme

PICTURE = re.compile(r"<!--picture:([0-9A-Za-z-]{1,64}):([^>]*)-->")
_PAGE = re.compile(rf'href="{PAGE_SCHEME}:(\d{{1,18}})"')


def picture_place(uid: str, caption: str) -> str:
    """Return what stands in a stored body for a picture. No text of an editor's can look like it."""
    return f"<!--picture:{uid}:{escape(caption).replace('-', '&#45;')}-->"


def finished(html: str, language: str, boxes: Boxes | None = None) -> str:
    """Return a stored body with its pictures, its boxes and the addresses of our own pages.

    Without ``boxes`` there are none: what is rendered does not change with the day then.
    """
    if "<!--dossier:" in html:
        html = boxes.drawn(html, language) if boxes is not None else without_boxes(html)
    if "<!--picture:" in html:
        html = _with_pictures(html, language)
    if f'href="{PAGE_SCHEME}:' in html:
        html = _with_links(html)
    return html


def _with_pictures(html: str, language: str) -> str:
    uids = {match[1] for match in PICTURE.finditer(html)}
    read(*(f"picture:{uid}" for uid in uids))
    pictures = list(Picture.objects.filter(uid__in=uids))
    prefetch_related_objects(pictures, "renditions")
    by_uid = {picture.uid: picture for picture in pictures}

    def figure(match: re.Match[str]) -> str:
        value = picture_value(by_uid.get(match[1]), language, unescape(match[2]))
        return str(theme.figure(value, value.caption, language)).strip() if value else ""

    return PICTURE.sub(figure, html)


def _with_links(html: str) -> str:
    paths = _paths({int(match[1]) for match in _PAGE.finditer(html)})

    def link(match: re.Match[str]) -> str:
        path = paths.get(int(match[1]))
        return f'href="{escape(path)}"' if path else ""

    return _PAGE.sub(link, html)


def _paths(pks: set[int]) -> Mapping[int, str | None]:
    paths: dict[int, str | None] = {}
    for story in (
        Story.objects.filter(pk__in=pks).select_related("locale").defer("body", "body_html", "body_text")
    ):
        read(story.key)
        paths[story.pk] = story.public_path()
    for page in StandingPage.objects.filter(pk__in=pks - set(paths)).select_related("locale").defer("body"):
        read(f"standing:{page.uid}")
        paths[page.pk] = page.public_path() if page.live else None
    for home in HomePage.objects.filter(pk__in=pks - set(paths)).select_related("locale").defer("blocks"):
        read("publication")
        paths[home.pk] = home.public_path() if home.live else None
    return paths
