"""What the app answers of this room beside its documents."""

from __future__ import annotations

from base64 import b64decode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.stories import counting

UID_CHARACTERS = 64
DOT = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""A GIF of one transparent dot."""


@require_safe
def counted(request: HttpRequest, uid: str) -> HttpResponse:
    """Answer with a picture of one dot and count that somebody read a story of ours on another site."""
    if request.method == "GET" and len(uid) <= UID_CHARACTERS:
        counting.count(uid, request.headers.get("Referer", ""), timezone.now())
    return HttpResponse(DOT, content_type="image/gif")
