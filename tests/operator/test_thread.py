"""``standfirst thread``: what it writes, and what it says of lines it can't use."""

import io
import json

import pytest

from standfirst.cli.main import main


@pytest.fixture
def run(tmp_path, capsys):
    def run(*lines, options=()):
        file = tmp_path / "items.jsonl"
        file.write_bytes(
            b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        )
        status = main(["thread", str(file), *options])
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return run


def item(name, title="Ferry aground off Alat", **more):
    return {"id": name, "title": title, "text": "", **more}


def test_it_writes_the_thread_of_each_item_in_order(run):
    status, rows, err = run(
        item("b"),
        item("a", "Bank keeps rate"),
        item("c", "Ferry still aground off Alat", language="en", published="2026-03-01T10:00:00Z"),
    )
    assert status == 0
    assert rows == [{"id": "b", "thread": "b"}, {"id": "a", "thread": "a"}, {"id": "c", "thread": "b"}]
    assert "3 items in 2 threads, 0 lines refused" in err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"not json", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": "x", "title": NaN}', "NaN"),
        ({"title": "x"}, "has no id"),
        ({"id": "", "title": "x"}, "has no id"),
        ({"id": 7, "title": "x"}, "id is a number"),
        ({"id": "x" * 501, "title": "x"}, "longer than 500"),
        (b'{"id": "\\ud800", "title": "x"}', "half a character"),
        ({"id": "a", "title": "again"}, "line 1 already"),
        ({"id": "x"}, "neither title nor text"),
        ({"id": "x", "title": ["x"]}, "title is a list"),
        ({"id": "x", "title": "x", "text": 5}, "text is a number"),
        ({"id": "x", "title": "x", "language": {}}, "language is an object"),
        (b'{"id": "x", "title": "' + b"x" * 4_000_001 + b'"}', "longer than 4 MB"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_others_are_used(run, line, said):
    status, rows, err = run(item("a"), line, item("z", "Bank keeps rate"))
    assert status == 1
    assert [row["id"] for row in rows] == ["a", "z"]
    assert "line 2: " in err
    assert said in err
    assert "1 lines refused" in err


@pytest.mark.parametrize(
    "date",
    ["yesterday", "2026-13-01", "0000-01-01", "9999-12-31T23:59:59-23:59", "1066-10-14", "2999-01-01", 5],
)
def test_a_wrong_date_is_named_and_the_item_kept(run, date):
    status, rows, err = run(item("a", published=date))
    assert status == 1
    assert rows == [{"id": "a", "thread": "a"}]
    assert "line 1: published" in err
    assert "taken without a date" in err


def test_a_date_far_ahead_does_not_close_the_threads_of_today(run):
    _, rows, _ = run(
        item("a", published="2026-03-01T10:00:00Z"),
        item("lies", "Bank keeps rate", published="9999-01-01T00:00:00Z"),
        item("b", "Ferry still aground off Alat", published="2026-03-02T10:00:00Z"),
    )
    assert rows[2] == {"id": "b", "thread": "a"}


def test_what_was_done_is_json_for_programs(run):
    status, rows, err = run(item("a"), b"no", options=["--json"])
    done = json.loads(err.splitlines()[-1])
    assert status == 1
    assert rows == [{"id": "a", "thread": "a"}]
    assert (done["items"], done["threads"], done["refused"]) == (1, 1, 1)
    assert done["problems"][0]["line"] == 2


def test_an_empty_file_has_no_threads(run):
    status, rows, _ = run()
    assert (status, rows) == (0, [])


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["thread", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl: can't be read" in capsys.readouterr().err


def test_it_reads_standard_input(monkeypatch, capsys):
    class Stdin:
        buffer = io.BytesIO(json.dumps(item("a")).encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert main(["thread", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": "a", "thread": "a"}


def test_wrong_use_is_status_2(capsys):
    assert main(["thread"]) == 2
    capsys.readouterr()
