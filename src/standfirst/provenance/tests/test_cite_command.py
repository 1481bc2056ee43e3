import json
import subprocess
import sys
from pathlib import Path

import pytest

from standfirst.provenance.commands import cite

KEYS = ["group", "raw", "start", "end", "signal", "outlet", "date", "year_inferred", "flags"]


def test_programs_get_nine_keys_and_offsets_into_the_file_as_it_is(tmp_path, capfdbinary):
    file = tmp_path / "story.txt"
    file.write_bytes("\ufeffÖn söz\r\n(see EDM,\r\nJanuary 22)".encode())
    assert cite([str(file), "--date", "2024-04-22", "--json"]) == 0
    [row] = json.loads(capfdbinary.readouterr().out)
    assert list(row) == KEYS
    assert file.read_bytes().decode()[row["start"] : row["end"]] == row["raw"] == "see EDM,\r\nJanuary 22"
    assert row["date"] == "2024-01-22"


def test_a_whole_page_gives_its_eighteen_citations(capfdbinary):
    page = Path(__file__).parent / "page.txt"
    assert cite([str(page), "--date", "2024-04-22", "--json"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)
    assert len(rows) == 18
    assert {flag for row in rows for flag in row["flags"]} == {"unclosed group"}
    text = page.read_bytes().decode()
    assert all(text[row["start"] : row["end"]] == row["raw"] for row in rows)


def test_people_get_a_table(tmp_path, capfdbinary):
    file = tmp_path / "story.txt"
    file.write_text("(АПА, 17 апреля)", encoding="utf-8")
    assert cite([str(file), "--date", "2024-04-22", "--language", "ru"]) == 0
    assert "2024-04-17  year inferred" in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    "content", [b"\xff\xfe(\x00", b"a\0b", "ə".encode("cp1251", "replace") + b"\xe9", b"x" * 10_000_001]
)
def test_a_file_that_is_no_text_is_refused(tmp_path, capfd, content):
    file = tmp_path / "story.txt"
    file.write_bytes(content)
    assert cite([str(file), "--date", "2024-04-22"]) == 2
    assert str(file) in capfd.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.txt", "--date", "2024-04-22"],
        ["x"],
        ["x", "--date", "22 April"],
        ["x", "--date", "2024-04-22", "--language", "xx"],
    ],
)
def test_wrong_use_is_status_2(capfd, arguments):
    assert cite(arguments) == 2
    assert capfd.readouterr().err


def test_it_works_without_django():
    code = "import sys, standfirst.provenance.commands; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})
