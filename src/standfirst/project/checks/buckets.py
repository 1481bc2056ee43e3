"""The bucket that gets the public site."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from urllib.parse import urlsplit

from standfirst.project.checks.finding import Finding
from standfirst.project.folder import SETTINGS_FILE, Folder


def bucket(folder: Folder) -> Iterator[Finding]:
    """The bucket takes, gives back and deletes an object, and is no other publication's."""
    settings = folder.bucket
    if not settings.name:
        return
    address = urlsplit(settings.endpoint)
    if address.scheme == "http" and address.hostname not in {"localhost", "127.0.0.1", "::1"}:
        yield Finding(
            "warning",
            "bucket",
            f"{settings.endpoint} is spoken to without TLS: anybody on the way may change what readers get",
            f"Use its https address as bucket.endpoint in {SETTINGS_FILE}.",
        )
    from standfirst.project.start import open_publication

    open_publication(folder.path)
    from standfirst.bake.baking import bucket_store
    from standfirst.bake.bucket import Object
    from standfirst.bake.bucket_errors import BucketError

    store = bucket_store()
    assert store is not None
    probe = Object(f"{store.prefix}.standfirst-check-{secrets.token_hex(4)}", b"1", "text/plain", "no-store")
    try:
        store.claim()
        store.bucket.put(probe)
        whole = store.bucket.get(probe.key) == probe.body
        listed = any(key == probe.key for key, _, _ in store.bucket.listed(probe.key))
        store.bucket.delete([probe.key])
        left = store.bucket.get(probe.key) is not None
    except BucketError as error:
        yield Finding(
            "error",
            "bucket",
            f"{settings.name}: {error.strerror}",
            f"Correct [bucket] in {SETTINGS_FILE} or the credentials in the environment; they must allow to put, get, "
            "list and delete objects.",
        )
        return
    if not whole or not listed or left:
        yield Finding(
            "error",
            "bucket",
            f"{settings.name}: what is put can't be read, listed or deleted at once",
            "Use a service that is consistent: every large one is.",
        )
