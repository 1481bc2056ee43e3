"""A real browser for tests: Debian's Chromium, alone on loopback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# For each window Chromium loads the lists that would fall from its address bar, in processes of their own, and one
# process in reserve: half of what a new context costs. The others are off in every browser that Playwright starts;
# of two such arguments the last one counts.
OFF = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
]


PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The same Chromium: without windows, menus and all that belongs to them it takes a fifth less of the processor."""


def executable(programs: Sequence[str] = PROGRAMS) -> str | None:
    """Return the path of the system's Chromium (or of ``CHROMIUM``), None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, programs)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium for the block.

    Raises:
        RuntimeError: there is none; the message says how to get one.
    """
    path = executable()
    if path is None:
        raise RuntimeError("No Chromium found. Install it with: apt-get install chromium-headless-shell")
    arguments = [*ARGUMENTS, f"--disable-features={','.join(OFF)}"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def violations(page: Any) -> list[str]:
    """Return the content security policy violations since ``watch`` was called."""
    return page.evaluate("window.__violations || []")


def watch(page: Any) -> None:
    """Count content security policy violations on every document that ``page`` opens from now on."""
    page.add_init_script(
        "window.__violations = [];"
        "document.addEventListener('securitypolicyviolation', e =>"
        " window.__violations.push(e.violatedDirective + ' ' + e.blockedURI));"
    )
