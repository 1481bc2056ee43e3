"""The list of what blocks publishing, by itself, and the Publish button that it stops."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from standfirst.stories.admin.access import draft_of, story_for
from standfirst.stories.checks import checks
from standfirst.stories.models import Story


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with what blocks publishing the draft: the form fetches it anew after each save."""
    draft = draft_of(story_for(request, pk, "edit"))
    return TemplateResponse(request, "stories/admin/checks.html", {"story": draft, "problems": checks(draft)})


def say(request: HttpRequest, reasons: list[str], headline: str = "") -> None:
    """Tell the editor why something was refused."""
    if headline:
        messages.error(
            request, _("“%(headline)s” was not published. The draft is saved.") % {"headline": headline}
        )
    for reason in dict.fromkeys(reasons):
        messages.error(request, reason)


def before_publish(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Stop the Publish button where a check blocks: the draft is saved already, and the reasons are shown."""
    if not isinstance(page, Story):
        return None
    problems = checks(page)
    if not problems:
        return None
    say(request, [problem.message for problem in problems], page.title)
    return redirect("wagtailadmin_pages:edit", page.pk)
