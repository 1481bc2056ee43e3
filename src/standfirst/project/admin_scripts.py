"""Wagtail's widgets without inline scripts, so that the admin's policy needs neither nonces nor ``unsafe-``.

Where Wagtail writes ``<script>new Chooser(...)</script>`` we write ``<standfirst-start>``, a custom element that
carries the name and the arguments as data. A browser runs its code at the same moment as an inline script's:
when it is inserted into the page. See docs/decisions/0020-admin-csp.md.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.widgets.chooser import BaseChooser

STARTERS = (
    "Chooser",
    "DocumentChooser",
    "ImageChooser",
    "InlinePanel",
    "MultipleChooserPanel",
    "PageChooser",
    "SnippetChooser",
    "createTaskChooser",
    "initDateChooser",
    "initDateTimeChooser",
    "initTimeChooser",
)
"""What the element may call; the script has the same list (a test compares them)."""
_CALL = re.compile(r"(?:new )?(?P<name>\w+)\((?P<arguments>.*)\);?", re.DOTALL)


def start(name: str, arguments: list[Any]) -> SafeString:
    """Return the element that calls ``name`` with ``arguments`` once it is part of the page.

    Raises:
        ValueError: ``name`` is not among STARTERS. Add it there and in ``admin-start.js`` after reading its code.
    """
    if name not in STARTERS:
        raise ValueError(f"{name} may not be started from the page.")
    return format_html(
        '<standfirst-start hidden data-name="{}" data-arguments="{}"></standfirst-start>',
        name,
        json.dumps(arguments),
    )


def _render_chooser(
    self: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> SafeString:
    if not attrs or "id" not in attrs:
        raise TypeError("A chooser cannot be rendered without an 'id' attribute.")
    data = self.get_value_data(value)
    html = self.render_html(name, data, attrs)
    return format_html("{}{}", html, _start_as(self.render_js_init(attrs["id"], name, data)))


def _start_as(code: str) -> SafeString:
    """Return what starts a chooser as ``code`` would: ``new Chooser("id", {...});`` or ``createTaskChooser("id");``."""
    call = _CALL.fullmatch(code.strip())
    if call is None:
        raise ValueError(f"No call that we know: {code[:80]}")
    return start(call["name"], json.loads(f"[{call['arguments']}]"))


def install() -> None:
    """Take the place of the one method that writes inline scripts, and load ours on every admin page."""
    BaseChooser.render = _render_chooser
    hooks.register("insert_global_admin_js", _scripts)


def _scripts() -> SafeString:
    return format_html_join(
        "\n",
        '<script src="{}"></script>',
        ((static(f"standfirst/{name}.js"),) for name in ("admin-styles", "admin-paste", "admin-start")),
    )
