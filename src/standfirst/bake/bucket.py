"""One bucket of an S3-compatible service: objects put, listed and deleted, and what can go wrong said plainly."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from standfirst.bake.bucket_errors import BucketError, Missing, Said

REGION = "us-east-1"
"""Where none is named: most services take it for their only one."""
AT_ONCE = 16
"""Requests under way."""
_CONNECT, _READ, _TRIES = 5, 20, 3
"""Seconds to wait for a connection and for an answer, and tries of one request that the client itself makes."""
_MOST = 1000
"""Keys of one request to delete, by the protocol."""


@dataclass(frozen=True)
class Object:
    """What is put at one key."""

    key: str
    body: bytes = field(repr=False)
    content_type: str
    cache_control: str = ""
    encoding: str = ""
    location: str = ""
    """Where an address that moved leads to, for services that answer 301 by themselves."""
    status: int = 200
    disposition: str = ""


@dataclass(frozen=True)
class Bucket:
    """Where it is. Credentials come from the environment, or from where the service's own client looks for them."""

    name: str
    endpoint: str = ""
    """``https://host``; empty for Amazon's own."""
    region: str = ""

    @cached_property
    def _client(self) -> Any:
        try:
            from botocore.config import Config
            from botocore.session import Session
        except ImportError:
            raise BucketError(
                'its client is not installed: pip install "standfirst[s3]"', self.name
            ) from None
        settings = Config(
            connect_timeout=_CONNECT,
            read_timeout=_READ,
            retries={"mode": "standard", "total_max_attempts": _TRIES},
            max_pool_connections=AT_ONCE,
            s3={"addressing_style": "path" if self.endpoint else "auto"},
            # Services that are not Amazon's know MD5, which we send, and not always the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        with self._said():
            client = Session().create_client(
                "s3",
                region_name=self.region or REGION,
                endpoint_url=self.endpoint or None,
                config=settings,
            )
        client.meta.events.register("before-sign.s3.DeleteObjects", _with_md5)
        return client

    def put(self, each: Object, *, only_new: bool = False) -> None:
        """Put one object, whole or not at all. The service compares what it got with our MD5.

        Raises:
            Exists: there is one, and ``only_new`` was asked for.
            BucketError: it could not be put.
        """
        parameters = {
            "CacheControl": each.cache_control,
            "ContentEncoding": each.encoding,
            "ContentDisposition": each.disposition,
            "WebsiteRedirectLocation": each.location,
            "IfNoneMatch": "*" if only_new else "",
        }
        with self._said():
            self._client.put_object(
                Bucket=self.name,
                Key=each.key,
                Body=each.body,
                ContentType=each.content_type,
                ContentMD5=base64.b64encode(_md5(each.body)).decode(),
                Metadata={"status": str(each.status)} if each.status != 200 else {},
                **{name: value for name, value in parameters.items() if value},
            )

    def put_all(self, objects: Iterable[Object]) -> None:
        """Put several, some at once. Returns when all are there.

        Raises:
            BucketError: one of them could not be put; others may be there.
        """
        _each(self.put, objects)

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects, whether they are there or not."""
        rest = sorted(set(keys))
        pieces = [rest[start : start + _MOST] for start in range(0, len(rest), _MOST)]
        _each(self._delete, pieces)

    def _delete(self, keys: list[str]) -> None:
        with self._said():
            wanted = {"Objects": [{"Key": key} for key in keys], "Quiet": True}
            answer = self._client.delete_objects(Bucket=self.name, Delete=wanted)
        if errors := answer.get("Errors"):
            first = errors[0]
            raise BucketError(
                self._said().why(first.get("Code", ""), f"{first.get('Key')}: {first.get('Message')}"),
                self.name,
            )

    def listed(self, prefix: str) -> Iterator[tuple[str, int, str]]:
        """Yield key, size and entity tag (the MD5, for what we put) of every object whose key begins with ``prefix``."""
        more: dict[str, str] = {}
        while True:
            with self._said():
                answer = self._client.list_objects_v2(Bucket=self.name, Prefix=prefix, **more)
            for each in answer.get("Contents", ()):
                yield each["Key"], each["Size"], each["ETag"].strip('"')
            if not answer.get("IsTruncated"):
                return
            more = {"ContinuationToken": answer["NextContinuationToken"]}

    def get(self, key: str) -> bytes | None:
        """Return an object's bytes; None where there is none."""
        try:
            with self._said():
                body: bytes = self._client.get_object(Bucket=self.name, Key=key)["Body"].read()
        except Missing:
            return None
        return body

    def _said(self) -> Said:
        return Said(self.name, self.endpoint or "Amazon S3", self.region or REGION)


def _md5(body: bytes) -> bytes:
    return hashlib.md5(body, usedforsecurity=False).digest()


def _with_md5(request: Any, **_: Any) -> None:
    """Add what many services want of a request to delete, and the client no longer sends."""
    request.headers["Content-MD5"] = base64.b64encode(_md5(request.body)).decode()


def _each(do: Callable[[Any], None], items: Iterable[Any]) -> None:
    """Do it to all, some at once; after a failure begin no more, and raise it."""
    rest = list(items)
    if len(rest) < 2:
        for item in rest:
            do(item)
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        doing = [pool.submit(do, item) for item in rest]
        try:
            for each in doing:
                each.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
