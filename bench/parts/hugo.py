"""A Hugo site of the same pages: every HTML path of the publication, from the same values.

Made to be as fast as Hugo can be: no Markdown, no taxonomies, no pagination, nothing to look up but the cards of other
stories; dates, labels and JSON-LD are given as they are to appear; masthead and footer are cached per language.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

THEME = Path(__file__).parent / "hugo"
IN_A_FOLDER = 1000
ICONS = (
    "save", "sources", "share", "plus", "back", "on", "link", "mail", "telegram", "whatsapp", "x", "facebook",
    "linkedin", "print", "rss", "origin-exclusive", "origin-translation", "origin-reprint", "origin-summary",
)  # fmt: skip


def write(place: Path, instant: datetime) -> list[str]:
    """Make the site in ``place`` from the publication that Django runs on; return its pages' paths."""
    from standfirst.bake import manifest
    from standfirst.keys.documents import kinds
    from standfirst.publication.reading import languages, shell
    from standfirst.theme import shell as parts
    from standfirst.theme.environment import environment

    shutil.copytree(THEME, place)
    for name in ("content", "shell", "data/words"):
        (place / name).mkdir(parents=True, exist_ok=True)
    paths = [path for kind in kinds() for path in kind.paths() if manifest.is_page(path)]
    for language in languages():
        around = shell(language, instant)
        for name, part in parts.PARTS.items():
            (place / "shell" / f"{name}-{language}.html").write_text(part(around))
        words = environment(language).from_string(_WORDS).module.words  # type: ignore[attr-defined]
        (place / "data/words" / f"{language}.json").write_text(json.dumps(json.loads(str(words())) | {}))
    (place / "data/icons.json").write_text(json.dumps(_icons()))
    number_of = {path: number for number, path in enumerate(paths)}
    for path, template, values in _values(paths, instant):
        _write(place, number_of, path, template, values)
    return paths


_WORDS = """{% macro words() %}{{ {
"published": _("Published"), "save": _("Save for later"), "share": _("Share"), "here": _("You are here"),
"credits": _("Credits"), "sources": _("Sources"), "rests": _("What else rests on it"), "back": _("Back to the text"),
"undated": _("undated"), "topics": _("Topics"), "related": _("You might also like"), "newest": _("Newest"),
"copy": _("Copy link"), "copied": _("Copied"), "mail": _("E-mail"), "print": _("Print"), "newer": _("Newer"),
"older": _("Older"), "archive": _("The whole archive"), "pager": _("Older and newer"), "source": _("Source"),
"on_it": _("What rests on it"), "comes": _("Where this comes from"), "original": _("The original"),
"permission": _("The permission"), "first": _("First published here"), "licence": _("You may use it under")
}|tojson }}{% endmacro %}"""


def _icons() -> dict[str, str]:
    from standfirst.theme.filters import icon

    return {name: str(icon(name)) for name in ICONS}


