"""The browser of the tests, for audits: a script can't import ``tests`` before ``shared`` has been imported."""

from tests.tools.browser import ARGUMENTS, chromium, executable

__all__ = ["ARGUMENTS", "chromium", "executable"]
