"""Icons for browser tabs and home screens, drawn from the publication's square emblem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from standfirst.keys.documents import Rendered
from standfirst.keys.recording import read
from standfirst.publication.models import Publication
from standfirst.publication.reading import publication

_SIZES = {
    "/icons/icon-192.png": 192,
    "/icons/icon-512.png": 512,
    "/icons/apple-touch-icon.png": 180,
    "/favicon.ico": 48,
}


class Icons:
    """The emblem in the sizes that browsers ask for; a square of the accent colour where there is none."""

    name = "icons"

    def paths(self) -> Iterator[str]:
        """Yield the address of every icon."""
        yield from _SIZES

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the icon; the instant makes no difference."""
        size = _SIZES.get(path)
        if size is None:
            return None
        image = _square(publication(), size)
        output = BytesIO()
        if path.endswith(".ico"):
            image.save(output, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
            return Rendered(output.getvalue(), "image/x-icon")
        image.save(output, "PNG", optimize=True)
        return Rendered(output.getvalue(), "image/png")


def _square(record: Publication, size: int) -> Image.Image:
    emblem: Any = record.emblem
    if emblem is None:
        return Image.new("RGBA", (size, size), record.colour_light)
    read(f"picture:{emblem.uid}")
    with emblem.open_file() as file:
        image = Image.open(file).convert("RGBA")
    return ImageOps.pad(image, (size, size), Image.Resampling.LANCZOS, color=(0, 0, 0, 0))
