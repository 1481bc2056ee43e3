"""The first bake into an empty folder: synced once, and nothing passes for baked that may not be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from standfirst.bake import first, state
from standfirst.bake.models import Document
from standfirst.bake.tests.conftest import Site
from standfirst.stories.tests.factories import make_story


@pytest.fixture
def begun(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A publication whose first bake is under way, on a machine whose runs the test names."""
    run = tmp_path / "run"
    run.write_text("one\n")
    monkeypatch.setattr(first, "_RUN", run)
    make_story()
    site.baker.begin_first()
    site.bake()
    return site


def test_a_first_bake_syncs_once_and_says_so_before_and_after(
    begun: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    monkeypatch.setattr("os.sync", lambda: synced.append(True))
    assert state.state().unsure == "one"
    begun.baker.end_first()
    assert synced == [True] and state.state().unsure == ""
    assert not begun.baker.first


def test_after_a_killed_process_the_first_bake_goes_on_where_it_was(begun: Site) -> None:
    begun.another().start()
    assert state.state().unsure == ""
    assert not Document.objects.filter(stale__gt=0).exists()


def test_after_a_failure_of_the_machine_everything_is_baked_anew(begun: Site, tmp_path: Path) -> None:
    (tmp_path / "run").write_text("two\n")
    begun.another().start()
    assert state.state().unsure == ""
    assert not Document.objects.filter(stale=Document.Stale.NO).exists()


def test_only_an_empty_folder_of_a_publication_that_was_never_baked_is_a_first_bake(site: Site) -> None:
    assert not first.possible(site.store)
    Document.objects.all().delete()
    assert not first.possible(site.store)
