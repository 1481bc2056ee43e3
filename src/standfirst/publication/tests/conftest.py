from datetime import UTC, datetime

import pytest

from standfirst.publication.actions import create_publication
from standfirst.publication.models import Publication

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def digest(db: None) -> Publication:
    return create_publication(
        {"en": "The Standing", "az": "Dayaq", "fa": "ایستاده"}, ["en", "az", "fa"], time_zone="Asia/Baku"
    )
