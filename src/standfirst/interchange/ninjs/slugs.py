"""Free addresses for many stories at once, the same that ``free_slug`` would give one by one."""

from __future__ import annotations

from collections.abc import Iterable

from standfirst.stories.models import Story


class FreeSlugs:
    """The addresses of one language that a batch asks for. Valid inside one transaction."""

    def __init__(self, language: str, bases: Iterable[str]) -> None:
        self._stories = Story.objects.filter(locale__language_code=language)
        self._taken = set(self._stories.filter(slug__in=set(bases)).values_list("slug", flat=True))
        self._numbered: dict[str, int] = {}

    def take(self, base: str) -> str:
        """Return ``base``, or ``base-2`` and so on where that is taken; it is taken then."""
        free = base
        if base in self._taken:
            free = f"{base}-{self._next(base)}"
        self._taken.add(free)
        return free

    def _next(self, base: str) -> int:
        if base not in self._numbered:
            # What begins with "base-" sorts between it and "base." : a range that an index can answer.
            self._taken |= set(
                self._stories.filter(slug__gt=f"{base}-", slug__lt=f"{base}.").values_list("slug", flat=True)
            )
        number = self._numbered.get(base, 1) + 1
        while f"{base}-{number}" in self._taken:
            number += 1
        self._numbered[base] = number
        return number
