"""The browser of the tests, for audits: a script can't import ``tests`` before ``shared`` has been imported."""

import sys

from tests.tools.browser import ARGUMENTS, chromium, executable

__all__ = ["ARGUMENTS", "chromium", "with_windows"]


def with_windows() -> str:
    """Return the path of the Chromium that people use, which is what Lighthouse is made for; without it, end."""
    path = executable(("chromium", "chromium-browser"))
    if path is None:
        sys.exit("Lighthouse needs the whole Chromium. Install it with: apt-get install chromium")
    return path
