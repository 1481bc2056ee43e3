"""Text that XML can hold."""

import re

# Everything but what XML 1.0 allows in a document (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return ``text`` without the characters that XML 1.0 can't hold in any form."""
    return _NOT_XML.sub("", text)
