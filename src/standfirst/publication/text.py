"""Text by language: ``{"en": "Energy", "az": "Enerji"}``, as in the dossier file."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Texts = dict[str, str]


def text_in(texts: Texts | None, language: str) -> str:
    """Return the text in ``language``, or ``""``: never silently another language's."""
    return (texts or {}).get(language, "")


def any_text(texts: Texts | None, *languages: str) -> tuple[str, str]:
    """Return ``(text, language)``: the first of ``languages`` that has a text, else the first there is.

    For names of people, bodies and places, which have to be called something. Whoever shows the text
    marks it up with the language returned. ``("", "")`` where there is none.
    """
    texts = texts or {}
    for language in (*languages, *texts):
        if texts.get(language):
            return texts[language], language
    return "", ""


def validate_texts(value: Any) -> None:
    """Raise ValidationError unless ``value`` maps language tags to texts."""
    if not isinstance(value, dict):
        raise ValidationError(_("Expected one text for each language."))
    for language, text in value.items():
        if not isinstance(language, str) or not isinstance(text, str):
            raise ValidationError(_("%(language)s: expected a text."), params={"language": language})


class TextByLanguageField(models.JSONField):
    """A JSON object of texts by BCP 47 language tag. Empty texts are not kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_texts]

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            value = {language: text for language, text in value.items() if text}
        return super().get_prep_value(value)

    def formfield(self, **kwargs: Any) -> Any:
        """Return a form field with one input for each language."""
        from standfirst.publication.forms import TextsField

        return models.Field.formfield(self, **{"form_class": TextsField, **kwargs})
