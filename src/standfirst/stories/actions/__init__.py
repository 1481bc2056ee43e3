"""Everything that can be done to a story. The admin, the command line and importers call these."""

from standfirst.stories.actions.bundles import (
    BundleRefused,
    publish_bundle,
    publish_due_bundles,
    schedule_bundle,
    unschedule_bundle,
)
from standfirst.stories.actions.citations import correct_citation, recognise_citations
from standfirst.stories.actions.lapsing import lapse_permissions, warn_lapsing
from standfirst.stories.actions.publish import NewChange, publish
from standfirst.stories.actions.removal import ask_removal, confirm_removal
from standfirst.stories.actions.withdraw import restore, withdraw
from standfirst.stories.checks import checks
from standfirst.stories.refusal import Problem, Refused

__all__ = [
    "BundleRefused",
    "NewChange",
    "Problem",
    "Refused",
    "ask_removal",
    "checks",
    "confirm_removal",
    "correct_citation",
    "lapse_permissions",
    "publish",
    "publish_bundle",
    "publish_due_bundles",
    "recognise_citations",
    "restore",
    "schedule_bundle",
    "unschedule_bundle",
    "warn_lapsing",
    "withdraw",
]
