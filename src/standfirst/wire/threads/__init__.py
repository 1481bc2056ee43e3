"""Items from many outlets about one happening come together as they arrive. No Django, no model, nothing fetched."""

from .gathering import Threads
from .items import Item
from .settings import SETTINGS, Settings

__all__ = ["SETTINGS", "Item", "Settings", "Threads"]
