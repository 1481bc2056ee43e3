"""Rendering a template from values, in a language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from standfirst.theme import filters
from standfirst.theme.constants import Constants
from standfirst.theme.words import words

_CARDS = 4096
"""Cards kept for each language, about 3 KB each."""
_HERE = Path(__file__).parent
LOCALES = _HERE.parent / "locale"


@cache
def environment(language: str) -> Environment:
    """Return the Jinja2 environment of one language: its words, dates and numbers.

    No template knows a request, a user, a session or a CSRF token.
    """
    # A cycle that is meant: templates call the parts of the shell, which are templates too.
    from standfirst.theme import shell

    env = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", Constants],
        auto_reload=False,
    )
    translations = Translations.load(str(LOCALES), [language.replace("-", "_")], domain="django")
    env.install_gettext_translations(translations or NullTranslations(), newstyle=True)  # type: ignore[attr-defined]
    filters.install(env, language)
    env.globals |= {
        "word": words(translations.gettext),
        "constant_gettext": translations.gettext,
        "card_of": _cards(language),
        **shell.PARTS,
    }
    return env


def _cards(language: str) -> Callable[..., Markup]:
    """Return what renders a story's card on pages in ``language``: once for each look, however many pages show it."""

    @lru_cache(maxsize=_CARDS)
    def card_of(card: Any, zone: str, **look: Any) -> Markup:
        return component("components/card.html", "card", language, card, zone, **look)

    return card_of


def render(template: str, language: str, **values: Any) -> bytes:
    """Render ``template`` (a path below ``templates/``) in ``language`` to UTF-8 bytes."""
    return environment(language).get_template(template).render(**values).encode()


def component(template: str, macro: str, language: str, *values: Any, **named: Any) -> Markup:
    """Render one macro of a template, for callers outside of templates."""
    return Markup(getattr(environment(language).get_template(template).module, macro)(*values, **named))  # noqa: S704
