"""Pages of the app speak the languages that the software speaks."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import trans_real

import standfirst

PACKAGE = Path(standfirst.__file__).parent
TEXT = re.compile(r"""{% (?:trans|translate) (["'])(.+?)\1 %}""")
BLOCK = re.compile(r"{% blocktrans(?:late)?(?: [^%]*)?%}(.*?){% (?:plural %}.*?{% )?endblocktrans", re.DOTALL)


def messages() -> set[str]:
    """What the templates of the app's pages say, as catalogs name it."""
    found = set()
    for room in ("readers", "discovery"):
        for path in (PACKAGE / room / "templates").rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            found |= {match[2] for match in TEXT.finditer(text)}
            for match in BLOCK.finditer(text):
                found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", match[1]))
    return found


@pytest.mark.parametrize("language", ["az", "ru", "tr", "fa"])
def test_every_text_of_the_apps_pages_is_translated(language):
    assert len(messages()) > 80
    with translation.override(language):
        known = trans_real.catalog()._catalog
        missing = [text for text in messages() if text not in known and (text, 0) not in known]
    assert missing == []


@pytest.mark.parametrize("language", ["az", "ru", "tr", "fa"])
def test_a_translation_keeps_what_is_filled_in(language):
    names = re.compile(r"%\((\w+)\)s")
    with translation.override(language):
        for text in messages():
            assert set(names.findall(text)) <= set(names.findall(translation.gettext(text))) | {"count"}, text
