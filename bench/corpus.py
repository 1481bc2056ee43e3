"""A publication of any size, the same every time: for measurements that need many stories and no editor.

``fill(count)`` writes rows of Story, Page, Original, Credit, topics and the search index in bulk into the publication
that Django runs on (made by ``standfirst init``). The words are invented: syllables of each language's letters, drawn by
Zipf's law, as words of real texts come. With ``related`` it also makes the lists of related stories, with ``cited`` the
sources that stories rest on: three citations each, and a source for every thirty stories.
"""

from __future__ import annotations

import itertools
import json
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

LANGUAGES = ("en", "az", "ru")
SYLLABLES = {
    "en": "ba con der fi gle ha in jo ken la mo ner op pre qua ri ste tion un ver wa yo zen tra ment ble",
    "az": "ba çə dı fü gö hə iy jı kö lə mə nı öz pa qü ri şə tü uç və xə ya zı ğı lar dən",
    "ru": "ба ве го ди жё за ий ка ле мо ны об пра ри сто ту уф хо ци че шё щи эн юк яс ость",
}
VOCABULARY = 20_000
EXPONENT = 1.05
FIRST = datetime(2021, 11, 1, 6, tzinfo=UTC)
LAST = datetime(2026, 10, 31, 18, tzinfo=UTC)
SECTIONS, TOPICS, OUTLETS, AUTHORS = 12, 60, 40, 30
ORIGINS = ("exclusive", "translation", "reprint", "summary")
CHUNK = 500
CITATIONS = 3
STORIES_A_SOURCE = 30


class Words:
    """The words of one language, most frequent first, and texts drawn from them."""

    def __init__(self, language: str) -> None:
        self._random = random.Random(f"words {language}")
        syllables, found = SYLLABLES[language].split(), {}
        while len(found) < VOCABULARY:
            # The frequent words are the short ones, as they are everywhere.
            length = 1 + len(found) // 4000 + self._random.randrange(3)
            found["".join(self._random.choices(syllables, k=length))] = None
        self.all = list(found)
        self.weights = list(itertools.accumulate(1 / rank**EXPONENT for rank in range(1, VOCABULARY + 1)))

    def draw(self, count: int, dice: random.Random | None = None) -> list[str]:
        """Return ``count`` words, drawn by frequency."""
        return (dice or self._random).choices(self.all, cum_weights=self.weights, k=count)

    def sentence(self, least: int, most: int) -> str:
        """Return a sentence of so many words."""
        words = self.draw(self._random.randint(least, most))
        return f"{' '.join(words).capitalize()}."


@dataclass(frozen=True)
class Filled:
    """What was written."""

    stories: int
    words: int


def _uid(dice: random.Random) -> str:
    return f"{dice.getrandbits(128):032x}"


def _records() -> dict[str, list[Any]]:
    """Make sections, topics, outlets with a permission each, and authors, where they are not there yet."""
    from standfirst.provenance.models import Agent, Permission
    from standfirst.publication.models import Section, Topic

    def name(word: str, number: int) -> dict[str, str]:
        return {language: f"{word.capitalize()} {number}" for language in LANGUAGES}

    def some(model: Any, word: str, count: int, **fields: Any) -> list[Any]:
        return [
            model.objects.get_or_create(
                slug=f"{word}-{number}", defaults={"name": name(word, number), **fields}
            )[0]
            for number in range(count)
        ]

    sections = some(Section, "section", SECTIONS)
    for number, section in enumerate(sections):
        # Every fourth is a top one; those after it stand inside.
        parent = sections[number - number % 4] if number % 4 else None
        if section.parent != parent:
            section.parent = parent
            section.save()
    outlets = some(Agent, "outlet", OUTLETS, kind="outlet", has_profile=True)
    permissions = [
        Permission.objects.get_or_create(
            outlet=outlet,
            defaults={
                "kind": "agreement",
                "granted_by": "Bench",
                "allows_reprint": True,
                "allows_translation": True,
            },
        )[0]
        for outlet in outlets
    ]
    return {
        "sections": sections,
        "topics": some(Topic, "topic", TOPICS),
        "outlets": outlets,
        "permissions": permissions,
        "authors": some(Agent, "author", AUTHORS, kind="person", has_profile=True),
    }


