"""A publication goes out and comes in the same: every file, every document."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction

from standfirst.interchange.ninjs.drafting import Choices
from standfirst.interchange.ninjs.running import run_import
from standfirst.interchange.tests.everything import make_everything
from standfirst.interchange.tests.items import NOW, item, write
from standfirst.interchange.whole.exporting import ExportRefused, export
from standfirst.interchange.whole.importing import import_all
from standfirst.interchange.whole.reading import ImportRefused
from standfirst.interchange.whole.tables import LEFT_OUT, PARTS, ROOMS_LEFT_OUT, TABLES
from standfirst.keys.documents import kinds, render
from standfirst.publication.actions import create_publication
from standfirst.readers.models import User
from standfirst.stories.models import Related, Story
from standfirst.stories.tests.factories import make_story

INSTANT = datetime(2026, 6, 1, 9, tzinfo=UTC)
LINES = [item(1), item(2), item(3, pubStatus="withheld")]


def quiet(*_: object) -> None:
    pass


def documents() -> dict[str, bytes]:
    return {path: render(path, INSTANT).rendered.body for kind in kinds() for path in kind.paths()}


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


_made: list[tuple[Path, dict[str, bytes]]] = []


@pytest.fixture
def exported(
    db: None, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, bytes]]:
    """The folder of a publication that has everything, and its documents; the database has nothing of it.

    It is made and exported once; each test has a copy of the folder.
    """
    if not _made:
        folder = tmp_path_factory.mktemp("exported")
        with transaction.atomic():
            make_everything()
            run_import(write(folder / "lines", LINES), Choices(), folder / "rejects", quiet, now=NOW)
            export(folder / "one", quiet)
            _made.append((folder / "one", documents()))
            transaction.set_rollback(True)
    folder, before = _made[0]
    create_publication("Another", ["ru"])
    return Path(shutil.copytree(folder, tmp_path / "one")), before


def test_export_import_export_is_the_same_and_so_is_every_document(exported, tmp_path):
    folder, before = exported
    import_all(folder, quiet)
    export(tmp_path / "two", quiet)
    one, two = files(folder), files(tmp_path / "two")
    assert one.keys() == two.keys()
    for name in one:
        assert one[name].splitlines() == two[name].splitlines(), name
    assert documents() == before
    assert len(before) > 100
    assert Related.objects.exists()


def test_every_exported_story_can_be_opened_changed_and_published(exported):
    import_all(exported[0], quiet)
    from standfirst.stories.tests.factories import change_text

    for story in Story.objects.filter(withdrawn="", address_year__isnull=False):
        draft = story.get_latest_revision_as_object()
        assert draft.pk == story.pk
        assert [credit.agent for credit in draft.credits.all()]
    story = Story.objects.get(title="With a draft")
    assert story.get_latest_revision_as_object().title == "With another draft"
    changed = change_text(story.get_latest_revision_as_object(), "New words.", "update", "More is known.")
    assert changed.title == "With another draft"


def test_imported_lines_stay_known_after_the_move(exported, tmp_path):
    import_all(exported[0], quiet)
    tally = run_import(write(tmp_path / "lines", LINES), Choices(), tmp_path / "rejects", quiet, now=NOW)
    assert tally.counts == {"unchanged": 3}
    changed = [item(1, headlines=[{"value": "Another headline"}])]
    tally = run_import(write(tmp_path / "more", changed), Choices(), tmp_path / "rejects", quiet, now=NOW)
    assert tally.counts == {"updated": 1}


def test_no_account_and_no_secret_stands_in_an_export(exported):
    for name, content in files(exported[0]).items():
        if name.endswith(".jsonl"):
            assert b"@example.org" not in content
            assert b"password" not in content


def test_a_removal_asked_for_elsewhere_can_be_confirmed_here(exported):
    from standfirst.stories.actions import confirm_removal
    from standfirst.stories.tests.factories import make_user

    import_all(exported[0], quiet)
    story = Story.objects.get(title="Asked")
    assert not User.objects.get(email__startswith="moved@").is_active
    assert confirm_removal(story.removals.get(), user=make_user()).withdrawn == "removed"


def test_a_publication_in_use_takes_no_import(exported):
    make_story("ru")
    with pytest.raises(ImportRefused, match="already"):
        import_all(exported[0], quiet)


def test_nothing_is_exported_over_a_folder_in_use(exported):
    with pytest.raises(ExportRefused, match="not an empty folder"):
        export(exported[0], quiet)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace('"genre": "news"', '"genre": "gossip"', 1), "genre"),
        (lambda text: text.replace('"standfirst/1"', '"standfirst/9"'), "format"),
        (
            lambda text: text.replace('"record": "stories.story"', '"record": "readers.user"', 1),
            "unknown record",
        ),
        (lambda text: text[:-40], "isn't JSON"),
    ],
)
def test_a_damaged_export_changes_nothing(exported, change, said):
    records = exported[0] / "standfirst.jsonl"
    records.write_text(change(records.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ImportRefused, match=said):
        import_all(exported[0], quiet)
    assert not Story.objects.exists()


def test_script_in_a_superseded_text_from_outside_is_taken_out(exported):
    records = exported[0] / "standfirst.jsonl"
    lines = []
    for line in records.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        if said.get("record") == "stories.version":
            said["body_html"] += '<script>alert(1)</script><p onclick="x()">There.</p>'
        lines.append(json.dumps(said))
    records.write_text("\n".join(lines), encoding="utf-8")
    import_all(exported[0], quiet)
    html = Story.objects.get(versions__isnull=False).versions.get().body_html
    assert html.endswith("<p>There.</p>")


def test_every_model_of_ours_is_exported_or_left_out_for_a_reason():
    exported = {table.model for table in (*TABLES, *PARTS.values())}
    ours = {
        model
        for model in apps.get_models()
        if model.__module__.startswith("standfirst.") and model._meta.app_label not in ROOMS_LEFT_OUT
    }
    assert ours == exported | set(LEFT_OUT)
    assert not exported & set(LEFT_OUT)


@pytest.mark.parametrize("table", [*TABLES, *PARTS.values()], ids=lambda table: table.kind)
def test_every_field_is_exported_or_left_out_for_a_reason(table):
    fields = {each.name for each in (*table.model._meta.concrete_fields, *table.model._meta.many_to_many)}
    if "tags" in table.fields:
        fields |= {"tags", "tagged_items"}
    assert set(table.fields) | set(table.left_out) == fields
    assert not set(table.fields) & set(table.left_out)
