"""What is known of a source's address, with a button to look again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.panels import Panel

from standfirst.fetch.turns import HostBusy
from standfirst.provenance.actions import check_link
from standfirst.provenance.archives import said
from standfirst.provenance.copies import why
from standfirst.provenance.models import Source


class LinkPanel(Panel):
    """What the last look at a source's address said."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "provenance/admin/link_panel.html"

        def is_shown(self) -> bool:
            """Tell whether there is an address to look at."""
            return self.instance.pk is not None and bool(self.instance.url)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the last look, None where nobody has looked at this address."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            check = getattr(self.instance, "link_check", None)
            if check is not None and check.url != self.instance.url:
                check = None
            return context | {
                "source": self.instance,
                "check": check,
                "kept": self.instance.kept.first(),
                "not_kept": why(check.not_kept) if check else "",
                "archived": self.instance.copies.first(),
                "archive_said": said(check.archive_said) if check else "",
            }


@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a source's address now, as last saved, and say what was found."""
    source = get_object_or_404(Source, pk=pk)
    if not request.user.has_perm("provenance.change_source"):
        raise PermissionDenied
    if not source.url:
        messages.error(request, _("This source has no address. Save one first."))
    else:
        try:
            check = check_link(source)
        except HostBusy as busy:
            messages.warning(request, str(busy))
        else:
            say = messages.warning if check.problem else messages.success
            say(request, f"{source.url}: {check}")
    return redirect("wagtailsnippets_provenance_source:edit", source.pk)
