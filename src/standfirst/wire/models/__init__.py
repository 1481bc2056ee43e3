from standfirst.wire.models.afterwards import OriginalTask, WatchedOriginal
from standfirst.wire.models.assignments import Assignment
from standfirst.wire.models.intakes import FIELDS, UNUSED, Intake
from standfirst.wire.models.items import Item, KeptAnswer
from standfirst.wire.models.sources import WatchedHost, WatchedSource
from standfirst.wire.models.threads import Correction, Thread

__all__ = [
    "FIELDS",
    "UNUSED",
    "Assignment",
    "Correction",
    "Intake",
    "Item",
    "KeptAnswer",
    "OriginalTask",
    "Thread",
    "WatchedHost",
    "WatchedOriginal",
    "WatchedSource",
]
