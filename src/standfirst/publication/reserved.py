"""First words of addresses that belong to the software."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

RESERVED = frozenset(
    {
        "_", "admin", "api", "archive", "assets", "corrections", "dossiers", "feed", "feeds", "media", "newest",
        "outlets", "people", "search", "sections", "sources", "static", "stories", "topics", "withdrawn",
    }
)  # fmt: skip


def validate_slug(value: str) -> None:
    """Raise ValidationError where ``value`` can't be a word of an address (reserved, or like a year)."""
    if value in RESERVED or re.fullmatch(r"\d{4}", value):
        raise ValidationError(
            _("“%(value)s” is kept for the software's own addresses. Choose another word."),
            params={"value": value},
        )
