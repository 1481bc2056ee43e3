"""What a first visit costs: bytes and requests of one page of every kind, on a phone with an empty cache.

Asked for: at most 150 KB and 12 requests without the lead picture, and nothing from anybody else.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import brotli
from shared import pages, results
from shared.browser import chromium

MOST_BYTES = 150 * 1024
MOST_REQUESTS = 12
QUALITY = 5
"""Brotli's, as in baked files."""
TEXT = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
PHONE = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}


@dataclass
class Weight:
    """One page's weight. Bytes are of bodies; ``compressed`` counts text that came plain as Brotli makes it."""

    requests: int = 0
    sent: int = 0
    compressed: int = 0
    lead_picture: int = 0
    foreign: int = 0

    @property
    def counted(self) -> int:
        """Compressed bytes without the lead picture."""
        return self.compressed - self.lead_picture


def weigh(browser: Any, base: str, page: pages.Page) -> Weight:
    """Open ``page`` with an empty cache and add up what it fetched."""
    context = browser.new_context(**PHONE)
    if page.cookies:
        pairs = [each.split("=", 1) for each in page.cookies.split("; ")]
        context.add_cookies([{"name": name, "value": value, "url": base} for name, value in pairs])
    tab = context.new_page()
    answers: list[Any] = []
    # A function of our own: Playwright sets attributes on what it calls, which a bound built-in refuses.
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    tab.goto(f"{base}{page.path}", wait_until="networkidle")
    lead = tab.evaluate("document.querySelector('.lead-picture img')?.currentSrc || ''")
    weight = Weight(requests=len(answers))
    for answer in answers:
        # A redirect has no body to ask for.
        body = b"" if 300 <= answer.status < 400 else answer.body()
        encoded = answer.headers.get("content-encoding")
        sent = int(answer.headers.get("content-length", len(body)))
        plain_text = not encoded and answer.headers.get("content-type", "").startswith(TEXT)
        size = len(brotli.compress(body, quality=QUALITY)) if plain_text else sent
        weight.sent += sent
        weight.compressed += size
        weight.lead_picture += size if answer.url == lead else 0
        weight.foreign += urlsplit(answer.url).netloc != urlsplit(base).netloc
    context.close()
    return weight


def falls_short(page: pages.Page, weight: Weight) -> list[str]:
    """Return what ``page`` has too much of."""
    requests = weight.requests - (weight.lead_picture > 0)
    lacks = []
    if weight.counted > MOST_BYTES:
        lacks.append(f"{page.name}: {weight.counted / 1024:.0f} KB")
    if requests > MOST_REQUESTS:
        lacks.append(f"{page.name}: {requests} requests")
    if weight.foreign:
        lacks.append(f"{page.name}: {weight.foreign} requests to others")
    return lacks


def main() -> int:
    """Weigh, write the result, and return 1 where something falls short."""
    about = results.machine()
    with pages.sample() as sample:
        asked = [*pages.documents(sample), *pages.app(sample)]
        with chromium() as browser:
            weights = {page.name: weigh(browser, sample.base, page) for page in asked}
    failures = [lack for page in asked for lack in falls_short(page, weights[page.name])]
    rows = [
        [
            name,
            str(each.requests),
            f"{each.counted / 1024:.1f}",
            f"{each.lead_picture / 1024:.1f}",
            f"{each.sent / 1024:.1f}",
        ]
        for name, each in weights.items()
    ]
    text = "\n\n".join(
        [
            f"A first visit by a phone of 412 pixels (1.75 to a point), empty cache. Asked for: at most "
            f"{MOST_BYTES // 1024} KB and {MOST_REQUESTS} requests without the lead picture, none of them to others. "
            f"Bytes are of bodies; text that `standfirst serve` sent plain is counted as Brotli {QUALITY} makes it. "
            "The last column is what was sent.",
            results.table(
                ["page", "requests", "KB without lead picture", "KB of lead picture", "KB sent"], rows
            ),
            "Nothing falls short."
            if not failures
            else "## Falls short\n\n" + "\n".join(f"- {each}" for each in failures),
        ]
    )
    data = {"pages": {name: asdict(each) for name, each in weights.items()}, "falls_short": failures}
    results.write("weight", "Weight of pages", text, data, about, results.versions())
    return results.end(failures)


if __name__ == "__main__":
    sys.exit(main())
