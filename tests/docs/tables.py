"""Tables of the reference that are made from the code: each stands in its page between two marks.

``python tests/docs/tables.py`` writes them anew into the pages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
_USES = {
    "yes": "yes",
    "no": "no",
    "unchanged": "unchanged only",
    "non-commercial": "by a non-commercial publication",
    "non-commercial-unchanged": "unchanged, by a non-commercial publication",
    "agreed": "as the permission says",
    "human": "in our own words, written by a person",
}


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |"]
    lines.append(re.sub(r"[^|]+", "---", lines[0]))
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def licences() -> str:
    from standfirst.provenance.licence_codes import table

    return _table(
        ("licence", "reprint", "translation", "summary", "the page must show or respect"),
        (
            (
                f"`{row.code}`",
                _USES[row.reprint],
                _USES[row.translation],
                _USES[row.summary],
                _code(row.conditions),
            )
            for row in table().values()
        ),
    )


def signals() -> str:
    from standfirst.provenance.citing import vocabulary

    return _table(
        ("language", "signals"),
        ((language, _code(vocabulary.SIGNALS[language])) for language in vocabulary.LANGUAGES),
    )


def roles() -> str:
    from standfirst.readers.roles import MODEL_PERMISSIONS

    records = list(dict.fromkeys(name for permissions in MODEL_PERMISSIONS.values() for name in permissions))
    return _table(
        ("record", *MODEL_PERMISSIONS),
        (
            (
                f"`{app}.{model}`",
                *(
                    ", ".join(permissions.get((app, model), ())) or "no"
                    for permissions in MODEL_PERMISSIONS.values()
                ),
            )
            for app, model in records
        ),
    )


def role_pages() -> str:
    from standfirst.readers.roles import PAGE_PERMISSIONS

    return _table(("role", "on pages"), ((role, _code(verbs)) for role, verbs in PAGE_PERMISSIONS.items()))


def role_pictures() -> str:
    from standfirst.readers.roles import PICTURE_PERMISSIONS

    return _table(
        ("role", "on pictures"), ((role, _code(verbs)) for role, verbs in PICTURE_PERMISSIONS.items())
    )


def headers() -> str:
    from standfirst.project.headers import headers_for

    parts = []
    for about, path in (
        ("Documents", "/en/"),
        ("The app's own pages, under `/_/`", "/_/en/search/"),
        ("The admin", "/admin/"),
        ("Pictures, under `/media/`", "/media/x.webp"),
        ("Share pictures", "/en/2024/05/x/share.png"),
    ):
        rows = ((f"`{name}`", f"`{value}`") for name, value in headers_for(path).items())
        parts.append(f"## {about}\n\n{_table(('header', 'value'), rows)}")
    return "\n\n".join(parts)


def storage() -> str:
    from standfirst.publication.device import stored_on_device

    return _table(
        ("name", "kind", "what for", "how long", "when"),
        (
            (f"`{item.name}`", item.kind, item.purpose, item.lifetime, item.when)
            for item in stored_on_device("en")
        ),
    )


def miners() -> str:
    from standfirst.publication.machines import MINERS

    return _code(MINERS)


def reserved() -> str:
    from standfirst.publication.reserved import RESERVED

    return _code(sorted(RESERVED))


def schedule() -> str:
    from standfirst.project.schedule import ENTRIES

    return _table(("what", "every"), ((entry.name, _span(entry.every.total_seconds())) for entry in ENTRIES))


def _span(seconds: float) -> str:
    for size, word in ((3600, "hours"), (60, "minutes"), (1, "seconds")):
        if seconds % size == 0:
            return f"{seconds / size:.0f} {word}" if seconds != size else word.removesuffix("s")
    return f"{seconds} seconds"


TABLES: dict[str, dict[str, Callable[[], str]]] = {
    "licences.md": {"licences": licences},
    "citations.md": {"signals": signals},
    "roles.md": {"records": roles, "pages": role_pages, "pictures": role_pictures},
    "headers.md": {"headers": headers},
    "device.md": {"storage": storage},
    "machine-formats.md": {"miners": miners},
    "addresses.md": {"reserved": reserved},
    "schedule.md": {"schedule": schedule},
}


def with_tables(page: str, text: str) -> str:
    """Return the ``text`` of ``page`` with its tables made anew.

    Raises:
        LookupError: the page lacks a table's marks.
    """
    for name, made in TABLES[page].items():
        begin, end = f"<!-- made: {name} -->\n", f"<!-- end: {name} -->"
        head, found, rest = text.partition(begin)
        _, ended, tail = rest.partition(end)
        if not found or not ended:
            raise LookupError(f"{page}: the marks of the table {name} are missing.")
        text = f"{head}{begin}\n{made()}\n\n{end}{tail}"
    return text


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.project.settings")
    import django

    django.setup()
    for page in TABLES:
        file = REFERENCE / page
        file.write_text(with_tables(page, file.read_text(encoding="utf-8")), encoding="utf-8")
