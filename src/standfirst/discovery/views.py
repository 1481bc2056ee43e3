"""The search page: one of the few public pages that need the app."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.discovery.search.query import MAX_CHARACTERS
from standfirst.discovery.search.results import search


@never_cache
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the results for the query string, or the empty form."""
    parameters = {name: value for name in request.GET if "\x00" not in (value := str(request.GET[name]))}
    query = parameters.get("q", "")[:MAX_CHARACTERS].strip()
    asked = bool(query or set(parameters) & {"language", "section", "origin", "outlet", "year"})
    language = get_language() or "en"
    context = {
        "query": query,
        "max_characters": MAX_CHARACTERS,
        "results": search({**parameters, "q": query}, language) if asked else None,
    }
    return render(request, "discovery/search.html", context)
