"""The texts of the code that people read, and the catalogues that hold them in other languages.

``python -m tests.tools.catalogues`` collects the texts anew, brings every catalogue up to date and compiles it;
it says what is left to translate. What is no longer used is dropped; nothing is guessed for a new text.
"""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CODE = Path(__file__).parents[2] / "src" / "standfirst"
LOCALE = CODE / "locale"
# Wagtail's own texts in a language that Wagtail lacks; written by hand, only compiled here.
WAGTAIL = CODE / "locale_wagtail" / "az" / "LC_MESSAGES" / "django.po"
# The admin speaks these; the other catalogues hold only what readers meet on pages, from the code of these places.
ADMIN_LANGUAGES = ("az", "ru", "tr")
READERS_PLACES = (
    "theme",
    "stories/documents",
    "dossiers/documents",
    "dossiers/field",
    "dossiers/templates/dossiers/field",
    "dossiers/sentences.py",
    "dossiers/telling.py",
    "stories/heads.py",
    "publication/documents.py",
    "publication/reading.py",
    "publication/consent.py",
    "publication/device.py",
    "publication/roles.py",
)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_WIDTH = 110

Extracted = Iterable[tuple[int, str, Any, list[str]]]


def django_templates(fileobj: BytesIO, keywords: Any, comment_tags: Any, options: Any) -> Extracted:
    """What Babel lacks: the texts of a Django template, by Django's own reading of it."""
    from django.utils.translation.template import templatize

    code = templatize(fileobj.read().decode())
    return extract_python(BytesIO(code.encode()), KEYWORDS, comment_tags, {"encoding": "utf-8"})


def _files() -> Iterator[tuple[Path, Any]]:
    for file in sorted(CODE.rglob("*")):
        place = file.relative_to(CODE)
        if "tests" in place.parts or "migrations" in place.parts:
            continue
        if file.suffix == ".py":
            yield file, "python"
        elif file.suffix == ".html":
            yield file, "jinja2" if place.is_relative_to("theme/templates") else django_templates


def extracted(places: Iterable[str] = ()) -> Catalog:
    """The texts of the code, or of some folders and files of it, untranslated."""
    found = Catalog(fuzzy=False)
    wanted = [CODE / place for place in places]
    for file, method in _files():
        if wanted and not any(file.is_relative_to(place) for place in wanted):
            continue
        options = {"silent": "false", "trimmed": "true"} if method == "jinja2" else {}
        for _line, message, _comments, context in extract_from_file(method, file, KEYWORDS, (), options):
            found.add(message, context=context)
    return found


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(file.parents[1].name for file in LOCALE.glob("*/LC_MESSAGES/django.po"))


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def wanted(language: str) -> Catalog:
    """The texts that a language's catalogue must hold."""
    return extracted(() if language in ADMIN_LANGUAGES else READERS_PLACES)


def messages(catalogue: Catalog) -> list[Message]:
    """All messages of a catalogue but its head."""
    return [message for message in catalogue if message.id]


def is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return bool(strings) and all(strings) and not message.fuzzy


def updated(language: str) -> Catalog:
    """A language's catalogue with the texts of today: no other text, and none that was only guessed."""
    old = read(language)
    fresh = Catalog(locale=language, fuzzy=False)
    for message in messages(wanted(language)):
        known = old.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        kept = (
            known is not None
            and is_translated(known)
            and isinstance(known.string, str) == isinstance(message.id, str)
        )
        fresh.add(
            message.id, known.string if kept and known else None, flags=message.flags, context=message.context
        )
    return fresh


def as_po(catalogue: Catalog) -> bytes:
    """A catalogue as its file, in the order of its texts, without places and dates: it changes only where
    a text does."""
    written = BytesIO()
    write_po(written, catalogue, width=_WIDTH, no_location=True, omit_header=True, sort_output=True)
    head = (
        '# Standfirst\nmsgid ""\nmsgstr ""\n'
        '"Project-Id-Version: Standfirst\\n"\n'
        f'"Language: {catalogue.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return head.encode() + written.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """A catalogue compiled. It carries no date, so that it changes only where a text does."""
    catalogue.creation_date = catalogue.revision_date = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def untranslated(catalogue: Catalog) -> list[Message]:
    return [message for message in messages(catalogue) if not is_translated(message)]


def main() -> int:
    """Writes every catalogue and lists what is left to translate; the status is 1 where anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.project.settings")
    with WAGTAIL.open("rb") as written:
        WAGTAIL.with_suffix(".mo").write_bytes(as_mo(read_po(written, locale="az")))
    left = 0
    for language in languages():
        catalogue = updated(language)
        file = po_file(language)
        file.write_bytes(as_po(catalogue))
        file.with_suffix(".mo").write_bytes(as_mo(read(language)))
        missing = untranslated(catalogue)
        left += len(missing)
        sys.stdout.write(f"{language}: {len(messages(catalogue))} texts, {len(missing)} to translate\n")
        sys.stdout.writelines(f"  {message.id}\n" for message in missing)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
