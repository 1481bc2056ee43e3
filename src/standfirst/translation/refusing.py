"""Why a file is no translation memory, for an editor."""

from __future__ import annotations

from django.utils.translation import gettext as _

from standfirst.translation.pairing.tmx import NotTmx


def said(refused: NotTmx) -> str:
    """Return the reason in words."""
    return {
        "size": _("The file is larger than 64 MB. Export a part of that memory."),
        "entities": _(
            "The file declares entities of its own, which a translation memory doesn't need. It isn't read."
        ),
        "xml": _("The file can't be read as XML: %(why)s") % {"why": refused.detail},
        "root": _("This is XML, but no translation memory (TMX)."),
    }[refused.reason]
