from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from tests.tools import reader_sites
from tests.tools.browser import chromium


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[reader_sites.Site]:
    with reader_sites.sample(tmp_path_factory.mktemp("sample") / "demo") as site:
        yield site


@pytest.fixture(scope="session")
def farsi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[reader_sites.Site]:
    with reader_sites.farsi(tmp_path_factory.mktemp("farsi") / "digest") as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for the tests of a module; each person gets a context of their own.

    Playwright keeps an event loop in this thread for as long, which Django would take for an async view.
    """
    with pytest.MonkeyPatch.context() as patch, chromium() as browser:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield browser


@pytest.fixture
def newsroom_url(live_server: Any, settings: Any) -> str:
    """The address of a running admin."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    cache.clear()
    return live_server.url
