import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, expect

from tests.tools import reader_sites
from tests.tools.browser import chromium
from tests.tools.sample import Sample

# As long as `Desk` waits for what it presses: other processes of a run may have the machine meanwhile.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def sample(published: Sample) -> reader_sites.Site:
    """The served sample, to which readers may come: they change no document."""
    return reader_sites.Site(published.folder, published.base)


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


class _Answering:
    """Counts what a server is answering. Tables can't be emptied under a form that saves itself just then."""

    def __init__(self) -> None:
        self.count = 0
        self.changed = threading.Condition()

    def begins(self, **_said: Any) -> None:
        with self.changed:
            self.count += 1

    def ends(self, **_said: Any) -> None:
        with self.changed:
            self.count -= 1
            self.changed.notify_all()

    def wait(self, seconds: float) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.count <= 0, seconds), (
                "The server still answers somebody."
            )


@pytest.fixture
def newsroom_url(live_server: Any, settings: Any) -> Iterator[str]:
    """The address of a running admin, which has answered everybody before the test's tables are emptied."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    cache.clear()
    answering = _Answering()
    request_started.connect(answering.begins)
    request_finished.connect(answering.ends)
    yield live_server.url
    answering.wait(60)
    request_started.disconnect(answering.begins)
    request_finished.disconnect(answering.ends)
