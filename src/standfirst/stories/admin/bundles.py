"""A bundle's page: what blocks its stories, and publishing them, now or at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput

from standfirst.stories.actions import (
    BundleRefused,
    publish_bundle,
    schedule_bundle,
    unschedule_bundle,
)
from standfirst.stories.actions.bundles import blocked, may_publish
from standfirst.stories.models import Bundle


class ScheduleForm(forms.Form):
    """When the bundle is to be published."""

    moment = forms.DateTimeField(label=gettext_lazy("Publish at"), widget=AdminDateTimeInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = _("Time zone: %(zone)s. Each editor sets their own under Account.")
        self.fields["moment"].help_text = zone % {"zone": get_current_timezone_name()}


@require_http_methods(["GET", "HEAD", "POST"])
def bundle_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a bundle with what blocks it; do what the pressed button says."""
    bundle = get_object_or_404(Bundle, pk=pk)
    if not request.user.has_perm("stories.view_bundle"):
        raise PermissionDenied
    allowed = may_publish(bundle, request.user)
    do = request.POST.get("do")
    form = ScheduleForm(request.POST if do == "schedule" else None)
    if request.method == "POST":
        if not allowed:
            raise PermissionDenied
        if do != "schedule" or form.is_valid():
            _act(request, bundle, do, form)
            return redirect("standfirst_stories:bundle", bundle.pk)
    return TemplateResponse(request, "stories/admin/bundle.html", _context(bundle, form, allowed))


def _act(request: HttpRequest, bundle: Bundle, do: str | None, form: ScheduleForm) -> None:
    title = {"title": bundle.title}
    try:
        if do == "publish":
            publish_bundle(bundle, user=request.user)
            messages.success(request, _("“%(title)s” is published: readers have all its stories.") % title)
        elif do == "schedule":
            moment = form.cleaned_data["moment"]
            schedule_bundle(bundle, moment, user=request.user)
            when = date_format(localtime(moment), "DATETIME_FORMAT")
            messages.success(request, _("“%(title)s” is published on %(when)s.") % {**title, "when": when})
        elif do == "unschedule":
            unschedule_bundle(bundle, user=request.user)
            messages.success(request, _("“%(title)s” is off the schedule.") % title)
    except BundleRefused as refused:
        messages.error(request, _("Nothing was published or scheduled."))
        for reason in refused.reasons:
            messages.error(request, reason)


def _context(bundle: Bundle, form: ScheduleForm, allowed: bool) -> dict[str, Any]:
    problems = {each.story.pk: each.reasons for each in blocked(bundle, bundle.scheduled_for)}
    items = bundle.items.select_related("story__locale", "revision").order_by("sort_order", "pk")
    rows = [
        {
            "story": item.story,
            "title": item.story.draft_title or item.story.title,
            "reasons": problems.get(item.story.pk, ()),
            "changed": item.revision_id is not None and item.revision_id != item.story.latest_revision_id,
        }
        for item in items
    ]
    return {
        "bundle": bundle,
        "rows": rows,
        "blocked": len(problems),
        "form": form,
        "media": form.media,
        "may_publish": allowed,
        "page_title": _("Bundle"),
        "page_subtitle": bundle.title,
        "header_icon": "list-ul",
    }
