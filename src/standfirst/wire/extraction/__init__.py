"""An article page of anybody's, read as data. Knows nothing of our database."""

from standfirst.wire.extraction.page import extract
from standfirst.wire.extraction.standing import Standing, standing_of
from standfirst.wire.extraction.values import ExtractedPage, ExtractionRefused, Field, Refusal

__all__ = ["ExtractedPage", "ExtractionRefused", "Field", "Refusal", "Standing", "extract", "standing_of"]
