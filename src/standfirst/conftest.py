from typing import Any

import pytest


@pytest.fixture
def signed_in_editors_may_edit(settings: Any) -> None:
    """For tests of screens: the second factor has tests of its own, in readers."""
    settings.NO_SECOND_FACTOR = True
