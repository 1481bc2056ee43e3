import os
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

# The same examples every time where a failure would stop somebody else's work; new ones at home.
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis_settings.register_profile("home", deadline=None)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "home")


@pytest.fixture
def signed_in_editors_may_edit(settings: Any) -> None:
    """For tests of screens: the second factor has tests of its own, in readers."""
    settings.NO_SECOND_FACTOR = True


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Hashing that is slow for who guesses is slow for tests too, which sign in hundreds of editors."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a test's publication left in the cache, such as its languages, is nothing to the next one."""
    cache.clear()
