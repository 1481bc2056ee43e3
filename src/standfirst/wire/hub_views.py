"""Where hubs come back to: they verify what they were asked, and deliver what is new. There is no cookie and no account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from standfirst.wire.actions import deliveries, hubs
from standfirst.wire.actions.deliveries import Became
from standfirst.wire.feeds.reader import MOST_BYTES
from standfirst.wire.polling.thread import wake

_LONGEST_CHALLENGE = 2000
_ANSWERS = {
    Became.TAKEN: 202,
    # A hub isn't told that a signature was wrong (WebSub, section 8).
    Became.THROWN_AWAY: 202,
    Became.TOO_MUCH: 413,
    Became.LATER: 503,
    Became.NOBODYS: 410,
}


@csrf_exempt
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a hub."""
    answer = _delivered(request, token) if request.method == "POST" else _verified(request, token)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _verified(request: HttpRequest, token: str) -> HttpResponse:
    said = {name: request.GET.get(f"hub.{name}", "") for name in ("mode", "topic", "challenge", "reason")}
    at = now()
    if not hubs.is_known(token):
        return _plain("", 404)
    if said["mode"] == "denied":
        known = hubs.denied(token, said["topic"], said["reason"], at)
        return _plain("", 200 if known else 404)
    lease = request.GET.get("hub.lease_seconds", "")
    if 0 < len(said["challenge"]) <= _LONGEST_CHALLENGE and hubs.verified(
        token, said["mode"], said["topic"], lease, at
    ):
        return _plain(said["challenge"], 200)
    return _plain("", 404)


def _delivered(request: HttpRequest, token: str) -> HttpResponse:
    body = request.read(MOST_BYTES + 1)
    headers = request.headers
    became = deliveries.take(
        token,
        body,
        headers.get("X-Hub-Signature", ""),
        headers.get("Content-Type", ""),
        now(),
    )
    answer = _plain("", _ANSWERS[became])
    if became is Became.TAKEN:
        wake()
    elif became is Became.LATER:
        answer["Retry-After"] = "300"
    return answer


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
