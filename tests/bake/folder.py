"""A publication's folder for tests of the bake: made once, copied for each run, and compared."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SETTINGS = """\
secret_key = "for-tests-only"
base_url = "http://localhost:8000"
hosts = ["localhost"]
time_zone = "UTC"
demo = true

[bake]
brotli = 1
gzip = 1
"""


def begin(folder: Path) -> None:
    """Make the folder that ``STANDFIRST_DIR`` names, before Django starts."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("media", "mail"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "publication.toml").write_text(SETTINGS)


def start(folder: Path) -> None:
    """Make the publication in ``folder`` this process's own, and start Django."""
    os.environ["STANDFIRST_DIR"] = str(folder)
    from standfirst.starting import start_django

    start_django()
    from django.conf import settings

    # The editor of these tests signs in by force_login, which knows no second factor.
    settings.NO_SECOND_FACTOR = True


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below ``root`` with its content."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def differences(one: Path, other: Path) -> list[str]:
    """Return what distinguishes two folders, a line each: empty where they are the same byte for byte."""
    left, right = tree(one), tree(other)
    found = [f"only in {one.name}: {name}" for name in sorted(set(left) - set(right))]
    found += [f"only in {other.name}: {name}" for name in sorted(set(right) - set(left))]
    for name in sorted(set(left) & set(right)):
        if left[name] != right[name]:
            packed = name.endswith((".br", ".gz"))
            found.append(f"differs: {name}" + ("" if packed else f"\n    {_first(left[name], right[name])}"))
    return found


def _first(one: bytes, other: bytes) -> str:
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    cut = slice(max(0, at - 60), at + 80)
    return f"{one[cut]!r}\n    {other[cut]!r}"


def copy(template: Path, folder: Path) -> None:
    """Make ``folder`` what ``template`` is, in place: the process that runs it keeps its settings.

    On one file system their files are the same ones: whatever writes into a publication puts new files in the place
    of old ones, and never into them.
    """
    near = template.stat().st_dev == folder.stat().st_dev
    for name in ("public", "media"):
        shutil.rmtree(folder / name, ignore_errors=True)
        if (template / name).exists():
            shutil.copytree(template / name, folder / name, copy_function=os.link if near else shutil.copy2)
    for name in ("database.sqlite3-wal", "database.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copyfile(template / "database.sqlite3", folder / "database.sqlite3")
