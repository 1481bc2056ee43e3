"""The page on which an editor corrects what was understood of a story's citations."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from standfirst.provenance.models import Citation, Source
from standfirst.stories.actions import Refused, correct_citation, recognise_citations
from standfirst.stories.admin.access import draft_of, story_for
from standfirst.stories.admin.understood import Entry, understood
from standfirst.stories.models import Story


class ChooseSource(forms.Form):
    """The source of one citation."""

    source = forms.ModelChoiceField(queryset=Source.objects.select_related("outlet"), label="")


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the list of the draft's citations: the form fetches it anew after each save."""
    draft = draft_of(story_for(request, pk, "edit"))
    return TemplateResponse(
        request, "stories/admin/citations.html", {"story": draft, "entries": understood(draft)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Show one citation with what can be said about it; take what is said."""
    story = story_for(request, pk, "edit")
    draft = draft_of(story)
    entry = next((each for each in understood(draft) if each.position == position), None)
    if entry is None or (request.method == "POST" and request.POST.get("raw") != entry.raw):
        messages.warning(request, _("The text has changed since. Look at its citations again."))
        return redirect("wagtailadmin_pages:edit", story.pk)
    form = _form(request, entry)
    if request.method == "POST":
        answer = _decide(request, draft, entry, form)
        if answer is not None:
            return answer
    context = {
        "story": draft,
        "entry": entry,
        "form": form,
        "media": form.media,
        "page_title": _("Citation"),
        "header_icon": "link",
        "page_subtitle": draft.title,
    }
    return TemplateResponse(request, "stories/admin/citation.html", context)


def _form(request: HttpRequest, entry: Entry) -> ChooseSource:
    data = request.POST if request.POST.get("decision") == "source" else None
    form = ChooseSource(data, initial={"source": entry.source})
    form.fields["source"].widget = Source.snippet_viewset.chooser_viewset.widget_class()  # type: ignore[attr-defined]
    return form


def _decide(request: HttpRequest, draft: Story, entry: Entry, form: ChooseSource) -> HttpResponse | None:
    decision = request.POST.get("decision")
    if decision == "source" and not form.is_valid():
        return None
    stored = _stored(draft, entry)
    if decision == "outlet":
        agent = stored.source.outlet if stored.source else None
        if agent is None:
            messages.error(request, _("No outlet was understood. Choose the source instead."))
            return None
        back = urlencode({"next": reverse("wagtailadmin_pages:edit", args=[draft.pk])})
        messages.success(request, _("The outlet is added. Complete what you know about it."))
        return redirect(f"{reverse('wagtailsnippets_provenance_agent:edit', args=[agent.pk])}?{back}")
    try:
        if decision == "dismiss":
            correct_citation(stored, dismiss=True)
        else:
            correct_citation(stored, form.cleaned_data["source"] if decision == "source" else None)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return None
    messages.success(request, _("“%(raw)s”: noted.") % {"raw": entry.raw})
    return redirect(f"{reverse('wagtailadmin_pages:edit', args=[draft.pk])}#tab-citations_and_changes")


def _stored(draft: Story, entry: Entry) -> Citation:
    """Return the citation's row: the published one where the draft is what readers have."""
    if draft.live and not draft.has_unpublished_changes:
        published = Citation.objects.filter(cited_by=draft.key, position=entry.position)
        found = published.filter(raw=entry.raw).first()
        if found is not None:
            return found
    return recognise_citations(draft)[entry.position]
