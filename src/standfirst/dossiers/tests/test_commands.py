"""`dossier import` and `dossier export`, as from the command line."""

from __future__ import annotations

import json

import pytest

from standfirst.dossiers.commands import export_file, import_file
from standfirst.dossiers.models import Dossier
from standfirst.dossiers.reckoning import read_data, read_file, write_yaml
from standfirst.dossiers.tests.river import claim, event, river
from standfirst.provenance.models import Agent
from standfirst.terminal import CommandFailed

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ferry.yaml"
    data = river(claim("c1", says="exceeded"), events=[event("ends", "2022-01-01")])
    path.write_text(write_yaml(read_data(data)), encoding="utf-8")
    return path


def test_a_file_imported_and_exported_is_the_same_file(file, tmp_path, capsys):
    assert import_file([str(file)]) == 0
    assert (
        capsys.readouterr().out
        == "The dossier ferry: 1 agreements, 2 provisions, 1 claims, 1 events, 4 sources.\n"
    )
    assert export_file(["ferry", "--to", str(tmp_path / "out.yaml")]) == 0
    assert (tmp_path / "out.yaml").read_bytes() == file.read_bytes()
    assert Dossier.objects.get().live
    with pytest.raises(CommandFailed, match="there already"):
        export_file(["ferry", "--to", str(tmp_path / "out.yaml")])


def test_a_file_with_faults_lists_them_all_and_imports_nothing(file, capsys):
    text = (
        file.read_text(encoding="utf-8").replace("says: exceeded", "says: gone").replace("P2Y", "two years")
    )
    file.write_text(text, encoding="utf-8")
    assert import_file([str(file)]) == 2
    said = capsys.readouterr().err.splitlines()
    lines = {line.split(":")[1] for line in said if line.startswith("ferry.yaml:")}
    assert len(lines) >= 3 and all(line.isdigit() for line in lines)
    assert any("c1: says" in line and "within, exceeded" in line for line in said)
    assert any("ISO 8601" in line for line in said)
    assert said[-1] == "Nothing was imported."
    assert not Dossier.objects.exists() and not Agent.objects.exists()
    assert import_file([str(file), "--json"]) == 2
    assert len(json.loads(capsys.readouterr().out)["errors"]) == len(said) - 1


def test_what_was_edited_here_is_not_overwritten_unasked(file, capsys):
    import_file([str(file), "--as-draft"])
    assert not Dossier.objects.get().live
    with pytest.raises(CommandFailed, match="--replace"):
        import_file([str(file)])
    file.write_text(file.read_text(encoding="utf-8").replace("exceeded", "within"), encoding="utf-8")
    assert import_file([str(file), "--replace", "--why", "A new copy"]) == 0
    assert Dossier.objects.get().changes.first().why == "A new copy"


def test_a_dossier_that_is_not_there_is_named_with_those_that_are(file):
    import_file([str(file)])
    with pytest.raises(CommandFailed, match="Dossiers: ferry"):
        export_file(["fery"])


def test_the_exported_file_is_read_from_the_command_line(file, tmp_path, capsys):
    import_file([str(file)])
    capsys.readouterr()
    export_file(["ferry"])
    out = tmp_path / "again.yaml"
    out.write_text(capsys.readouterr().out, encoding="utf-8")
    assert read_file(out) == read_file(file)


def test_a_dossier_is_written_in_the_forms_that_others_read(file, tmp_path, capfdbinary):
    import_file([str(file)])
    capfdbinary.readouterr()
    assert export_file(["ferry", "--as", "timeline"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["title"]["text"]["headline"] == "The ferry pact"
    assert export_file(["ferry", "--as", "package", "--to", str(tmp_path / "ferry.zip")]) == 0
    assert (tmp_path / "ferry.zip").read_bytes().startswith(b"PK")
