"""The story's form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from standfirst.publication.models import Section


class StoryForm(WagtailAdminPageForm):
    """A draft: nothing but a headline is needed to save it; what publishing needs, the checks say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            slug = self.fields["slug"]
            slug.required = False
            if self.instance.address_year is None:
                slug.help_text = _(
                    "Empty: made from the headline, in Latin letters. It stays once published."
                )
            else:
                slug.disabled = True
                slug.help_text = _("Readers have this address. It doesn't change any more.")
        for name in ("section", "more_sections"):
            if name in self.fields:
                self.fields[name].queryset = Section.objects.select_related("parent__parent__parent")
                self.fields[name].label_from_instance = _trail

    def clean(self) -> dict[str, Any]:
        """Drop an original and a permission that the origin doesn't need: the form hides them then."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("origin") == "exclusive":
            for name in ("original", "permission"):
                if name in cleaned:
                    cleaned[name] = None
        return cleaned


def _trail(section: Section) -> str:
    return str(section.trail)
