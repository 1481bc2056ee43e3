"""Starting Django for one publication."""

from __future__ import annotations

import os
from pathlib import Path

from standfirst.project.folder import FOLDER_VARIABLE, read_folder
from standfirst.starting import start_django


def open_publication(path: Path) -> None:
    """Make the publication in ``path`` this process's own, and start Django. Once per process.

    Raises:
        FolderError: ``path`` is not a publication, or its settings can't be used.
    """
    folder = read_folder(path)
    os.environ[FOLDER_VARIABLE] = str(folder.path)
    start_django()