def _values(paths: list[str], instant: datetime) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each path with its template and values, and instead of those of rare kinds their finished HTML."""
    from jinja2 import Template

    from standfirst.bake import manifest
    from standfirst.bake.snapshot import snapshot
    from standfirst.keys.documents import offer, read_ahead
    from standfirst.keys.recording import one_moment

    rendered, found = Template.render, {}

    def note(template: Template, *args: Any, **values: Any) -> str:
        name = str(template.name)
        common = name in {"pages/story.html", "pages/listing.html", "pages/source.html"}
        found.update(name=name, values=values, html="" if common else rendered(template, *args, **values))
        return found["html"]

    Template.render = note
    try:
        for piece in manifest.pieces(paths, 250):
            with snapshot(), one_moment():
                read_ahead([str(path) for path in piece])
                for path in piece:
                    found.clear()
                    made = offer(str(path), instant)
                    assert made is not None, path
                    yield str(path), found["name"], {**found["values"], "html": made.body.decode()}
    finally:
        Template.render = rendered  # type: ignore[method-assign]


def _write(place: Path, number_of: dict[str, int], path: str, template: str, values: dict[str, Any]) -> None:
    number = number_of[path]
    kind = template.removeprefix("pages/").removesuffix(".html")
    front: dict[str, Any] = {"url": path, "type": kind, "title": "", "build": {"list": "never"}}
    content = ""
    if kind in {"story", "listing", "source"}:
        page, around = values["page"], values["shell"]
        front |= {"lang": around.language, "dir": around.direction, "head": _head(page.head)}
        front["trail"] = [asdict(crumb) for crumb in page.breadcrumb]
        front["title"] = page.head.title
    if kind == "story":
        front |= _story(page, around, number_of)
        content = page.body_html
    elif kind == "listing":
        front |= {
            "kind": page.kind, "heading": page.title, "page": page.page_number or 0,
            "description": page.description, "links": [asdict(link) for link in page.links],
            "cards": [_reference(number_of[card.path]) for card in page.cards],
            "older": page.older, "newer": page.newer, "archive": page.archive_path,
        }  # fmt: skip
    elif kind == "source":
        front |= {
            "source": _source(page.source, around.language), "page": page.page_number or 0,
            "older": page.older, "newer": page.newer, "archive": page.archive_path,
            "cited": [
                {"title": entry.title, "path": entry.path, "lang": entry.language, "raw": entry.raw,
                 "when": _day(entry.published_at, around)}
                for entry in page.cited_by
            ],
        }  # fmt: skip
    else:
        front["type"], content = "whole", values["html"]
    folder = place / "content" / str(number // IN_A_FOLDER)
    folder.mkdir(exist_ok=True)
    (folder / f"{number}.html").write_text(f"{json.dumps(front, ensure_ascii=False)}\n{content}")


def _reference(number: int) -> str:
    return f"/{number // IN_A_FOLDER}/{number}"


def _head(head: Any) -> dict[str, Any]:
    return {
        "description": head.description, "canonical": head.canonical, "robots": head.robots,
        "alternates": head.alternates, "feeds": head.feeds, "og": head.open_graph,
        "ld": [json.dumps(data, ensure_ascii=False) for data in head.json_ld],
    }  # fmt: skip


def _filters(around: Any) -> dict[str, Any]:
    from standfirst.theme.environment import environment

    return environment(around.language).filters


def _day(moment: datetime | None, around: Any, width: str = "day") -> dict[str, str]:
    if moment is None:
        return {}
    return {
        "iso": moment.isoformat(timespec="seconds"),
        "text": _filters(around)[width](moment, around.time_zone),
    }


def _source(source: Any, language: str) -> dict[str, Any]:
    from standfirst.theme.environment import environment

    env = environment(language)
    return {
        "number": source.number, "path": source.path, "outlet": source.outlet.name,
        "outlet_path": source.outlet.path, "title": source.title or source.raw, "url": source.url,
        "date": source.date, "when": env.filters["edtf"](source.date), "kind": env.globals["word"]("source", source.kind),
    }  # fmt: skip


def _story(page: Any, around: Any, number_of: dict[str, int]) -> dict[str, Any]:
    from standfirst.theme.environment import environment

    env, card, origin = environment(around.language), page.card, page.origin
    word = env.globals["word"]
    return {
        "uid": card.uid, "headline": card.headline, "standfirst": card.standfirst, "path": card.path,
        "section": asdict(card.section) if card.section else None,
        "genre": word("genre", card.genre), "news": card.genre == "news",
        "origin": card.origin, "origin_word": word("origin", card.origin),
        "outlet": card.outlet.name if card.outlet else "",
        "when": _day(card.published_at, around, "moment"), "day": _day(card.published_at, around, "short_day"),
        "dated": _day(card.published_at, around),
        "minutes": env.from_string(_MINUTES).render(minutes=card.minutes),
        "credits": [
            {"role": word("role", c.role), "name": c.name, "path": c.path, "what": c.what} for c in page.credits
        ],
        "sources": [_source(source, around.language) for source in page.sources],
        "topics": [asdict(topic) for topic in page.topics],
        "related": [_reference(number_of[other.path]) for other in page.related],
        "address": around.base_url + card.path, "licence": page.licence, "licence_url": page.licence_url,
        "from": {
            "title": origin.title, "url": origin.url, "outlet": origin.outlet.name, "outlet_path": origin.outlet.path,
            "authors": origin.authors, "when": env.filters["edtf"](origin.date), "date": origin.date,
            "language": env.filters["language_name"](origin.language), "tag": origin.language,
            "permission": word("permission", origin.permission_kind) if origin.permission_kind else "",
            "granted": origin.granted_by, "made": word("made", origin.kind),
        } if origin else None,
    }  # fmt: skip


_MINUTES = (
    '{{ ngettext("%(shown)s minute to read", "%(shown)s minutes to read", minutes, shown=minutes|number) }}'
)
