"""Our own lines of the audit log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


def _register(actions: Any) -> None:
    actions.register_action("standfirst.withdraw", _("Withdraw"), _("Withdrawn from readers"))
    actions.register_action("standfirst.restore", _("Restore"), _("Given back to readers"))
    actions.register_action("standfirst.refused", _("Refuse"), _("Not published on schedule: checks refused"))


def connect() -> None:
    """Name our actions to Wagtail."""
    hooks.register("register_log_actions", _register)
