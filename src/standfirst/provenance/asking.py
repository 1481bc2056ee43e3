"""What becomes of a request for a permission: it is kept, and answered with a permission or with no."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from standfirst.provenance.models import Original, Permission, PermissionRequest
from standfirst.publication.reading import languages


def keep(request: PermissionRequest, *, user: Any) -> PermissionRequest:
    """Keep that an outlet was asked, with the letter as it was sent."""
    request.asked_by = user
    request.save()
    log(instance=request.outlet, action="standfirst.ask", user=user, title=str(request.outlet))
    return request


def refuse(request: PermissionRequest, *, user: Any) -> bool:
    """Note that the outlet said no; False where there is an answer already."""
    waiting = PermissionRequest.objects.filter(pk=request.pk, answer=PermissionRequest.Answer.WAITING)
    done = bool(waiting.update(answer=PermissionRequest.Answer.REFUSED))
    if done:
        log(instance=request.outlet, action="standfirst.ask_refused", user=user, title=str(request.outlet))
    return done


def draft(request: PermissionRequest, day: datetime.date) -> Permission:
    """Return the permission, not saved, that grants what was asked; who granted it and when is to be filled in.

    One for a single article names its original: ``original_of`` has made it.
    """
    into = list(request.languages) if request.translation else []
    wording = dict.fromkeys(into or languages(), request.credit_wording) if request.credit_wording else {}
    return Permission(
        outlet=request.outlet,
        original=None if request.whole_outlet else _original(request),
        kind=Permission.Kind.LETTER,
        granted_on=day,
        allows_reprint=request.reprint,
        allows_translation=request.translation,
        languages=into,
        valid_until=request.until,
        includes_images=request.images,
        credit_wording=wording,
        robots=request.robots,
        note=f"{request.title}\n{request.url}".strip(),
    )


def _original(request: PermissionRequest) -> Original | None:
    found = Original.objects.filter(outlet=request.outlet, url=request.url).exclude(url="")
    return found.order_by("pk").first()


def original_of(request: PermissionRequest) -> Original:
    """Return the original that the request is about, made without its text where there is none yet."""
    return _original(request) or Original.objects.create(
        outlet=request.outlet,
        title=request.title or request.url[:500],
        date=request.date,
        language=request.language or "und",
        url=request.url,
    )


@transaction.atomic
def grant(request: PermissionRequest, permission: Permission) -> None:
    """Note which permission the request led to."""
    request.permission, request.answer = permission, PermissionRequest.Answer.GRANTED
    request.save(update_fields=["permission", "answer"])
