"""What can be wrong with a bucket, said plainly."""

from __future__ import annotations

import errno
from dataclasses import dataclass

_CREDENTIALS = {"AccessDenied", "ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch",
                "401", "403", "Forbidden", "Unauthorized"}  # fmt: skip
_ELSEWHERE = {"AuthorizationHeaderMalformed", "PermanentRedirect", "301"}
_REFUSED = {"PreconditionFailed", "ConditionalRequestConflict", "412"}
_UNKNOWN = {"NotImplemented", "501"}
_MISSING = {"NoSuchKey", "404", "NotFound"}


class BucketError(OSError):
    """The bucket can't be used now. ``strerror`` says why, ``filename`` which one it is."""

    def __init__(self, why: str, name: str, *, cannot: bool = False) -> None:
        super().__init__(errno.EIO, why, f"The bucket {name}")
        self.cannot = cannot
        """Whether the service doesn't know how to do what was asked."""


class Exists(Exception):
    """There is such an object already."""


class Missing(Exception):
    """There is no such object."""


@dataclass
class Said:
    """Says of what the client raises what it means, as a ``BucketError``."""

    name: str
    where: str
    """The service."""
    region: str

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, *_: object) -> None:
        if error is None or isinstance(error, BucketError):
            return
        from botocore import exceptions

        if isinstance(error, exceptions.ClientError):
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in _REFUSED:
                raise Exists from error
            if code in _MISSING and error.operation_name == "GetObject":
                raise Missing from error
            said = self.why(code, str(error))
            raise BucketError(said, self.name, cannot=code in _UNKNOWN) from error
        where = self.where
        if isinstance(error, exceptions.NoCredentialsError | exceptions.PartialCredentialsError):
            said = (
                "there are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"
            )
        elif isinstance(error, exceptions.SSLError):
            said = f"{where} has no certificate that this machine trusts: {error}"
        elif isinstance(error, exceptions.HTTPClientError | exceptions.ConnectionError):
            said = f"{where} does not answer: {error}"
        elif isinstance(error, exceptions.BotoCoreError | ValueError):
            said = f"its settings can't be used: {error}"
        else:
            return
        raise BucketError(said, self.name) from error

    def why(self, code: str, message: str) -> str:
        """Return what an error code of the protocol means."""
        if code in _CREDENTIALS:
            return f"{self.where} refuses the credentials, or they may not write there ({code})"
        if code == "NoSuchBucket" or code in _MISSING:
            return f"{self.where} has no bucket of this name"
        if code in _ELSEWHERE:
            return f"it is in another region than {self.region}: correct bucket.region ({message})"
        if code == "RequestTimeTooSkewed":
            return "the clock of this machine is wrong"
        if code in _UNKNOWN:
            return f"{self.where} can't do what was asked: {message}"
        return message
