"""Documents in a bucket. Objects are put whole or not at all; in which order, readers may rely on.

A batch goes in steps, each done before the next: what pages load (assets, pictures); compressed siblings of pages that
are to be replaced are deleted; stories and what else is led to; the lists that lead to them; siblings; what vanished is
deleted. So a reader never gets a page whose style sheet or picture is missing, or a sibling that is not its page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from standfirst.bake.bucket import Bucket, Object
from standfirst.bake.bucket_errors import BucketError, Exists
from standfirst.bake.bucket_files import Loaded
from standfirst.bake.layout import SIBLINGS, file_of
from standfirst.bake.manifest import LED_TO, priority
from standfirst.bake.store import Page, nothing
from standfirst.bake.types import cache_control, content_type

CLAIM = ".standfirst.json"
"""Says whose the bucket (below its prefix) is."""
_ENCODINGS = {".br": "br", ".gz": "gzip"}


class BucketStore:
    """A bucket, below a prefix (empty, or ending in ``/``), for the publication whose uid ``owner`` returns."""

    def __init__(
        self,
        bucket: Bucket,
        owner: Callable[[], str],
        media: Path,
        prefix: str = "",
        at_step: Callable[[str], None] = nothing,
    ) -> None:
        self.bucket = bucket
        self.prefix = prefix
        self._owner = owner
        self._claimed = False
        self._loaded = Loaded(bucket, prefix, media)
        self._at_step = at_step

    def put(self, pages: Sequence[Page], vanished: Iterable[str] = ()) -> None:
        """Write and delete, in the steps above.

        Raises:
            BucketError: the bucket can't be used now, or is another publication's. What is in place is whole, and the
                batch may be put again.
        """
        if not self._claimed:
            self.claim()
        vanished = list(vanished)
        self._at_step("loaded")
        self._loaded.send(page.body for page in pages)
        self._at_step("bare")
        self.bucket.delete(self._siblings(page.path for page in pages))
        led_to = [page for page in pages if priority(page.path) >= LED_TO]
        self._at_step("pages")
        self.bucket.put_all(self._object(page) for page in led_to)
        self._at_step("lists")
        self.bucket.put_all(self._object(page) for page in pages if priority(page.path) < LED_TO)
        self._at_step("siblings")
        self.bucket.put_all(
            self._object(page, ending, body) for page in pages for ending, body in page.siblings.items()
        )
        self._at_step("remove")
        self.bucket.delete(self._siblings(vanished))
        self.bucket.delete(self.prefix + file_of(path) for path in vanished)
        self._loaded.remove()

    def holds(self, path: str, size: int) -> bool:
        """Say yes: the manifest knows what was put here, and asking costs a request. ``--verify`` asks."""
        return True

    def sweep(self) -> int:
        """There is nothing half-done: an object that wasn't put whole isn't there."""
        return 0

    def loads(self, name: str, tag: str) -> bool:
        """Tell whether the object ``name`` (below the prefix) is a picture as it is here, by its entity tag."""
        return self._loaded.tag(name) == tag

    def claim(self) -> None:
        """Make sure that nobody else's publication is kept here.

        The first one writes down that it is its own, by a conditional write where the service knows them.

        Raises:
            BucketError: it is another publication's.
        """
        key = self.prefix + CLAIM
        mine = json.dumps({"publication": self._owner()}).encode()
        held = self.bucket.get(key)
        if held is None:
            try:
                self._write_claim(Object(key, mine, "application/json", "no-store"))
            except Exists:
                held = self.bucket.get(key)
        if held is not None and held != mine:
            raise BucketError(
                f"another publication is kept there. Choose another bucket.prefix; or, if it is no more, delete {key}",
                self.bucket.name,
            )
        self._claimed = True

    def _write_claim(self, claim: Object) -> None:
        try:
            self.bucket.put(claim, only_new=True)
        except BucketError as error:
            if not error.cannot:
                raise
            self.bucket.put(claim)

    def _siblings(self, paths: Iterable[str]) -> list[str]:
        return [self.prefix + file_of(path) + ending for path in paths for ending in SIBLINGS]

    def _object(self, page: Page, ending: str = "", body: bytes | None = None) -> Object:
        status, _space, location = page.status.decode().strip().partition(" ")
        return Object(
            self.prefix + file_of(page.path) + ending,
            page.body if body is None else body,
            content_type(page.path),
            cache_control(page.path),
            _ENCODINGS.get(ending, ""),
            location,
            int(status or 200),
        )
