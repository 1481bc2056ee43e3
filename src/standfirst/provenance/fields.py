"""Dates with their precision kept (EDTF level 1)."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_DAY = r"-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[~?%]?"
_EDTF = re.compile(rf"{_DAY}|({_DAY}|\.\.)?/({_DAY}|\.\.)?")


def validate_edtf(value: str) -> None:
    """Raise ValidationError unless ``value`` is a date of EDTF level 1 (ISO 8601-2:2019)."""
    if not _EDTF.fullmatch(value):
        raise ValidationError(
            _("“%(value)s” is not a date. Write 2020-11-12, 2020-11 or 2020; add ~ for “about”."),
            params={"value": value},
        )


class EdtfField(models.CharField):  # type: ignore[type-arg]
    """A date of EDTF level 1 as text; empty where nothing is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_edtf]
