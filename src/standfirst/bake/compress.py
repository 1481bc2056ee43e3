"""The compressed siblings of a file."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

import brotli

from standfirst.bake.types import compressible

SMALLEST = 200
"""Bytes from which compressing is worth a file."""


@dataclass(frozen=True)
class Quality:
    """How hard to compress: brotli 1 to 11, gzip 1 to 9; 0 makes no such files."""

    brotli: int = 5
    gzip: int = 6

    def __str__(self) -> str:
        return f"br{self.brotli} gz{self.gzip}"


def siblings(path: str, body: bytes, quality: Quality) -> dict[str, bytes]:
    """Return the siblings of the document at ``path`` by their ending, only where they are smaller."""
    if len(body) < SMALLEST or not compressible(path):
        return {}
    made: dict[str, bytes] = {}
    if quality.brotli:
        made[".br"] = brotli.compress(body, quality=quality.brotli)
    if quality.gzip:
        # Without a time in its header: the same page gives the same file.
        made[".gz"] = gzip.compress(body, quality.gzip, mtime=0)
    return {ending: content for ending, content in made.items() if len(content) < len(body)}
