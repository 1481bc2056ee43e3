"""The list of what blocks publishing, by itself, and the refusal to publish for these reasons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from standfirst.stories.admin.access import draft_of, story_for
from standfirst.stories.checks import checks
from standfirst.stories.models import Story
from standfirst.stories.refusal import Refused


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with what blocks publishing the draft: the form fetches it anew after each save."""
    draft = draft_of(story_for(request, pk, "edit"))
    return TemplateResponse(
        request, "stories/admin/checks.html", {"story": draft, "problems": checks(draft)}
    )


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


class RefusalMiddleware:
    """Turns a refusal of any other admin page (workflow, bulk action, revision) into messages, never a 500.

    What the page had begun in a transaction is rolled back by then.
    """

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        response: HttpResponse = self.answer(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the reasons, on the story's form or where the editor came from."""
        if not isinstance(exception, Refused) or not request.path_info.startswith("/admin/"):
            return None
        story = exception.story
        say(request, exception.reasons, (story.title if story else ""))
        if story is not None and story.permissions_for_user(request.user).can_edit():
            response = redirect("wagtailadmin_pages:edit", story.pk)
        else:
            response = redirect("wagtailadmin_home")
        return _for_modal(request, response)


def _for_modal(request: HttpRequest, response: HttpResponseRedirect) -> HttpResponse:
    if request.headers.get("x-requested-with") != "XMLHttpRequest":
        return response
    from wagtail.admin.modal_workflow import render_modal_workflow

    answer: HttpResponse = render_modal_workflow(
        request, "", None, {}, json_data={"step": "success", "redirect": response.url}
    )
    return answer
