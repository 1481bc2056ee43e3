"""The publication's own baker, as its settings say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from standfirst.bake.bucket import Bucket
from standfirst.bake.bucket_store import BucketStore
from standfirst.bake.compress import Quality
from standfirst.bake.engine import Baker
from standfirst.bake.pool import Pool
from standfirst.bake.store import FolderStore, Several, Store
from standfirst.publication.reading import publication


def quality() -> Quality:
    """Return how hard ``publication.toml`` says to compress."""
    return Quality(**settings.BAKE)


def bucket_store() -> BucketStore | None:
    """Return the bucket that ``publication.toml`` names; None where it names none."""
    named = settings.BUCKET
    if not named["name"]:
        return None
    bucket = Bucket(named["name"], named["endpoint"], named["region"])
    return BucketStore(bucket, lambda: publication().uid, Path(settings.MEDIA_ROOT), named["prefix"])


def place() -> str:
    """Return a short name of the bucket, ``""`` without one: what was put into another one is put anew."""
    named = settings.BUCKET
    whole = f"{named['endpoint']} {named['name']} {named['prefix']}"
    return f"s3{hashlib.sha256(whole.encode()).hexdigest()[:8]}" if named["name"] else ""


def baker(clock: Callable[[], datetime] = timezone.now, pool: Pool | None = None) -> Baker:
    """Return the baker of this publication. Hold ``lock.baking`` while it works."""
    store: Store = FolderStore(Path(settings.PUBLIC_ROOT))
    if (bucket := bucket_store()) is not None:
        store = Several(store, bucket)
    return Baker(store, quality(), clock, pool=pool, place=place())
