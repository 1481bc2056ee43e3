from __future__ import annotations

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from standfirst.discovery.search.results import Results
from standfirst.theme.environment import component

register = template.Library()
_PARTS = "components/search_results.html"


@register.simple_tag
def found(results: Results, zone: str) -> Markup:
    """Return the stories found as HTML, hits in ``<mark>``, days in the time zone ``zone``."""
    return component(_PARTS, "found", get_language() or "en", results.results, zone)


@register.simple_tag
def narrowing(results: Results) -> Markup:
    """Return what the results can be narrowed to as HTML."""
    return component(
        _PARTS,
        "narrowing",
        get_language() or "en",
        results.facets,
        _("Narrow the results"),
        _("(chosen; follow to undo)"),
    )
