"""Everything that is ever stored on a reader's device: the cookies page prints this list, tests hold us to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.publication.values import StoredText

CONSENT_COOKIE = "sf_consent"
"""Holds ``version:accepted`` or ``version:declined``. Written by the theme's script, or by the consent page."""
CONSENT_SECONDS = 365 * 24 * 60 * 60
COOKIE = "cookie"
LOCAL_STORAGE = "localStorage"


@dataclass(frozen=True)
class Stored:
    """One cookie, or one entry of the browser's local storage."""

    name: str
    kind: str
    purpose: str | Promise
    lifetime: str | Promise
    when: str | Promise


def _everything() -> tuple[Stored, ...]:
    until_removed = _("until you choose the usual again, or clear it")
    return (
        Stored(
            "sf-size",
            LOCAL_STORAGE,
            _("The text size that you chose."),
            until_removed,
            _("when you choose a text size"),
        ),
        Stored(
            "sf-scheme",
            LOCAL_STORAGE,
            _("Light or dark, as you chose."),
            until_removed,
            _("when you choose light or dark"),
        ),
        Stored(
            "sf-reports",
            LOCAL_STORAGE,
            _("A report of an incident that you write, until it has arrived."),
            _("until it has arrived, or you wipe it"),
            _("when you write a report"),
        ),
        Stored(
            settings.SESSION_COOKIE_NAME,
            COOKIE,
            _("Keeps you signed in, and remembers where you are between two steps of signing in."),
            _("two weeks, or until you sign out"),
            _("when you register, sign in or set a new password"),
        ),
        Stored(
            settings.CSRF_COOKIE_NAME,
            COOKIE,
            _("Makes sure that a form was sent from this site."),
            _("one year"),
            _("when you open a page with a form: sign-in, account, saved stories, your choice"),
        ),
        Stored(
            "messages",
            COOKIE,
            _("Carries a notice, such as “saved”, to the next page."),
            _("until it was shown"),
            _("when you send a form"),
        ),
    )


def _consent() -> Stored:
    return Stored(
        CONSENT_COOKIE,
        COOKIE,
        _("Your answer to the consent notice, with the version of its text."),
        _("one year"),
        _("when you answer the notice"),
    )


def stored_on_device(language: str, *, asks_consent: bool = True) -> tuple[StoredText, ...]:
    """Return what may be stored on a reader's device, worded in ``language``.

    A publication that asks for no consent keeps no answer: ``asks_consent=False`` leaves it out.
    """
    found = (*_everything(), _consent()) if asks_consent else _everything()
    with translation.override(language):
        return tuple(
            StoredText(item.name, item.kind, str(item.purpose), str(item.lifetime), str(item.when))
            for item in found
        )


def consent_answer(cookie: str, version: int) -> str:
    """Return ``accepted`` or ``declined`` where the cookie's value answers this version of the text, else ``""``."""
    asked, _colon, answer = cookie.partition(":")
    return answer if asked == str(version) and answer in {"accepted", "declined"} else ""
