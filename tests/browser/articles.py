"""Ten small pages of an outlet of our own, about what Standfirst does; each says less or more of itself."""

from __future__ import annotations

import json
import tomllib
from html import escape
from pathlib import Path
from typing import Any

OUTLET = "The Margin"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
ARTICLES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
"""By name: ``title`` and ``paragraphs``."""
UNLICENSED = "rights"
"""The one whose page states no licence."""


def html(name: str) -> bytes:
    """Return the page of an article. Some state their facts as JSON-LD, some in meta tags."""
    title, paragraphs = ARTICLES[name]["title"], ARTICLES[name]["paragraphs"]
    number = list(ARTICLES).index(name)
    day = f"2026-02-{number + 1:02}"
    licence = "" if name == UNLICENSED else f'<link rel="license" href="{CC_BY}">'
    if number % 2:
        facts = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": title,
                "description": paragraphs[0],
                "datePublished": day,
                "inLanguage": "en",
                "author": [{"@type": "Person", "name": "Mo Folio"}],
                "publisher": {"@type": "Organization", "name": OUTLET},
            }
        )
        head = f'<script type="application/ld+json">{facts}</script>'
    else:
        head = (
            f'<meta property="og:title" content="{escape(title)}"><meta property="og:site_name" content="{OUTLET}">'
            f'<meta property="og:description" content="{escape(paragraphs[0])}"><meta name="author" content="By Mo Folio">'
            f'<meta property="article:published_time" content="{day}">'
        )
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | {OUTLET}</title>'
        f"{licence}{head}</head><body><nav><a href='/'>Front</a> <a href='/old'>Archive</a></nav>"
        f"<main><article><h1>{escape(title)}</h1>{text}</article></main><footer>{OUTLET}</footer></body></html>"
    ).encode()
