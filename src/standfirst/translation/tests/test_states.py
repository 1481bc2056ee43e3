"""States of a paragraph."""

import pytest

from standfirst.translation.pairing.states import State, digest, saved, shown


@pytest.mark.parametrize(
    ("before", "changed", "reviewed", "empty", "after"),
    [
        (State.NEW, True, False, False, State.EDITED),
        (State.NEW, False, False, True, State.NEW),
        (State.MACHINE, False, False, False, State.MACHINE),
        (State.MACHINE, True, False, False, State.EDITED),
        (State.MACHINE, False, True, False, State.REVIEWED),
        (State.REVIEWED, False, False, False, State.EDITED),
        (State.EDITED, True, False, True, State.NEW),
        (State.NEW, False, True, True, State.REVIEWED),
    ],
)
def test_what_a_person_saves(before, changed, reviewed, empty, after):
    assert saved(before, changed=changed, reviewed=reviewed, empty=empty) is after


def test_it_is_stale_while_the_original_says_something_else():
    old, new = digest("Ten people"), digest("Eleven people")
    assert shown(State.REVIEWED, old, new) is State.STALE
    assert shown(State.MACHINE, old, None) is State.STALE
    assert shown(State.REVIEWED, old, old) is State.REVIEWED
    assert shown(State.NEW, old, new) is State.NEW
    assert digest("Ten \n people") == old
