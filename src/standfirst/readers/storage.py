"""Everything that is ever stored on a reader's device: the cookies page prints this list, tests hold us to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Stored:
    """One cookie, or one entry of the browser's local storage."""

    name: str
    kind: str
    """``cookie`` or ``localStorage``."""
    purpose: str | Promise
    lifetime: str | Promise
    when: str | Promise


def _everything() -> tuple[Stored, ...]:
    until_removed = _("until you clear it")
    on_account_pages = _("when you open a page with a form: sign-in, account, saved stories")
    return (
        Stored(
            settings.SESSION_COOKIE_NAME,
            "cookie",
            _("Keeps you signed in."),
            _("two weeks, or until you sign out"),
            _("when you sign in"),
        ),
        Stored(
            settings.CSRF_COOKIE_NAME,
            "cookie",
            _("Makes sure that a form was sent from this site."),
            _("one year"),
            on_account_pages,
        ),
        Stored(
            "messages",
            "cookie",
            _("Carries a notice, such as “saved”, to the next page."),
            _("until it was shown"),
            on_account_pages,
        ),
        Stored(
            "sf-text",
            "localStorage",
            _("The text size that you chose."),
            until_removed,
            _("when you choose a text size"),
        ),
        Stored(
            "sf-theme",
            "localStorage",
            _("Light or dark, as you chose."),
            until_removed,
            _("when you choose light or dark"),
        ),
        Stored(
            "sf-consent",
            "localStorage",
            _("Your answer to the consent notice, with the version of its text."),
            until_removed,
            _("when you answer the notice"),
        ),
    )


@dataclass(frozen=True)
class StoredText:
    """One line of the list, in a language."""

    name: str
    kind: str
    purpose: str
    lifetime: str
    when: str


def storage_list(language: str) -> list[StoredText]:
    """Return what may be stored on a reader's device, worded in ``language``."""
    with translation.override(language):
        return [
            StoredText(item.name, item.kind, str(item.purpose), str(item.lifetime), str(item.when))
            for item in _everything()
        ]
