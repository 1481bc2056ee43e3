"""Our own lines of the audit log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


def _register(actions: Any) -> None:
    actions.register_action("standfirst.withdraw", _("Withdraw"), _("Withdrawn from readers"))
    actions.register_action("standfirst.restore", _("Restore"), _("Given back to readers"))
    actions.register_action("standfirst.refused", _("Refuse"), _("Not published on schedule: checks refused"))
    actions.register_action("standfirst.schedule", _("Schedule"), _("Scheduled with its stories"))
    actions.register_action("standfirst.unschedule", _("Take off the schedule"), _("Taken off the schedule"))
    actions.register_action("standfirst.publish", _("Publish"), _("Published with its stories"))


def connect() -> None:
    """Name our actions to Wagtail."""
    hooks.register("register_log_actions", _register)
