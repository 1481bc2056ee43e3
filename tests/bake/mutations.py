"""Taking away one registration, to see that the property test notices."""

from __future__ import annotations


def take_away(name: str) -> None:
    """Make changes of keys that begin with ``name`` unsaid, or with ``kind:`` a kind's new addresses unknown.

    ``read:<beginning>`` leaves these keys out of what is recorded.
    """
    from standfirst.bake import work
    from standfirst.keys.documents import _kinds

    what, _colon, rest = name.partition(":")
    if what == "kind":
        _kinds[rest].affected = lambda key: ()
        return
    keep = work.changes

    def changes() -> work.Changes:
        found = keep()
        return work.Changes(
            found.entries, [key for key in found.keys if not key.startswith(name)], found.since
        )

    work.changes = changes
