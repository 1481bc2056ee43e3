"""``python -m tests.bake.mutations TEMPLATE``: one registration after another taken away, which must be noticed.

For each kind of key: its changes stay unsaid. For each kind of document: it doesn't say which addresses a key may
bring. Changes that matter are made, and baked by each mutated baker from the same state; every folder must differ
from the one full bake of that state, and the sound baker's must not. What isn't noticed gets other changes. Prints
those never noticed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path

from tests.bake.bench import Bench, bake, bench

KEYS = {
    "publication": ["change_the_settings_through_the_form"],
    "menu": ["change_the_menu"],
    "home:": ["choose_the_lead"],
    "stories:": ["publish_a_story"],
    "front:": ["publish_a_story"],
    "archive:": ["publish_a_story"],
    "index:": ["add_a_topic"],
    "address:": ["publish_a_story"],
    "story:": ["correct_a_story"],
    "versions:": ["correct_a_story"],
    "related:": ["publish_a_story", "move_between_sections_and_topics"],
    "translations:": ["add_a_translation"],
    "corrections:": ["correct_a_story"],
    "section:": ["rename_a_section_through_the_form"],
    "topic:": ["rename_a_topic_through_the_form"],
    "agent:": ["rename_a_person_through_the_form"],
    "source:": ["change_a_source"],
    "original:": ["change_an_original"],
    "permission:": ["change_a_permission_through_the_form"],
    "picture:": ["change_a_picture_through_the_form"],
    "standing:": ["edit_a_standing_page"],
    "dossier:": ["change_a_dossier"],
}
KINDS = {
    "story": ["publish_a_story"],
    "version": ["correct_a_story"],
    "republish": ["publish_a_story"],
    "share-pictures": ["publish_a_story"],
    "story-data": ["publish_a_story"],
    "newest": ["publish_a_story"],
    "sections": ["rename_a_section_through_the_form", "add_a_section_below"],
    "topics": ["rename_a_topic_through_the_form"],
    "people": ["rename_a_person_through_the_form"],
    "outlets": ["make_a_person_an_outlet"],
    "sources": ["dismiss_or_tie_a_citation", "publish_a_story", "delete_a_story"],
    "feeds": ["add_a_topic"],
    "sitemaps": ["publish_a_story"],
    "archive-data": ["publish_a_story"],
    "corrections": ["correct_a_story"],
    "moved": ["rename_a_section_through_the_form"],
    "indexes": ["add_a_topic"],
    "standing": ["edit_a_standing_page"],
    "dossier-fronts": ["publish_a_dossier"],
    "dossier-provisions": ["publish_a_dossier"],
    "dossier-chronologies": ["publish_a_dossier"],
    "dossier-incidents": ["publish_a_dossier"],
    "dossier-reports": ["publish_a_dossier"],
    "dossier-maps": ["publish_a_dossier"],
    "dossier-sources": ["publish_a_dossier"],
    "dossier-days": ["change_a_dossier"],
    "dossier-data": ["publish_a_dossier"],
    "dossier-pairs": ["publish_a_dossier"],
}
TRIES = 12
LONG = 3
"""Changes of the first try; each further one has as many more: some addresses come only with the fifth story."""


@contextmanager
def unsaid(key: str) -> Iterator[None]:
    """Leave changes of keys that begin with ``key`` out of what the baker takes."""
    from standfirst.bake import work

    said = work.changes

    def changes() -> work.Changes:
        found = said()
        keys = [name for name in found.keys if not name.startswith(key)]
        return work.Changes(found.entries, keys, found.since)

    work.changes = changes
    try:
        yield
    finally:
        work.changes = said


@contextmanager
def unknown(kind: str) -> Iterator[None]:
    """Let a kind of documents know of no new address."""
    from standfirst.keys.documents import _kinds

    _kinds[kind].affected = lambda key: ()
    try:
        yield
    finally:
        del _kinds[kind].affected


def changed(bench: Bench, seed: int, names: list[str], count: int) -> Path:
    """Make ``count`` changes of these names and bake nothing; returns what to begin from to bake them."""
    from tests.bake.changes import CHANGES, Nothing, World
    from tests.bake.making import BEGIN

    bench.reset()
    bench.clock.now = BEGIN
    world = World(seed, bench.clock)
    for _ in range(count):
        try:
            CHANGES[world.dice.choice(names)](world)
        except Nothing:
            continue
    return bench.keep()


def baked(bench: Bench, begin: Path, whole: Path | None, mutation: AbstractContextManager[None]) -> list[str]:
    """Bake from ``begin`` with a mutation; returns what then differs from ``whole``."""
    bench.reset(begin)
    with mutation:
        bake(bench.baker())
    return bench.differences(whole)


def noticed(
    bench: Bench, names: list[str], trials: dict[str, Callable[[], AbstractContextManager[None]]]
) -> None:
    """Make changes of these names until each of ``trials`` was noticed; takes those out.

    Raises:
        AssertionError: the folder differs without any mutation.
    """
    for number in range(TRIES):
        begin = changed(bench, 5000 + number, names, LONG * (number + 1))
        whole = bench.whole()
        assert baked(bench, begin, whole, nullcontext()) == [], f"{names} differ by themselves"
        for what, mutation in list(trials.items()):
            if baked(bench, begin, whole, mutation()):
                print(f"{what}: noticed by try {number + 1}", flush=True)
                del trials[what]
        if not trials:
            return


def main(template: Path) -> int:
    """Try every mutation; 1 where one was not noticed."""
    groups: dict[tuple[str, ...], dict[str, Callable[[], AbstractContextManager[None]]]] = {}
    for key, names in KEYS.items():
        groups.setdefault(tuple(names), {})[f"key {key}"] = partial(unsaid, key)
    for kind, names in KINDS.items():
        groups.setdefault(tuple(names), {})[f"kind {kind}"] = partial(unknown, kind)
    with bench(template) as here:
        for changes, trials in groups.items():
            noticed(here, list(changes), trials)
        missed = [what for trials in groups.values() for what in trials]
        missed += [f"kind {kind} (untried)" for kind in untried()]
    for what in missed:
        print(f"{what}: NOT NOTICED", flush=True)
    return 1 if missed else 0


def untried() -> list[str]:
    """Return the kinds of documents that no mutation tries, though a key may bring them addresses."""
    from standfirst.bake.models import Key
    from standfirst.keys.documents import kinds

    keys = list(Key.objects.values_list("name", flat=True))
    others = [kind for kind in kinds() if kind.name not in KINDS]
    return [kind.name for kind in others if any(True for key in keys for _ in kind.affected(key))]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
