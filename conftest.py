import gc
import os
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as hypothesis_settings

# The same examples every time where a failure would stop somebody else's work; new ones at home.
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis_settings.register_profile("home", deadline=None)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "home")

TOGETHER = {
    "tests/machines/": "served",
    "tests/browser/test_validity.py": "served",
    "tests/browser/test_reader_journey.py": "served",
    "tests/browser/test_reader_account.py": "served",
}
"""Tests for which a publication is made and served, which takes a minute: one process makes it once for all of them."""
LONG = ("tests/bake/", "tests/postgresql/test_", *TOGETHER)
"""What takes minutes begins, so that what is short fills what is left."""


def _together(nodeid: str) -> str:
    """Return what one process runs whole: the tests of a file, or of all files that share a publication."""
    file = nodeid.partition("::")[0]
    return next((name for start, name in TOGETHER.items() if file.startswith(start)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Spread the tests over the processes by what belongs together."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _together(nodeid)

    return Scheduling(config, log)


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of the search for cycles, and search less often: a tenth of the time of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long ones begin. Those that empty the tables stay last, as pytest-django orders them."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: Any
) -> None:
    """Test on a file, as publications have: connections to SQLite in memory do not wait for one another."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(
            tmp_path_factory.mktemp("database") / "standfirst.sqlite3"
        )


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
