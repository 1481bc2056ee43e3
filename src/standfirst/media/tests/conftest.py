from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image


@pytest.fixture(autouse=True)
def media_folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def encoded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    output = BytesIO()
    image.save(output, form, **options)
    return output.getvalue()


@pytest.fixture
def photo() -> bytes:
    return encoded(Image.linear_gradient("L").resize((700, 500)).convert("RGB"))


def decoded(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


Upload = Callable[..., Any]
