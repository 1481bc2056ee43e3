from io import BytesIO

import pytest
from PIL import Image

from standfirst.media.actions import add_picture, prepare
from standfirst.media.reading import picture_value


@pytest.mark.django_db
def test_smoke(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    b = BytesIO()
    Image.new("RGB", (700, 500), "red").save(b, "JPEG")
    p = add_picture(b.getvalue(), title="A", alternative_text={"en": "red"}, is_decorative=False)
    assert picture_value(p, "en") is None
    assert prepare(p)
    p.refresh_from_db()
    v = picture_value(p, "en")
    print(v)
    assert v.alternative_text == "red"
    assert not prepare(p)
    from datetime import UTC, datetime

    from standfirst.publication.reading import shell

    print(shell("en", datetime.now(UTC)))
