"""Words and icons that are the same on every page of a language, put into templates when these are compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream


class Constants(Extension):
    """Replaces ``{{ _("word") }}`` and ``{{ icon("name") }}`` by what they give; other expressions stay.

    A page has thirty of them, and each is looked up, called, formatted and joined every time otherwise.
    """

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of a template with these expressions as text."""
        functions = _functions(self.environment)
        held: list[Token] = []
        for token in stream:
            if token.type == "variable_begin":
                yield from held
                held = [token]
            elif held:
                held.append(token)
                if token.type == "variable_end":
                    text = _text(held, functions)
                    if text is None:
                        yield from held
                    else:
                        yield Token(held[0].lineno, "data", text)
                    held = []
            else:
                yield token
        yield from held


_SHAPE = ["variable_begin", "name", "lparen", "string", "rparen", "variable_end"]


def _text(tokens: list[Token], functions: dict[str, Callable[[str], str]]) -> str | None:
    if [token.type for token in tokens] != _SHAPE or tokens[1].value not in functions:
        return None
    return functions[tokens[1].value](tokens[3].value)


def _functions(environment: Environment) -> dict[str, Callable[[str], str]]:
    names: dict[str, Any] = environment.globals
    # As the templates' own gettext does it: a doubled percent sign is one.
    return {
        "_": lambda text: names["constant_gettext"](text) % {},
        "icon": lambda name: str(names["icon"](name)),
    }
