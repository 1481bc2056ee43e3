"""The purposes that a reader can be asked about. Each is off until accepted."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    STATISTICS = "statistics", _("Counting visits")
    EMBEDS = "embeds", _("Showing content from other sites")


def explained(purposes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return ``(name, what it is for)`` of ``purposes`` in the current language, in a fixed order."""
    chosen = set(purposes)
    return tuple((purpose.value, str(purpose.label)) for purpose in Purpose if purpose.value in chosen)


def validate_purposes(value: Any) -> None:
    """Raise ValidationError unless ``value`` is a list of known purposes, each once."""
    if not isinstance(value, list) or any(not isinstance(name, str) for name in value):
        raise ValidationError(_("Expected a list of purposes."))
    unknown = [name for name in value if name not in Purpose.values]
    if unknown or len(set(value)) != len(value):
        raise ValidationError(
            _("“%(names)s”: choose among %(known)s, each once."),
            params={"names": ", ".join(unknown or value), "known": ", ".join(Purpose.values)},
        )
