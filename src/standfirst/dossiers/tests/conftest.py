from dataclasses import replace
from typing import Any

import pytest

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.models import Dossier
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, event, river
from standfirst.stories.tests.factories import as_chief

PLACES = [{"id": "bridge", "name": {"en": "The bridge"}}]


@pytest.fixture
def folder(settings: Any, tmp_path: Any) -> Any:
    """A publication's folder of its own, with no key yet."""
    settings.FOLDER = replace(settings.FOLDER, path=tmp_path)
    return settings.FOLDER


@pytest.fixture
def ferry(client: Any, folder: Any) -> Dossier:
    """A dossier that readers see, with an incident at the bridge; who signs in is the chief."""
    as_chief(client)
    events = [event("incident", "2021-06-20", "guards", "g2", place="bridge")]
    return import_dossier(
        read_data(river(claim("c1", says="exceeded"), events=events, places=PLACES)), why="", live=True
    )
