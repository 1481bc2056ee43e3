"""A refusal on an admin page becomes a message with its reasons, wherever Wagtail published from."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from standfirst.stories.refusal import Refused


class RefusalMiddleware:
    """Leads back to the story's form, whose draft is kept, and says what blocks it.

    Wagtail's views publish after saving the draft, and know nothing of our checks: the edit and create forms,
    bulk actions, a workflow's last approval.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave other exceptions alone."""
        home = reverse("wagtailadmin_home")
        if not isinstance(exception, Refused) or not request.path.startswith(home):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            body = {"success": False, "error_code": "refused", "error_message": " ".join(exception.reasons)}
            return JsonResponse(body, status=400)
        story = exception.story
        for reason in exception.reasons:
            messages.error(request, f"{story}: {reason}" if story else reason)
        known = story is not None and story.pk is not None
        return HttpResponseRedirect(
            reverse("wagtailadmin_pages:edit", args=[story.pk]) if known and story else home
        )
