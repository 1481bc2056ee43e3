"""``/<l>/corrections/``: what was wrong, when it was put right, and what it said before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from standfirst.keys.documents import Rendered
from standfirst.keys.recording import read
from standfirst.publication.reading import languages, shell, shell_changes_at
from standfirst.publication.values import Crumb
from standfirst.stories import heads
from standfirst.stories.documents.paging import Page, parse, steps
from standfirst.stories.gatherings import FRONT, PAGE
from standfirst.stories.models import Change, Story
from standfirst.stories.public import public
from standfirst.stories.reading import change_value
from standfirst.stories.values import CorrectionEntry, CorrectionsValue
from standfirst.theme.environment import render


def corrections(language: str) -> QuerySet[Change]:
    """Return the corrections of public stories, oldest first."""
    stories = public(Story.objects.filter(locale__language_code=language))
    found = Change.objects.filter(kind=Change.Kind.CORRECTION, story__in=stories)
    return found.select_related("story__locale", "version").order_by("made_at", "uid")


class Corrections:
    """The list of corrections and its archive."""

    name = "corrections"

    def paths(self) -> Iterator[str]:
        """Yield front and archive pages of each language."""
        for language in languages():
            base = f"/{language}/corrections/"
            yield base
            for number in range(1, -(-corrections(language).count() // PAGE) + 1):
                yield Page(base, number).path

    def affected(self, key: str) -> Iterable[str]:
        """``corrections:<l>``: the pages of the archive."""
        kind, _colon, language = key.partition(":")
        if kind == "corrections":
            for number in range(1, -(-corrections(language).count() // PAGE) + 1):
                yield Page(f"/{language}/corrections/", number).path

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the list at ``path``; None where there is no such page."""
        page = parse(path)
        match = re.fullmatch(r"/([a-zA-Z-]+)/corrections/", page.base)
        if match is None or match.group(1) not in languages():
            return None
        value = corrections_value(page, match.group(1))
        if value is None:
            return None
        around = shell(match.group(1), instant)
        body = render("pages/corrections.html", match.group(1), shell=around, page=value)
        return Rendered(body, changes_at=shell_changes_at(instant))


def corrections_value(page: Page, language: str) -> CorrectionsValue | None:
    """Return one page of the list. All its pages share a key: corrections are few."""
    read(f"corrections:{language}")
    found = corrections(language)
    last = -(-found.count() // PAGE)
    number = page.number
    if number is None:
        changes = list(found.reverse()[:FRONT])
    elif number <= last:
        changes = list(found[(number - 1) * PAGE : number * PAGE])[::-1]
    else:
        return None
    read(*(change.story.key for change in changes))
    with override(language):
        title = _("Corrections")
    trail = steps(page, (heads.home_crumb(language), Crumb(title, page.base)), language)
    newer = page.base if number == last else f"{page.base}archive/{(number or 0) + 1}/"
    return CorrectionsValue(
        head=heads.listing_head(page.path, title, "", language, trail),
        breadcrumb=trail,
        entries=tuple(
            CorrectionEntry(
                change.story.title, change.story.public_path() or "", change_value(change, change.story)
            )
            for change in changes
        ),
        archive_path=f"{page.base}archive/{last}/" if number is None and last else "",
        older=f"{page.base}archive/{number - 1}/" if number and number > 1 else "",
        newer=newer if number else "",
        page_number=number,
    )
