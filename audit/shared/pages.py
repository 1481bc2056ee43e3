"""The pages that are audited: one of every kind of document and every page of the app, of a served sample."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tools import sample as samples
from tests.tools.browser import chromium
from tests.tools.crawling import Answer, Site, get

NO_PAGES = {"rail"}
"""Kinds of HTML documents that are no pages: fragments which scripts fetch."""
SEARCH = "/_/en/search/?q=source"


@dataclass(frozen=True)
class Page:
    """One page to audit."""

    name: str
    """Its kind, such as ``story`` or ``sections archive``; of the app its address."""
    path: str
    indexed: bool
    """Whether search engines are meant to have it."""
    status: int
    cookies: str = ""
    """The session it needs, as a Cookie header."""


@contextmanager
def sample(change: Callable[[Path], None] = lambda folder: None) -> Iterator[samples.Sample]:
    """Make the sample publication in a temporary folder, ``change`` that, and serve it for the block."""
    with tempfile.TemporaryDirectory(prefix="standfirst-audit-") as folder:
        print("Making the sample publication ...", flush=True)
        made = samples.made_once(Path(folder) / "made")
        change(made / "sample")
        with samples.served(made, Path(folder) / "digest") as running:
            yield running


def documents(sample: samples.Sample) -> list[Page]:
    """Return one page of every kind and shape, and the page of a withdrawn story."""
    site = Site(sample)
    found = []
    for kind, paths in sample.one_of_each().items():
        for path in paths:
            answer = site.get(path)
            if kind not in NO_PAGES and answer.media_type == "text/html":
                found.append(_page(f"{kind} archive" if "/archive/" in path else kind, answer))
    return [*found, _page("story withdrawn", site.get(sample.withdrawn))]


def app(sample: samples.Sample) -> list[Page]:
    """Return every page of the app: as anybody sees it, or else as a reader who has signed in."""
    cookies = session(sample)
    found = []
    for path in [*sample.app_paths, SEARCH]:
        for sent in ("", cookies):
            answer = get(sample, path, **({"Cookie": sent} if sent else {}))
            if answer.status == 200 and answer.media_type == "text/html":
                found.append(_page(path, answer, sent))
                break
    return found


def session(sample: samples.Sample) -> str:
    """Sign in as the sample's reader and return the cookies."""
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{sample.base}/_/en/account/login/")
        page.fill("[name=login]", samples.READER)
        page.fill("[name=password]", sample.password)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/saved/")
        return "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())


def _page(name: str, answer: Answer, cookies: str = "") -> Page:
    indexed = answer.status == 200 and "noindex" not in answer.meta("robots")
    return Page(name, answer.path, indexed, answer.status, cookies)
