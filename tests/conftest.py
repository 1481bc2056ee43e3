import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import sample as samples
from tests.tools.crawling import Site


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample publication, made once for all processes of the run. Tests work on copies."""
    own = tmp_path_factory.getbasetemp()
    return samples.made_once((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sample")


@pytest.fixture(scope="session")
def published(sample_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[samples.Sample]:
    """The sample publication, served. Tests that change it make a copy of their own."""
    with samples.served(sample_made, tmp_path_factory.mktemp("served") / "digest") as running:
        yield running


@pytest.fixture(scope="session")
def site(published: samples.Sample) -> Site:
    """Every document of the sample as it comes over HTTP."""
    return Site(published)
