import shutil
from pathlib import Path

import pytest

from tests.operator.running import standfirst


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication that was made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("made") / "digest"
    ended = standfirst(
        "init",
        folder,
        "--name",
        "Digest",
        "--language",
        "en",
        "--language",
        "az",
        "--editor",
        "a@example.org",
    )
    assert ended.returncode == 0, ended.stderr
    (folder.parent / "output").write_text(ended.stdout)
    return folder


@pytest.fixture
def publication(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "digest"))
