"""Holding the bucket against the folder, which ``verify`` holds against the manifest and a fresh render."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from standfirst.bake.bucket_store import CLAIM, BucketStore
from standfirst.bake.files import Files
from standfirst.bake.layout import STATUS, TEMPORARY, main_file, path_of
from standfirst.bake.verify import Difference


def verify_bucket(store: BucketStore, files: Files) -> Iterator[Difference]:
    """Yield every object that is missing, is not what the folder holds, or belongs to nothing.

    Raises:
        BucketError: the bucket can't be used now.
    """
    held = {key.removeprefix(store.prefix): tag for key, _size, tag in store.bucket.listed(store.prefix)}
    held.pop(CLAIM, None)
    for file in files.walk():
        if file.endswith(STATUS) or TEMPORARY.fullmatch(file.rpartition("/")[2]):
            continue
        tag, content = held.pop(file, None), files.read(file)
        path = path_of(main_file(file))
        if tag is None:
            yield Difference(path, f"{file} is missing in the bucket")
        elif content is not None and tag != hashlib.md5(content, usedforsecurity=False).hexdigest():
            yield Difference(path, f"{file} is something else in the bucket")
    for name, tag in held.items():
        if not store.loads(name, tag):
            yield Difference(f"/{name}", "is in the bucket and belongs to no document")
