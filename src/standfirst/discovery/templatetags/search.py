from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from standfirst.discovery.search.excerpts import Run

register = template.Library()


@register.filter
def with_marks(runs: Sequence[Run]) -> SafeString:
    """Return the runs as HTML, hits in ``<mark>``. Every text is escaped."""
    pieces = (f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in runs)
    return SafeString("".join(pieces))
