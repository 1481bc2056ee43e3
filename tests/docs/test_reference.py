"""The reference says what the code says. ``python tests/docs/test_reference.py`` writes the page of commands anew."""

import contextlib
import io
import os
import re
from dataclasses import fields
from pathlib import Path
from unittest import mock

from standfirst.cli.main import main, usage
from standfirst.cli.registry import COMMANDS
from standfirst.project.folder import BakeSettings, BucketSettings, Folder, MailSettings, TranslationSettings
from standfirst.project.settings_file import settings_text

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def help_of(name: str) -> str:
    out = io.StringIO()
    with mock.patch.dict(os.environ, {"COLUMNS": "100", "NO_COLOR": "1"}), contextlib.redirect_stdout(out):
        assert main([*name.split(), "--help"]) == 0
    return out.getvalue()


def commands_page() -> str:
    parts = ["# Commands\n", f"```text\n{usage().strip()}\n```\n"]
    parts += [f"## {name}\n\n```text\n{help_of(name).strip()}\n```\n" for name in COMMANDS]
    return "\n".join(parts)


def test_the_page_of_commands_is_what_help_says() -> None:
    assert (REFERENCE / "commands.md").read_text(encoding="utf-8") == commands_page(), (
        "Write it anew: python tests/docs/test_reference.py"
    )


def test_every_setting_is_on_the_page_of_settings_and_no_other() -> None:
    page = (REFERENCE / "publication-toml.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^`([a-z_.]+)`$", page, flags=re.MULTILINE))
    known = {item.name for item in fields(Folder)} - {"path", "mail", "bake", "bucket", "translation"}
    known |= {f"mail.{item.name}" for item in fields(MailSettings)}
    known |= {f"bucket.{item.name}" for item in fields(BucketSettings)}
    known |= {f"translation.{item.name}" for item in fields(TranslationSettings)}
    assert documented == known | {f"bake.{item.name}" for item in fields(BakeSettings)}


def test_a_new_settings_file_explains_every_setting() -> None:
    text = settings_text("http://localhost:8000", demo=False)
    for item in [
        *fields(Folder),
        *fields(MailSettings),
        *fields(BakeSettings),
        *fields(BucketSettings),
        *fields(TranslationSettings),
    ]:
        if item.name not in {"path", "mail", "bake", "bucket", "translation"}:
            assert re.search(rf"^(# )?{item.name} = ", text, flags=re.MULTILINE), item.name


if __name__ == "__main__":
    (REFERENCE / "commands.md").write_text(commands_page(), encoding="utf-8")
