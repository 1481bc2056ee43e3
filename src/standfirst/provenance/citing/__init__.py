"""The grammar of citations in running text, `(Interfax, November 12, 2020; see EDM, January 22, 2021)`.

It stands in the design's chapter "Citations". No Django in here, and one public function: `find_citations`.
"""

from .find import KnownOutlets, find_citations
from .item import CitedItem
from .vocabulary import LANGUAGES

__all__ = ["LANGUAGES", "CitedItem", "KnownOutlets", "find_citations"]
