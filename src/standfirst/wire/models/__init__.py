from standfirst.wire.models.afterwards import OriginalTask, WatchedOriginal
from standfirst.wire.models.assignments import Assignment
from standfirst.wire.models.claims import ItemClaim
from standfirst.wire.models.hubs import HubDelivery, HubSubscription
from standfirst.wire.models.intakes import FIELDS, UNUSED, Intake
from standfirst.wire.models.items import Item, KeptAnswer
from standfirst.wire.models.sources import WatchedHost, WatchedSource
from standfirst.wire.models.threads import Correction, Thread
from standfirst.wire.models.watches import Hit, Watch

__all__ = [
    "FIELDS",
    "UNUSED",
    "Assignment",
    "Correction",
    "Hit",
    "HubDelivery",
    "HubSubscription",
    "Intake",
    "Item",
    "ItemClaim",
    "KeptAnswer",
    "OriginalTask",
    "Thread",
    "Watch",
    "WatchedHost",
    "WatchedOriginal",
    "WatchedSource",
]
