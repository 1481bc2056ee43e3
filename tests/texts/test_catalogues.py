"""Whoever reads or edits in another language meets no text of ours in English."""

import re
from collections import Counter
from pathlib import Path

import pytest
import wagtail
from babel.messages import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

from standfirst.publication.languages import lower
from tests.docs.tables import REFERENCE
from tests.tools import catalogues
from tests.tools.catalogues import ADMIN_LANGUAGES, PLACEHOLDER

LANGUAGES = catalogues.languages()
AGAIN = "run make messages and translate what it lists"


def texts(message: Message) -> tuple[list[str], list[str]]:
    """Its English forms and its translations."""
    known = [message.id] if isinstance(message.id, str) else list(message.id)
    said = [message.string] if isinstance(message.string, str) else list(message.string)
    return known, said


def test_the_admin_can_be_used_in_each_of_its_languages() -> None:
    assert {code for code, _ in settings.WAGTAILADMIN_PERMITTED_LANGUAGES} == {"en", *ADMIN_LANGUAGES}
    assert set(ADMIN_LANGUAGES) <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    known = catalogues.read(language)
    wanted = {(message.id, message.context) for message in catalogues.messages(catalogues.wanted(language))}
    assert {(message.id, message.context) for message in catalogues.messages(known)} == wanted, AGAIN
    assert [message.id for message in catalogues.untranslated(known)] == [], AGAIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_stands_in_every_translation(language: str) -> None:
    """A missing or misspelt placeholder is an error page, or a sentence that says nothing."""
    for message in catalogues.messages(catalogues.read(language)):
        known, said = texts(message)
        for translation in said[:-1]:  # forms for one or a few may leave the number out, and use no other
            assert set(PLACEHOLDER.findall(translation)) <= set(PLACEHOLDER.findall(known[-1])), translation
        assert Counter(PLACEHOLDER.findall(said[-1])) == Counter(PLACEHOLDER.findall(known[-1])), said[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_shape_of_the_text(language: str) -> None:
    for message in catalogues.messages(catalogues.read(language)):
        known, said = texts(message)
        for translation in said:
            assert translation == translation.strip() and "  " not in translation, translation
            assert translation.endswith(".") == known[-1].endswith("."), translation


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_what_its_file_says(language: str) -> None:
    with catalogues.po_file(language).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    written = catalogues.read(language)
    for one, other in ((compiled, written), (written, compiled)):
        for message in catalogues.messages(one):
            found = other.get(texts(message)[0][0], message.context)
            assert found is not None and texts(found)[1] == texts(message)[1], f"{message.id}: {AGAIN}"


def glossary() -> dict[str, dict[str, str]]:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (REFERENCE / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    heads, *words = rows
    return {row[0]: dict(zip(heads[1:-1], row[1:-1], strict=True)) for row in words}


def test_catalogues_use_the_words_of_the_glossary() -> None:
    for word, said in glossary().items():
        assert set(said) == set(ADMIN_LANGUAGES)
        for language, expected in said.items():
            known = catalogues.read(language)
            for form in {word, word.lower()} - {"wire"}:  # a kind of source
                message = known.get(form)
                if message is not None:
                    assert lower(str(message.string), language) == expected, (language, form)


def test_texts_are_collected_from_code_and_from_templates_of_both_kinds() -> None:
    found = {message.id for message in catalogues.messages(catalogues.extracted())}
    assert "The headline is missing." in found  # Python
    assert "Published %(when)s" in found  # Jinja
    assert (
        "Choose a source, or say that this is no citation." in found or "Use this source" in found
    )  # Django
    assert ("One thing blocks publishing:", "%(counter)s things block publishing:") in found
    assert all(re.search(r"\w", text if isinstance(text, str) else text[0]) for text in found)


def wagtails(language: str) -> set[str]:
    """Wagtail's texts, as far as it has them in a language."""
    found: set[str] = set()
    for file in Path(wagtail.__file__).parent.rglob(f"locale/{language}/LC_MESSAGES/django.mo"):
        with file.open("rb") as compiled:
            catalogue = read_mo(compiled)
        found |= {message.id for message in catalogues.messages(catalogue) if isinstance(message.id, str)}
    return found


def test_what_we_translate_for_wagtail_is_still_said_by_wagtail() -> None:
    with catalogues.WAGTAIL.open("rb") as file:
        ours = read_po(file, locale="az")
    with catalogues.WAGTAIL.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    known = wagtails("ru") | wagtails("de")
    assert len(catalogues.messages(ours)) > 140
    for message in catalogues.messages(ours):
        # The texts are those of the locked version; an older one may not say them yet.
        assert message.id in known or wagtail.VERSION < (8,), message.id
        assert compiled.get(message.id).string == message.string, AGAIN
        assert Counter(PLACEHOLDER.findall(message.string)) == Counter(PLACEHOLDER.findall(message.id))
