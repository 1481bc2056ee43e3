"""Requests for permissions: their list, their place on an outlet's form, and the way to the permission."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView

from standfirst.provenance import asking
from standfirst.provenance.admin.views import FindingList
from standfirst.provenance.models import Agent, Permission, PermissionRequest

ADD = "wagtailsnippets_provenance_permission:add"
_A_PAGE, _ON_A_FORM = 50, 10


def _rows() -> Any:
    return PermissionRequest.objects.select_related("outlet", "asked_by", "permission__outlet")


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """All that was asked for, newest first; with ``?outlet=`` of one outlet."""
    if not request.user.has_perm("provenance.view_permissionrequest"):
        raise PermissionDenied
    found, outlet = _rows(), None
    number = request.GET.get("outlet", "")
    if number.isascii() and number.isdecimal() and len(number) < 19:
        outlet = get_object_or_404(Agent, pk=int(number))
        found = found.filter(outlet=outlet)
    context = {
        "requests": Paginator(found, _A_PAGE).get_page(request.GET.get("p")), "outlet": outlet,
        "page_title": _("Permissions asked for"), "page_subtitle": str(outlet or ""), "header_icon": "mail",
    }  # fmt: skip
    return TemplateResponse(request, "provenance/admin/requests.html", context)


@require_POST
def granted(request: HttpRequest, uid: str) -> HttpResponse:
    """Lead to the form of the permission that a request was answered with."""
    if not request.user.has_perm("provenance.add_permission"):
        raise PermissionDenied
    asked = get_object_or_404(PermissionRequest, uid=uid)
    if not asked.whole_outlet:
        asking.original_of(asked)
    return redirect(f"{reverse(ADD)}?request={asked.uid}")


@require_POST
def refused(request: HttpRequest, uid: str) -> HttpResponse:
    """Note that the outlet said no."""
    if not request.user.has_perm("provenance.change_permissionrequest"):
        raise PermissionDenied
    asked = get_object_or_404(PermissionRequest, uid=uid)
    if asking.refuse(asked, user=request.user):
        messages.success(request, _("Noted: they said no."))
    else:
        messages.warning(request, _("This request has an answer already."))
    return redirect("standfirst_provenance:requests")


class AddPermission(CreateView):
    """A new permission; one that a request led to begins with what was asked."""

    @cached_property
    def asked(self) -> PermissionRequest | None:
        """The request whose uid is in the address."""
        uid = self.request.GET.get("request", "")[:64]
        waiting = PermissionRequest.objects.filter(uid=uid).exclude(answer=PermissionRequest.Answer.GRANTED)
        return waiting.select_related("outlet").first() if uid else None

    def get_initial_form_instance(self) -> Permission | None:
        """Begin with what was asked."""
        if self.asked is None:
            return super().get_initial_form_instance()
        return asking.draft(self.asked, timezone.localdate())

    def get_add_url(self) -> str:
        """Keep the request in the address to which the form is sent."""
        url = str(super().get_add_url())
        return f"{url}?request={self.asked.uid}" if self.asked is not None else url

    def save_instance(self) -> Any:
        """Note with the request which permission it led to."""
        made = super().save_instance()
        if self.asked is not None:
            asking.grant(self.asked, made)
        return made


class PermissionList(FindingList):
    """The list of permissions, with the way to what was asked for."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """Add the list of requests."""
        if not self.request.user.has_perm("provenance.view_permissionrequest"):
            return list(super().header_more_buttons)
        url = reverse("standfirst_provenance:requests")
        return [
            *super().header_more_buttons,
            Button(_("Permissions asked for"), url, icon_name="mail", priority=90),
        ]


class RequestsPanel(Panel):
    """On an outlet's form: what it was asked for."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "provenance/admin/requests_panel.html"

        def is_shown(self) -> bool:
            """Tell whether it was asked for anything."""
            return self.instance.pk is not None and self.instance.permission_requests.exists()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the newest requests."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"requests": _rows().filter(outlet=self.instance)[:_ON_A_FORM]}
