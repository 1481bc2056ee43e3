"""What a source sends becomes a feed of cleaned entries, or a refusal in an editor's words. No models here."""

from .reader import Reader
from .values import Entry, Feed, FeedRefused, Refusal

__all__ = ["Entry", "Feed", "FeedRefused", "Reader", "Refusal"]
