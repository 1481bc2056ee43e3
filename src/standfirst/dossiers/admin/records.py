"""What the forms of records share. What they give is the record's data as its file has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.dossiers.admin.fields import EdtfField
from standfirst.dossiers.admin.forms import WhyForm
from standfirst.dossiers.admin.rows import Rows
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.naming import free, ids_of
from standfirst.dossiers.reckoning import Dossier
from standfirst.publication.forms import TextsField
from standfirst.publication.languages import slug

NESTED = {"limit": ("measure", "op", "value", "unit", "allowed"), "casualties": ("lo", "best", "hi")}
_ID = _("Empty: made from its name. Others name it by this.")


class SectionForm(WhyForm):
    """A record of one section: fields named as in the file, ``limit_value`` for a field within ``limit``."""

    section: ClassVar[str]
    named: ClassVar[str] = "name"
    """The field of which a new id is made."""
    rows: ClassVar[Sequence[Rows]] = ()
    apart: ClassVar[Sequence[str]] = ()
    """Fields that are put together by the form itself."""
    begins: ClassVar[Any] = ""
    """The label of the field ``from``, where there is one."""

    def __init__(self, *args: Any, dossier: Dossier, old: Data | None = None, **kwargs: Any) -> None:
        self.dossier, self.old = dossier, old or {}
        super().__init__(*args, **(kwargs | {"initial": self._initial()}))
        if self.begins:
            # A keyword of Python's, so no name of an attribute.
            self.fields["from"] = EdtfField(label=self.begins)
        if self.section != "overrides":
            self.fields["id"] = forms.CharField(label=_("Id"), max_length=100, required=False, help_text=_ID)
        for rows in self.rows:
            rows.add_to(self, self.old.get(rows.name, []))
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])
        for name, found in self.choices(dossier).items():
            field: Any = self.fields[name]
            multiple = isinstance(field, forms.MultipleChoiceField)
            field.choices = found if multiple else [("", "–"), *found]

    def choices(self, dossier: Dossier) -> dict[str, Iterable[tuple[str, Any]]]:
        """The choices of each field that has some."""
        return {}

    def _initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in self.old.items():
            if name in NESTED:
                found |= {f"{name}_{key}": part for key, part in value.items()}
            elif name in ("title", "reason") and isinstance(value, dict) and not self._by_language(name):
                found[name] = next(iter(value.values()))
            else:
                found[name] = value
        return found

    def _by_language(self, name: str) -> bool:
        return isinstance(self.base_fields[name], TextsField)

    def data_of(self, via: Iterable[str]) -> Data:
        """The record as the file has it; ``via`` are sources found in the paragraph."""
        said = self.cleaned_data
        found: Data = {}
        for name, value in said.items():
            part, _dot, key = name.partition("_")
            if name in ("why", "paragraph") or Rows.owns(self.rows, name) or value in ("", None, [], {}):
                continue
            if part in NESTED and key in NESTED[part]:
                found.setdefault(part, {})[key] = value
            elif name not in self.apart:
                found[name] = self._as_it_was(name, value)
        for rows in self.rows:
            if given := rows.given(self):
                found[rows.name] = given
        if sources := list(dict.fromkeys((*said.get("sources", ()), *via))):
            found["sources"] = sources
        if self.section != "overrides":
            found.setdefault("id", self._free())
        return found

    def _as_it_was(self, name: str, value: Any) -> Any:
        """Text by language stays so where the form showed one of it, and that was not changed."""
        old = self.old.get(name)
        if isinstance(old, dict) and isinstance(value, str) and value == next(iter(old.values())):
            return old
        return value

    def _free(self) -> str:
        taken = {ident for ident, _section in ids_of(self.dossier)}
        return free(self.stem() or self.section.removesuffix("s"), taken)

    def stem(self) -> str:
        """What a new id is made of."""
        texts = self.cleaned_data.get(self.named)
        if isinstance(texts, dict) and texts:
            language, name = next(iter(texts.items()))
            return slug(name, language, 50) or ""
        return ""
