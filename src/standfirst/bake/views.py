"""The bake in the admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from standfirst.bake import actions
from standfirst.bake.telling import report, state_of


def may_publish(request: HttpRequest) -> bool:
    """Tell whether who asks may publish somewhere."""
    return bool(PagePermissionPolicy().user_has_any_permission(request.user, {"publish"}))


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is being baked, what the last changes touched, and what failed."""
    values = {"report": report(), "may_publish": may_publish(request)}
    whole = request.headers.get("X-Requested-With") != "fetch"
    name = "bake/admin/overview.html" if whole else "bake/admin/report.html"
    return TemplateResponse(request, name, values)


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Try failed documents again: the one that is named, or all."""
    _only_publishers(request)
    count = actions.retry(request.POST.get("path", ""))
    messages.success(
        request,
        ngettext("%(count)d document is tried again.", "%(count)d documents are tried again.", count)
        % {"count": count},
    )
    return redirect("standfirst_bake:overview")


@require_POST
def everything(request: HttpRequest) -> HttpResponse:
    """Have everything baked anew."""
    _only_publishers(request)
    count = actions.bake_everything()
    messages.success(
        request, _("%(count)d documents are baked anew. The old ones stay until then.") % {"count": count}
    )
    return redirect("standfirst_bake:overview")


@require_safe
def page_state(request: HttpRequest, pk: int) -> JsonResponse:
    """Say whether readers have a page as it was last published, for the form to show."""
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    path = page.public_path() if hasattr(page, "public_path") else None
    state = state_of(path, page.uid) if path else "none"
    labels = {
        "live": _("Live"),
        "waiting": _("Being baked"),
        "failed": _("Could not be baked; readers have the last good one"),
        "none": "",
    }
    return JsonResponse({"state": state, "label": labels[state], "path": path if state == "live" else ""})


def _only_publishers(request: HttpRequest) -> None:
    if not may_publish(request):
        raise PermissionDenied
