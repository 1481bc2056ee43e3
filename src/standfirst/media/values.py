"""Pictures as pages need them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """One file of a picture."""

    path: str
    width: int
    height: int
    media_type: str
    """Such as ``image/avif``."""


@dataclass(frozen=True)
class PictureValue:
    """A picture in all its sizes and formats, with what must be said about it."""

    uid: str
    alternative_text: str
    """Empty for a decorative picture."""
    credit: str
    licence: str
    licence_url: str
    variants: tuple[Variant, ...]
    """Narrow to wide; the last format (JPEG or PNG) is for old browsers."""
    caption: str = ""
    source_url: str = ""

    @property
    def fallback(self) -> Variant:
        """The widest file in the most widely understood format."""
        return self.variants[-1]
