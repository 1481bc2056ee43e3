"""A disk that loses what was not synced: the store's file operations, noted and replayed up to a power failure."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from standfirst.bake.files import Files

Op = tuple[Any, ...]


class NotedFiles(Files):
    """Does everything, and notes it. ``skip`` is the number of a sync that is taken out."""

    def __init__(self, root: Path, skip: int | None = None) -> None:
        super().__init__(root)
        self.log: list[Op] = []
        self.skip = skip
        self.syncs = 0

    def make_folder(self, folder: str) -> None:
        super().make_folder(folder)
        self.log.append(("folder", folder))

    def write(self, file: str, content: bytes) -> None:
        super().write(file, content)
        self.log.append(("write", file, content))

    def sync(self, paths: Iterable[str]) -> None:
        paths = list(paths)
        super().sync(paths)
        if paths:
            if self.syncs != self.skip:
                self.log.append(("sync", paths))
            self.syncs += 1

    def rename(self, old: str, new: str) -> None:
        super().rename(old, new)
        self.log.append(("rename", old, new))

    def remove(self, file: str) -> bool:
        done = super().remove(file)
        if done:
            self.log.append(("remove", file))
        return done

    def remove_folder(self, folder: str) -> bool:
        done = super().remove_folder(folder)
        if done:
            self.log.append(("remove", folder))
        return done


class Disk:
    """What is in memory, and what of it has reached the plate.

    A file is a number with content; a folder's entries lead to numbers. Content that was not synced is lost with the
    power (the file is there and empty); of changed entries of a folder that was not synced, any may be lost.
    """

    def __init__(self, tree: dict[str, bytes]) -> None:
        self.entries: dict[str, int] = {}
        self.content: dict[int, bytes] = {}
        self.synced: set[int] = set()
        self.folders: set[str] = set()
        self.unsure: list[tuple[str, list[tuple[str, int | None]]]] = []
        for name, content in tree.items():
            number = len(self.content)
            self.content[number], self.entries[name] = content, number
            self.synced.add(number)
        self.sure = dict(self.entries)

    def do(self, op: Op) -> None:
        match op:
            case ("folder", folder):
                self._change(_parent(folder), [(folder + "/", -1)])
            case ("write", file, content):
                number = len(self.content)
                self.content[number] = content
                self._change(_parent(file), [(file, number)])
            case ("rename", old, new):
                self._change(_parent(new), [(old, None), (new, self.entries[old])])
            case ("remove", name):
                self._change(_parent(name), [(name, None), (name + "/", None)])
            case ("sync", paths):
                for path in paths:
                    if path in self.entries:
                        self.synced.add(self.entries[path])
                    else:
                        self._sync_folder(path)

    def _change(self, folder: str, changes: list[tuple[str, int | None]]) -> None:
        self.unsure.append((folder, changes))
        _apply(self.entries, changes)

    def _sync_folder(self, folder: str) -> None:
        rest = []
        for of, changes in self.unsure:
            if of == folder:
                _apply(self.sure, changes)
            else:
                rest.append((of, changes))
        self.unsure = rest

    def after_power_failure(self, dice: random.Random, tries: int = 4) -> Iterator[dict[str, bytes]]:
        """Yield what may be found: nothing of what is unsure, all of it, and some by the dice."""
        choices = [[False] * len(self.unsure), [True] * len(self.unsure)]
        choices += [[dice.random() < 0.5 for _ in self.unsure] for _ in range(tries)]
        for chosen in choices:
            entries = dict(self.sure)
            for kept, (_, changes) in zip(chosen, self.unsure, strict=True):
                if kept:
                    _apply(entries, changes)
            yield {
                name: self.content[number] if number in self.synced else b""
                for name, number in entries.items()
                if number >= 0 and self._reachable(name, entries)
            }

    def _reachable(self, name: str, entries: dict[str, int]) -> bool:
        """Whether all folders made meanwhile that the file lies in are there."""
        made = {op + "/" for op in self._made()}
        parent = _parent(name)
        while parent:
            if parent + "/" in made and parent + "/" not in entries:
                return False
            parent = _parent(parent)
        return True

    def _made(self) -> set[str]:
        names = {*self.entries, *self.sure, *(name for _, changes in self.unsure for name, _ in changes)}
        return {name[:-1] for name in names if name.endswith("/")}


def _apply(entries: dict[str, int], changes: list[tuple[str, int | None]]) -> None:
    for name, number in changes:
        if number is None:
            entries.pop(name, None)
        else:
            entries[name] = number


def _parent(name: str) -> str:
    return name.rpartition("/")[0]
