"""The theme's documents: its assets, which never change under one address."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from standfirst.keys.documents import Rendered
from standfirst.theme import assets


class AssetKind:
    """Style sheets, scripts and fonts under ``/assets/``."""

    name = "assets"

    def paths(self) -> Iterator[str]:
        """Yield the address of every asset of this version of the theme."""
        yield from sorted(assets.by_path())

    def affected(self, key: str) -> Iterable[str]:
        """A change of the theme comes with another version of the software."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the asset; the instant makes no difference."""
        name = assets.by_path().get(path)
        if name is None:
            return None
        return Rendered(assets.contents(name), content_type=assets.media_type(name))
