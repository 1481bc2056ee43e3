import os
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

# The same examples every time where a failure would stop somebody else's work; new ones at home.
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis_settings.register_profile("home", deadline=None)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "home")

TOGETHER = ("sample", "farsi", "published")
"""What takes a minute to make: the tests that share one of these run in one process, which makes it once."""
LONG = ("tests/bake/", "tests/machines/")
"""Tests that keep to processes of their own, and take minutes: they begin, so that short ones fill what is left."""


def pytest_configure(config: pytest.Config) -> None:
    """The mark is known where one process runs the tests, too."""
    config.addinivalue_line("markers", "xdist_group(name): tests that run in one process")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Say which tests belong together when several processes run them."""
    shared = [name for name in TOGETHER if name in getattr(item, "fixturenames", ())]
    item.add_marker(pytest.mark.xdist_group(shared[0] if shared else item.nodeid.partition("::")[0]))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long ones begin. Those that empty the tables stay last, as pytest-django orders them."""

    def begins(item: pytest.Item) -> bool:
        return item.nodeid.startswith(LONG) or any(
            name in getattr(item, "fixturenames", ()) for name in TOGETHER
        )

    items.sort(key=lambda item: not begins(item))


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
