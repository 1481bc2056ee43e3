"""Drafts as readers would get them, in each language: rooms say how, the admin shows it in several widths."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

Render = Callable[[Any, str, datetime], bytes]
_renderers: dict[type[Any], Render] = {}


def register(model: type[Any], render: Render) -> None:
    """Say how a draft of ``model`` is shown: ``render(draft, language, instant)``. Called from ``ready``."""
    _renderers[model] = render


def render(draft: Any, language: str) -> HttpResponse:
    """Answer with ``draft`` as readers of ``language`` would get it now. Writes nothing."""
    return HttpResponse(_renderers[type(draft)](draft, language, timezone.now()))


def of_page(page: Any) -> list[tuple[str, Any]]:
    """Return the preview modes of a page: itself, and its other languages as last saved."""
    from standfirst.publication.reading import language_name

    own = page.locale.language_code if page.locale_id else ""
    others = type(page).objects.filter(translation_key=page.translation_key).exclude(locale_id=page.locale_id)
    tags = others.order_by("locale__language_code").values_list("locale__language_code", flat=True)
    return [("", language_name(own) if own else _("As written"))] + [
        (tag, language_name(tag)) for tag in tags
    ]


def page_in(page: Any, language: str) -> Any:
    """Return the page itself, or the newest draft of its translation into ``language`` where there is one."""
    if not language or language == page.locale.language_code:
        return page
    twins = type(page).objects.filter(translation_key=page.translation_key, locale__language_code=language)
    twin = twins.first()
    return page if twin is None else twin.get_latest_revision_as_object()


class PreviewedRecord(PreviewableMixin):
    """A record with a public page in every language of the publication."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The publication's languages."""
        from standfirst.publication.reading import language_name, languages

        return [(tag, language_name(tag)) for tag in languages()]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with the record's page in the language ``mode_name``."""
        return render(self, mode_name or self.preview_modes[0][0])
