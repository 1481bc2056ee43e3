"""Mail to the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.utils.translation import gettext as _


def editors() -> list[str]:
    """Return the addresses of everybody who may publish."""
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    return sorted(people.exclude(email="").values_list("email", flat=True))


def tell(who: Any, what: str, **about: Any) -> int:
    """Send a message of the kind ``what`` to a user, or to all editors where ``who`` is None.

    Returns the number of messages sent; 0 where there is nobody to tell.
    """
    subject, text = _MESSAGES[what](about)
    recipients = [who.email] if who is not None and who.email else editors()
    if not recipients:
        return 0
    return send_mail(subject, text, None, recipients, fail_silently=True)


def _refused(about: dict[str, Any]) -> tuple[str, str]:
    subject = _("Not published: %s") % about["headline"]
    reasons = "\n".join(f"- {reason}" for reason in about["reasons"])
    text = _("The schedule did not publish “%s”. It stays a draft.") % about["headline"]
    return subject, f"{text}\n\n{reasons}\n\n{settings.BASE_URL}/admin/pages/{about['story']}/edit/\n"


def _lapsing(about: dict[str, Any]) -> tuple[str, str]:
    subject = _("A permission ends on %(day)s: %(outlet)s") % about
    text = _("The permission of %(outlet)s ends on %(day)s. Then these stories are withdrawn:") % about
    stories = "\n".join(f"- {headline}" for headline in about["stories"])
    return subject, f"{text}\n\n{stories}\n\n" + _("Renew the permission, or let it lapse.") + "\n"


def _bundle(about: dict[str, Any]) -> tuple[str, str]:
    subject = _("Bundle not published: %s") % about["title"]
    reasons = "\n".join(f"- {reason}" for reason in about["reasons"])
    text = (
        _("The schedule did not publish the bundle “%s”. None of its stories is published.") % about["title"]
    )
    return subject, f"{text}\n\n{reasons}\n\n{settings.BASE_URL}/admin/stories/bundles/{about['bundle']}/\n"


_MESSAGES = {"refused": _refused, "lapsing": _lapsing, "bundle": _bundle}
