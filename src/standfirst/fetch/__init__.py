"""The one HTTP client, and the cleaning of what it brings: below all rooms."""

from .client import Exchange, Redirect, Response, fetch
from .errors import FetchError, FetchFailed, FetchRefused, Reason
from .limits import Limits
from .network import Network

__all__ = [
    "Exchange",
    "FetchError",
    "FetchFailed",
    "FetchRefused",
    "Limits",
    "Network",
    "Reason",
    "Redirect",
    "Response",
    "fetch",
]
