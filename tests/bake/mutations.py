"""``python -m tests.bake.mutations TEMPLATE``: one registration after another taken away, which must be noticed.

For each kind of key: its changes stay unsaid. For each kind of document: it doesn't say which addresses a key may
bring. Each time sequences of the changes that matter are made until a folder differs. Prints those never noticed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bake.driver import bench

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
    "indexes": ["add_a_topic"],
    "standing": ["edit_a_standing_page"],
    "dossier-fronts": ["publish_a_dossier"],
    "dossier-provisions": ["publish_a_dossier"],
    "dossier-chronologies": ["publish_a_dossier"],
    "dossier-incidents": ["publish_a_dossier"],
    "dossier-sources": ["publish_a_dossier"],
    "dossier-days": ["change_a_dossier"],
    "dossier-data": ["publish_a_dossier"],
}
TRIES = 12


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


def main(template: Path) -> int:
    """Try every mutation; 1 where one was not noticed."""
    missed = []
    with bench(template) as here:
        trials = [(f"key {key}", unsaid(key), names) for key, names in KEYS.items()]
        trials += [(f"kind {kind}", unknown(kind), names) for kind, names in KINDS.items()]
        for what, mutation, names in trials:
            with mutation:
                tries = 0
                while tries < TRIES and not here.sequence(5000 + tries, names)[1]:
                    tries += 1
            noticed = tries < TRIES
            print(f"{what}: {f'noticed by sequence {tries + 1}' if noticed else 'NOT NOTICED'}", flush=True)
            if not noticed:
                missed.append(what)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
