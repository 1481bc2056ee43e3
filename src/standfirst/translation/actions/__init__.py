"""Everything that can be done at the translation desk. The admin, the command line and tasks call these."""

from standfirst.translation.actions.bases import Rested, rest, settle
from standfirst.translation.actions.drafting import MachineRefused, draft_by_machine, forbidden
from standfirst.translation.actions.memory import add_units, export_units, proposals, remember
from standfirst.translation.actions.originals import original_changed
from standfirst.translation.actions.saving import Said, Saved, save
from standfirst.translation.actions.versions import begin_version, may_begin

__all__ = [
    "MachineRefused",
    "Rested",
    "Said",
    "Saved",
    "add_units",
    "begin_version",
    "draft_by_machine",
    "export_units",
    "forbidden",
    "may_begin",
    "original_changed",
    "proposals",
    "remember",
    "rest",
    "save",
    "settle",
]