def _sources(count: int, dice: random.Random, outlets: Sequence[Any]) -> list[Any]:
    """Make ``count`` sources, each of another outlet or day."""
    from standfirst.provenance.models import Source

    rows = [
        Source(
            uid=_uid(dice),
            outlet=outlets[number % OUTLETS],
            date=f"{FIRST + timedelta(days=number // OUTLETS):%Y-%m-%d}",
            raw=f"Outlet {number % OUTLETS}, {FIRST + timedelta(days=number // OUTLETS):%B %-d, %Y}",
        )
        for number in range(count)
    ]
    return Source.objects.bulk_create(rows, batch_size=CHUNK)


def _cite(story: Any, paragraphs: list[str], sources: Sequence[Any], dice: random.Random) -> list[str]:
    """Put citations at the ends of the first paragraphs; return these as readers get them, linked."""
    from standfirst.provenance.models import Citation

    story.bench_citations = []
    shown = list(paragraphs)
    for number, source in enumerate(dice.sample(sources, k=min(CITATIONS, len(paragraphs)))):
        start = len(paragraphs[number]) + 2
        raw, body = source.raw, paragraphs[number].rstrip(".")
        paragraphs[number] = f"{body} ({raw})."
        link = f'<a class="cite" href="#source-{number + 1}" id="cite-{number + 1}">{raw}</a>'
        shown[number] = f"{body} ({link})."
        story.bench_citations.append(
            Citation(
                cited_by=story.key,
                position=number,
                source=source,
                group=number,
                raw=raw,
                start=start - 1,
                end=start - 1 + len(raw),
                outlet_printed=raw.partition(",")[0],
                date=source.date,
                flags=[],
            )
        )
    return shown


def _insert(model: Any, rows: Sequence[Any]) -> None:
    """Write only the model's own table: the parts of a page are two rows."""
    from django.db import connection

    fields = model._meta.local_concrete_fields
    size = max(1, connection.ops.bulk_batch_size(fields, rows))
    for start in range(0, len(rows), size):
        model._base_manager._insert(rows[start : start + size], fields=fields, using="default", raw=True)


def _next_key(model: Any) -> int:
    from django.db.models import Max

    return (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def _move_sequences(*models: Any) -> None:
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _children(holder: Any) -> int:
    """Return the place of the last page inside ``holder``; 0 where there is none."""
    last = holder.get_last_child()
    return int(last.path[len(holder.path) :], 36) if last else 0


def _stories(count: int, seed: int, records: dict[str, list[Any]], languages: Sequence[str]) -> Iterator[Any]:
    """Yield unsaved stories, oldest first, with the parts that have tables of their own put beside them."""
    from django.contrib.contenttypes.models import ContentType

    from standfirst.provenance.models import Original
    from standfirst.publication.models import StoryContainer
    from standfirst.stories.models import Story

    dice = random.Random(seed)
    words = {language: Words(language) for language in languages}
    containers = {
        language: StoryContainer.objects.select_related("locale").get(locale__language_code=language)
        for language in languages
    }
    places = {language: _children(holder) for language, holder in containers.items()}
    kind = ContentType.objects.get_for_model(Story)
    key, original_key = _next_key(Story.page_ptr.field.related_model), _next_key(Original)
    step = (LAST - FIRST) / max(1, count)
    for number in range(count):
        language = languages[number % len(languages)]
        holder, lexicon = containers[language], words[language]
        places[language] += 1
        paragraphs = [lexicon.sentence(30, 70) for _ in range(dice.randint(3, 8))]
        at = FIRST + step * number
        uid = _uid(dice)
        story = Story(
            id=key + number,
            page_ptr_id=key + number,
            uid=uid,
            translation_key=uuid.UUID(_uid(dice)),
            locale=holder.locale,
            content_type=kind,
            path=Story._get_path(holder.path, holder.depth + 1, places[language]),
            depth=holder.depth + 1,
            title=lexicon.sentence(5, 9).rstrip("."),
            slug=f"bench-{seed}-{number}",
            standfirst=lexicon.sentence(12, 25),
            origin=ORIGINS[0] if dice.random() < 0.5 else dice.choice(ORIGINS[1:]),
            section=dice.choice(records["sections"]),
            first_published_at=at,
            last_published_at=at,
            address_year=at.year,
            address_month=at.month,
        )
        story.bench_citations = []
        shown = _cite(story, paragraphs, records["sources"], dice) if records["sources"] else paragraphs
        story.body_html = "\n".join(f"<p>{text}</p>" for text in shown)
        story.body_text = "\n".join(paragraphs)
        story.word_count = sum(text.count(" ") + 1 for text in paragraphs)
        story.url_path = f"{holder.url_path}{story.slug}/"
        story.draft_title = story.title
        # Written as the database has it: a block is only a text here.
        blocks = [
            {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(uuid.UUID(_uid(dice)))}
            for text in paragraphs
        ]
        for citation, block in zip(story.bench_citations, blocks, strict=False):
            citation.block = block["id"]
        story.body = json.dumps(blocks, ensure_ascii=False)
        story.bench_topics = dice.sample(records["topics"], k=dice.randint(1, 3))
        story.bench_author = dice.choice(records["authors"])
        story.bench_original = None
        if story.origin != ORIGINS[0]:
            outlet = dice.randrange(OUTLETS)
            story.bench_original = Original(
                pk=original_key,
                uid=_uid(dice),
                outlet=records["outlets"][outlet],
                title=story.title,
                authors=["A. Author"],
                date=f"{at:%Y-%m-%d}",
                language="en",
                url=f"https://outlet-{outlet}.example/{number}",
            )
            original_key += 1
            story.original_id = story.bench_original.pk
            story.permission = records["permissions"][outlet]
        yield story


def _write(stories: list[Any]) -> None:
    from wagtail.models import Page

    from standfirst.discovery.models import SearchEntry
    from standfirst.discovery.search.indexing import write_words
    from standfirst.provenance.models import Citation, Original
    from standfirst.stories.models import Credit, Story

    Original.objects.bulk_create([s.bench_original for s in stories if s.bench_original is not None])
    _insert(Page, stories)
    _insert(Story, stories)
    through = Story.topics.through
    through.objects.bulk_create(
        through(story_id=story.pk, topic_id=topic.pk) for story in stories for topic in story.bench_topics
    )
    Credit.objects.bulk_create(
        Credit(story_id=story.pk, agent=story.bench_author, role="author", sort_order=0) for story in stories
    )
    Citation.objects.bulk_create(citation for story in stories for citation in story.bench_citations)
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            story_id=story.pk,
            language=story.locale.language_code,
            section_id=story.section_id,
            origin=story.origin,
            outlet_id=story.bench_original.outlet_id if story.bench_original else None,
            year=story.address_year,
            published_at=story.first_published_at,
        )
        for story in stories
    )
    write_words(
        [
            (entry.pk, story.title, story.standfirst, story.body_text)
            for entry, story in zip(entries, stories, strict=True)
        ]
    )


