"""Model fields: a body whose blocks stay out of migrations, and a list of texts."""

from typing import Any

from django.db import models
from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField that a migration sees without its blocks, so that a changed block needs no migration."""

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        super().__init__(block_types if block_types is not None else [], **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


class LinesJSONField(models.JSONField):
    """A list of texts, edited one a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Return a form field with one text a line."""
        from standfirst.publication.forms import LinesField

        return models.Field.formfield(self, **{"form_class": LinesField, **kwargs})
