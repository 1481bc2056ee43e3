from collections.abc import Iterator

import pytest

from tests.tools.postgres import Server, postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgresql() as running:
        yield running
