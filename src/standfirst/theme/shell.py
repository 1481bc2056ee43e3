"""The parts around every page, rendered once for each state of the shell.

Pages of the app (search, sign-in, account) are Django templates; they put these strings around themselves.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup

from standfirst.theme.environment import component

# The languages of a large publication in their present and previous state.
_KEPT = 64


@lru_cache(maxsize=_KEPT)
def masthead(shell: Any) -> Markup:
    """Return skip link, nameplate, menus, search and reading settings. ``shell`` is a ``Shell``."""
    return component("navigation/masthead.html", "masthead", shell.language, shell)


@lru_cache(maxsize=_KEPT)
def footer(shell: Any) -> Markup:
    """Return the footer and, where the publication has guarded purposes, the consent notice."""
    return component("navigation/footer.html", "footer", shell.language, shell)


@lru_cache(maxsize=_KEPT)
def head_assets(shell: Any) -> Markup:
    """Return what ``<head>`` needs of the theme: styles, colours, scripts, fonts, icon, manifest."""
    return component("components/head_assets.html", "head_assets", shell.language, shell)


PARTS = {"masthead": masthead, "footer": footer, "head_assets": head_assets}
"""As templates call them."""
