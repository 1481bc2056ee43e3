from datetime import UTC, datetime

import pytest

from standfirst.publication.actions import create_publication
from standfirst.publication.models import Publication
from standfirst.publication.tests.trees import once

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def digest(db: None) -> Publication:
    names = {"en": "The Standing", "az": "Dayaq", "fa": "ایستاده"}
    once("digest", lambda: create_publication(names, list(names), time_zone="Asia/Baku"))
    return Publication.objects.get()
