from collections.abc import Iterator
from typing import Any

import pytest

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
