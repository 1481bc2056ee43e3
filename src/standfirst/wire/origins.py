"""What a page of another outlet may become."""

ROLES = {"summary": "author", "translation": "translator", "reprint": "editor"}
"""What whoever works on a draft is credited as (``stories.Credit.Role``), by its origin."""
ORIGINS = tuple(ROLES)
