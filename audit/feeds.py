"""Every feed of a folder is read or refused with a reason, as the parser underneath reads it, and nothing of it can run.

The folder holds feedparser's own cases and miniflux's (see the result for their versions); they aren't part of the project.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shared import results

from standfirst.wire.feeds import Feed, FeedRefused, Reader
from standfirst.wire.feeds.encodings import media_type_for
from standfirst.wire.feeds.syndication import parsed

TODAY = datetime(2026, 12, 1, tzinfo=UTC)
AT = "http://127.0.0.1:8097/"
_EXPECT = re.compile(rb"Expect:\s*(.*?)\s*(?:-->|$)", re.DOTALL)
_HEADER = re.compile(rb"^\s*Header:\s*([\w-]+):\s*(.+?)\s*$", re.MULTILINE)
_ALLOWED = re.compile(
    r'</?(?:blockquote|br|em|figcaption|figure|h[234]|li|ol|p|strong|su[bp]|ul)>|</a>|<a(?: href="https?://[^"]*")?>'
)


def main() -> int:
    """Read them all, write what was found, and return 1 where something falls short."""
    if len(sys.argv) < 2:
        print("Give the folder of the feeds: .venv/bin/python audit/feeds.py FOLDER. Skipped.")
        return 0
    root = Path(sys.argv[1])
    about = results.machine()
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name != "README.md")
    sets: dict[str, Counter[str]] = {}
    whys: Counter[str] = Counter()
    short: list[str] = []
    differ: list[str] = []
    slowest, began = 0.0, time.monotonic()
    with Reader() as reader:
        for path in files:
            name = str(path.relative_to(root))
            count = sets.setdefault(_set(name), Counter())
            content = path.read_bytes()
            headers = _headers(content)
            count["files"] += 1
            start = time.monotonic()
            try:
                feed = reader.read(
                    content,
                    url=headers.get("content-location", AT),
                    content_type=headers["content-type"],
                    today=TODAY,
                )
            except FeedRefused as refused:
                count["refused"] += 1
                whys[refused.why] += 1
                feed = None
            except Exception as error:  # noqa: BLE001 (that is what is looked for)
                short.append(f"{name}: {type(error).__name__}: {error}")
                continue
            slowest = max(slowest, time.monotonic() - start)
            if feed is not None:
                count["read"] += 1
                short += [f"{name}: {what}" for what in _runs(feed)]
            _compare(name, content, headers, feed, count, differ)
    seconds = time.monotonic() - began
    total = sum(sets.values(), Counter())
    head = [
        "set",
        "files",
        "read",
        "refused",
        "expectations",
        "kept underneath",
        "kept by our reading",
        "values differ",
    ]
    columns = ["files", "read", "refused", "expected", "underneath", "ours", "differ"]
    rows = [
        [name, *(str(count[each]) for each in columns)]
        for name, count in [*sorted(sets.items()), ("all", total)]
    ]
    text = (
        f"{results.table(head, rows)}\n\n"
        "*Expectations* are those that a file states about its own values; *underneath* is feedparser given the file as it "
        "is; *ours* is feedparser as our reading calls it (media type and encoding decided first). *Values differ* counts "
        "feeds whose ids, addresses, titles or dates are not those of the parser, after the cleaning that is meant.\n\n"
        f"Refused: {', '.join(f'{why} {number}' for why, number in whys.most_common()) or 'none'}. "
        f"{len(files)} files in {seconds:.1f} s, the slowest {slowest * 1000:.0f} ms. "
        f"Left in what would be shown of script, handlers or other schemes: {len(short)}.\n\n"
        + "".join(f"- differs: {each}\n" for each in differ[:40])
    )
    data = {
        "sets": {name: dict(count) for name, count in sets.items()},
        "refused": dict(whys),
        "differ": differ,
        "short": short,
    }
    used = {**results.versions(), "feeds": "feedparser a22c5521, miniflux 106cdd09"}
    results.write("feeds", "Feeds read", text, data, about, used)
    return results.end(short)


def _set(name: str) -> str:
    parts = name.split("/")
    return (
        "/".join(parts[:3]) if "wellformed" in parts else "/".join(parts[:2] if len(parts) > 2 else parts[:1])
    )


def _headers(content: bytes) -> dict[str, str]:
    found = {
        name.decode().lower(): value.decode("latin-1") for name, value in _HEADER.findall(content[:4000])
    }
    return {"content-type": "application/xml", **found}


def _runs(feed: Feed) -> list[str]:
    """Return what could run, or looks as if."""
    found = []
    for entry in feed.entries:
        found += [f"tag {tag}" for tag in re.findall(r"<[^>]*>", entry.html) if not _ALLOWED.fullmatch(tag)]
        for address in (entry.url, *re.findall(r'href="([^"]*)"', entry.html)):
            if address and not address.lower().startswith(("http://", "https://")):
                found.append(f"address {address[:60]}")
        if re.search(r"<\s*(?:script|img|iframe|svg|style)\b", entry.title, re.I):
            found.append(f"title {entry.title[:60]}")
    return found


def _compare(
    name: str,
    content: bytes,
    headers: dict[str, str],
    feed: Feed | None,
    count: Counter[str],
    differ: list[str],
) -> None:
    expected = _EXPECT.search(content[:6000])
    media_type, _lying = media_type_for(content, headers["content-type"])
    ours = parsed(content, headers.get("content-location", AT), media_type)
    if expected is not None and "wellformed" in name:
        count["expected"] += 1
        said = expected[1].decode("utf-8", "replace")
        count["underneath"] += _holds(said, parsed(content, AT, headers["content-type"]))
        count["ours"] += _holds(said, ours)
    if feed is not None and (what := _differs(feed, ours)):
        count["differ"] += 1
        differ.append(f"{name}: {what}")


def _holds(said: str, known: Any) -> bool:
    try:
        return bool(
            eval(said, {"__builtins__": {"len": len, "str": str, "isinstance": isinstance}}, _Known(known))
        )
    except Exception:  # noqa: BLE001 (a value that isn't there)
        return False


class _Known(dict[str, Any]):
    def __init__(self, known: Any) -> None:
        super().__init__({name: known.get(name) for name in known}, known=known)
        self.setdefault("bozo", 0)


def _differs(feed: Feed, known: Any) -> str:
    with_something = [
        each
        for each in known.entries
        if each.get("title") or each.get("link") or each.get("summary") or each.get("content")
    ]
    if len(feed.entries) > len(with_something):
        return f"{len(feed.entries)} entries for {len(with_something)}"
    by_id = {each.get("id"): each for each in known.entries if each.get("id")}
    for entry in feed.entries:
        there = by_id.get(entry.id)
        if there is None:
            continue
        if entry.url and entry.url.rstrip("/") != str(there.get("link", "")).rstrip("/"):
            return f"address {entry.url} for {there.get('link')}"
        title = there.get("title", "")
        if "<" not in title and "&" not in title and entry.title != " ".join(title.split()):
            return f"title {entry.title!r} for {title!r}"
        when = there.get("published_parsed") or there.get("updated_parsed")
        if entry.published and when and entry.published.timetuple()[:6] != tuple(when)[:6]:
            return f"date {entry.published}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
