"""``standfirst check`` and the key of the identities: missing, another one, open to others, or in a backup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.actions.reporting import invite
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import river
from standfirst.project import start
from standfirst.project.checks.identities import identity_key
from standfirst.stories.tests.factories import make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """A publication with somebody accredited."""
    monkeypatch.setattr(start, "open_publication", lambda path: None)
    settings.FOLDER = replace(settings.FOLDER, path=tmp_path)
    settings.FOLDER.media.mkdir()
    (tmp_path / "publication.toml").write_text("")
    make_publication()
    invite(import_dossier(read_data(river()), why=""), {"name": "A. Person"}, days=9, user=None)
    return settings.FOLDER


def said(folder) -> str:
    found = list(identity_key(folder))
    assert all((each.level, each.about) == ("error", "identity.key") and each.mend for each in found)
    return " | ".join(each.problem for each in found)


def test_a_key_in_its_place_is_well(folder):
    assert said(folder) == ""


def test_a_missing_key_and_another_one_are_told_apart(folder):
    key = folder.identity_key.read_bytes()
    folder.identity_key.unlink()
    assert "the key is missing" in said(folder)
    folder.identity_key.write_bytes(key[::-1])
    folder.identity_key.chmod(0o600)
    assert "another than the one" in said(folder)


def test_a_key_that_others_can_read_is_found(folder):
    folder.identity_key.chmod(0o644)
    assert "others on this machine can read it" in said(folder)


@pytest.mark.parametrize("name", ["media/notes.txt", "media/deep/identity.key", "publication.toml"])
def test_a_key_that_a_backup_would_hold_is_found(folder, name):
    copy = folder.path / name
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(b"# the key: " + folder.identity_key.read_bytes())
    assert "a backup would hold it" in said(folder)
    copy.unlink()
    if copy.parent.name == "deep":
        copy.hardlink_to(folder.identity_key)
        assert "a backup would hold it" in said(folder)