def fill(
    count: int,
    *,
    seed: int = 7,
    related: bool = False,
    cited: bool = False,
    languages: Sequence[str] = LANGUAGES,
) -> Filled:
    """Write ``count`` published stories. Django is set up, and the publication has ``languages``."""
    from django.db import transaction
    from django.db.models import F
    from wagtail.models import Page

    from standfirst.provenance.models import Original
    from standfirst.publication.models import StoryContainer

    records = _records()
    dice = random.Random(f"sources {seed}")
    wanted = max(CITATIONS, count // STORIES_A_SOURCE) if cited else 0
    records["sources"] = _sources(wanted, dice, records["outlets"]) if cited else []
    total, written = 0, 0
    stories = _stories(count, seed, records, languages)
    while chunk := list(itertools.islice(stories, CHUNK)):
        with transaction.atomic():
            _write(chunk)
            for language in languages:
                added = sum(story.locale.language_code == language for story in chunk)
                holder = StoryContainer.objects.get(locale__language_code=language)
                Page.objects.filter(pk=holder.pk).update(numchild=F("numchild") + added)
        written += len(chunk)
        total += sum(story.word_count for story in chunk)
    _move_sequences(Page, Original)
    if related:
        from standfirst.stories.actions import relating

        relating.rebuild()
    return Filled(written, total)


def queries(count: int, *, seed: int = 11, languages: Sequence[str] = LANGUAGES) -> list[str]:
    """Return searches of one to three words of one language, drawn by frequency; a tenth ends in a prefix."""
    dice = random.Random(seed)
    words = {language: Words(language) for language in languages}
    found = []
    for number in range(count):
        drawn = words[languages[number % len(languages)]].draw(dice.randint(1, 3), dice)
        if number % 10 == 9:
            last = drawn[-1]
            drawn[-1] = f"{last[: max(2, len(last) - 2)]}*"
        found.append(" ".join(drawn))
    return found


def main() -> None:
    """Fill the publication that ``STANDFIRST_DIR`` names: ``python -m bench.corpus 20000 [related] [cited]``."""
    import sys
    import time

    import django

    django.setup()
    begun = time.perf_counter()
    done = fill(int(sys.argv[1]), related="related" in sys.argv[2:], cited="cited" in sys.argv[2:])
    print(f"{done.stories} stories, {done.words} words in {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
