"""What can go wrong between us and another site, in words for an editor."""

from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise


class Reason(StrEnum):
    """Why nothing came back; for code that must act on it. People read the message."""

    ADDRESS = "address"
    PRIVATE = "private"
    PORT = "port"
    NAME = "name"
    CONNECTION = "connection"
    TIME = "time"
    SIZE = "size"
    REDIRECTS = "redirects"
    PROTOCOL = "protocol"
    ENCODING = "encoding"
    STATUS = "status"


class FetchError(Exception):
    """`reason` is for code, `str(error)` for an editor, `url` is the address that caused it."""

    def __init__(self, reason: Reason, message: Text, url: str) -> None:
        super().__init__(reason, url)
        self.reason = reason
        self.message = message
        self.url = url

    def __str__(self) -> str:
        return str(self.message)


class FetchRefused(FetchError):
    """We did not go there: the address is one we never visit."""


class FetchFailed(FetchError):
    """We went there and did not get a usable answer."""
