"""What feed readers get: the hits of a watch, at an address that nobody can guess."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from standfirst.wire.actions import watches
from standfirst.wire.models import Hit, Watch

_LEAST = 40


def _found(token: str) -> Watch:
    watch = (
        Watch.objects.filter(feed_token=token).select_related("owner").first()
        if len(token) >= _LEAST
        else None
    )
    if watch is None or not watches.may_read(watch.owner):
        raise Http404
    return watch


def _mark(request: HttpRequest, token: str) -> str:
    """Return what changes when a hit comes or the watch is changed, so that a reader that has it gets no copy."""
    watch = _found(token)
    newest = Hit.objects.filter(watch=watch).values_list("pk", flat=True).first()
    return f'"{watch.changed_at.timestamp():.6f}-{newest or 0}"'


@require_safe
@condition(etag_func=_mark)
def hits(request: HttpRequest, token: str) -> HttpResponse:
    """The newest hits as JSON Feed 1.1. Not for search engines, nor for caches between us and the reader."""
    watch = _found(token)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": watch.name,
        "home_page_url": settings.BASE_URL + reverse("standfirst_wire:hits", args=[watch.pk]),
        "feed_url": settings.BASE_URL + request.path,
        "items": [_entry(hit) for hit in watches.newest_hits(watch)[: watches.IN_A_FEED]],
    }
    answer = HttpResponse(
        json.dumps(feed, ensure_ascii=False), content_type="application/feed+json; charset=utf-8"
    )
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _entry(hit: Hit) -> dict[str, Any]:
    item = hit.item
    ours = settings.BASE_URL + reverse("standfirst_wire:item", args=[item.uid])
    entry = {
        "id": item.uid,
        "url": item.url or ours,
        "external_url": ours,
        "title": item.title or item.url,
        "content_text": item.title or item.url or item.name,
        "date_published": item.at.isoformat(),
        "authors": [{"name": str(item.outlet)}],
    }
    return entry | ({"language": item.language} if item.language else {})
