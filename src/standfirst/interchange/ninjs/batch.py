"""One batch of lines, written in one transaction: all of it or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from standfirst.discovery.search.indexing import index_new
from standfirst.interchange.models import Imported, ImportRun
from standfirst.interchange.ninjs import around, rows, updating
from standfirst.interchange.ninjs.citations import Sources
from standfirst.interchange.ninjs.drafting import Choices, fill, held_back, known_picture
from standfirst.interchange.ninjs.preparing import Prepared, places
from standfirst.interchange.ninjs.records import Records, uid_of
from standfirst.interchange.ninjs.results import Result
from standfirst.interchange.ninjs.rows import NewStory
from standfirst.interchange.ninjs.slugs import FreeSlugs
from standfirst.interchange.tasks import index_for_editors
from standfirst.keys.inserting import insert
from standfirst.media.models import Picture
from standfirst.provenance.citing.item import UNKNOWN_OUTLET
from standfirst.provenance.outlets import Outlets
from standfirst.publication.models import StoryContainer
from standfirst.stories import citing, rendering
from standfirst.stories.checks import checks
from standfirst.stories.citing import Recognised
from standfirst.stories.models import Story

_OWN = [field for field in Story._meta.concrete_fields if field.has_default() and callable(field.default)]
"""Fields whose default is another one in each story."""


@dataclass
class Importing:
    """What an import keeps from batch to batch: small, however long the file is."""

    run: ImportRun
    choices: Choices
    now: datetime
    records: Records = field(default_factory=Records)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Pictures that were fetched for the batch, by uri of their item."""
    _blanks: dict[int, Story] = field(default_factory=dict)

    def blank(self, container: StoryContainer) -> Story:
        """Return a new story in which nothing is said: a copy, for the making of a page takes long."""
        if container.locale_id not in self._blanks:
            self._blanks[container.locale_id] = Story(live=False, locale=container.locale)
        story = copy(self._blanks[container.locale_id])
        for each in _OWN:
            setattr(story, each.attname, each.get_default())
        return story


def write(batch: Sequence[Prepared], importing: Importing) -> list[Result]:
    """Write ``batch``, whose uris differ, inside the caller's transaction. Returns what became of each line."""
    importing.records.refresh()
    uris = [each.item.uri for each in batch]
    known = {row.uri: row for row in Imported.objects.filter(uri__in=uris).select_related("story__locale")}
    uids = [uid for uri in uris if (uid := uid_of(uri))]
    own = set(Story.objects.filter(uid__in=uids).values_list("uid", flat=True))
    results: dict[str, Result] = {}
    fresh: list[Prepared] = []
    for each in batch:
        uri = each.item.uri
        if uri in known:
            results[uri] = updating.update(known[uri], each, importing)
        elif uid_of(uri) in own:
            results[uri] = Result(
                each.line, "kept", [_("This story was made here; nothing from outside overwrites it.")]
            )
        elif each.item.status == "canceled":
            results[uri] = Result(each.line, "rejected", [_("“pubStatus” says canceled, and it isn't here.")])
        else:
            fresh.append(each)
    results |= _make(fresh, importing)
    importing.records.made()
    return [results[uri] for uri in uris]


def _make(fresh: Sequence[Prepared], importing: Importing) -> dict[str, Result]:
    if not fresh:
        return {}
    results: dict[str, Result] = {}
    sources, made = Sources(), []
    by_language: dict[str, list[Prepared]] = defaultdict(list)
    for each in fresh:
        by_language[each.language].append(each)
    containers = {tag: _container(tag) for tag in by_language}
    slugs = {tag: FreeSlugs(tag, [each.slug for each in several]) for tag, several in by_language.items()}
    for each in fresh:
        new, reasons = _decided(each, containers[each.language], slugs[each.language], importing)
        if new.public:
            sources.ask(new.citations, each.item, each.language, importing.records)
        made.append(new)
        what = "published" if new.public else "drafted"
        results[each.item.uri] = Result(each.line, what, reasons, new.story)
    source_uids = sources.settle()
    for container in containers.values():
        rows.place(container, [new.story for new in made if new.story.locale_id == container.locale_id])
    for each, new in zip(fresh, made, strict=True):
        if new.public:
            _render(new, each)
    rows.write(made, [each.stored for each in fresh], importing.now)
    index_new([(new.story, each.folded) for each, new in zip(fresh, made, strict=True) if new.public])
    around.came(made, importing.records, source_uids)
    _note(fresh, made, importing)
    index_for_editors.enqueue([new.story.pk for new in made], list(source_uids))
    return results


def _container(language: str) -> StoryContainer:
    return StoryContainer.objects.select_related("locale").get(locale__language_code=language)


def _decided(
    prepared: Prepared, container: StoryContainer, slugs: FreeSlugs, importing: Importing
) -> tuple[NewStory, list[str]]:
    """Return the story as it will stand, and why it stays a draft where it wasn't meant to be one."""
    item, choices = prepared.item, importing.choices
    story = new_story(prepared, container, slugs.take(prepared.slug), importing)
    reasons = held_back(item, importing.now)
    new = NewStory(story, public=False)
    if choices.as_draft or reasons:
        return new, [] if choices.as_draft else reasons
    at, day = item.first_created, prepared.day
    new.citations = _citations(prepared, importing.records.outlets)
    problems = checks(story, at, citations=new.citations, text=prepared.text)
    if problems:
        new.citations = []
        return new, [problem.message for problem in problems]
    new.public, new.at, new.day = True, at, day
    return new, []


def _citations(prepared: Prepared, outlets: Outlets) -> list[Recognised]:
    return [
        replace(row, flags=[flag for flag in row.flags if flag != UNKNOWN_OUTLET])
        if row.outlet_printed in outlets
        else replace(row)
        for row in prepared.cited
    ]


def _render(new: NewStory, prepared: Prepared) -> None:
    """Put onto the story what ``publishing.render`` would: the body as readers get it."""
    story, language = new.story, prepared.language
    numbers = citing.numbers(new.citations)
    if [numbers.get(row.source_id or 0) for row in new.citations] == places(new.citations):
        story.body_html = prepared.html
    else:
        # Two names of one outlet: the numbers of the sources are others than the names alone said.
        with override(language):
            story.body_html = rendering.body_html(story.body, language, citing.links(new.citations))
    story.body_text, story.word_count = prepared.text, prepared.words


def new_story(prepared: Prepared, container: StoryContainer, slug: str, importing: Importing) -> Story:
    """Return an unsaved story as the item says."""
    item = prepared.item
    uid = uid_of(item.uri)
    story = importing.blank(container)
    story.uri, story.slug, story.uid = item.uri, slug, uid or story.uid
    picture = importing.pictures.get(item.uri) or known_picture(item)
    fill(story, prepared, importing.records, importing.choices, picture)
    return story


def _note(fresh: Sequence[Prepared], made: Sequence[NewStory], importing: Importing) -> None:
    insert(
        Imported,
        (
            {
                "uri": each.item.uri,
                "story_id": new.story.pk,
                "digest": each.item.digest,
                "version_created": each.item.version_created,
                "revision_id": new.revision,
                "run_id": importing.run.pk,
            }
            for each, new in zip(fresh, made, strict=True)
        ),
    )
