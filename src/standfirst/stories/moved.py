"""Where an address that moved leads to."""

from __future__ import annotations

import re

from standfirst.keys.recording import read
from standfirst.provenance.models import Agent
from standfirst.publication.former import Address
from standfirst.publication.menus import section_path, topic_path
from standfirst.publication.models import FormerAddress, Section, StandingPage, Topic
from standfirst.publication.text import text_in
from standfirst.stories.cards import agent_path

PATH = re.compile(r"/([a-zA-Z-]+)/(?:(sections|topics|people|outlets)/)?([^/]+)/")


def target(path: str) -> str | None:
    """Return the path that a front or standing page once at ``path`` has now; None where none was, or it is gone."""
    found = PATH.fullmatch(path)
    if found is None:
        return None
    read(f"address:{path}")
    language, word, slug = found.groups()
    own = language if word is None else ""
    former = FormerAddress.objects.filter(word=word or "standing", language=own, slug=slug).first()
    now = _path_of(former, language) if former else None
    return now if now != path else None


def _path_of(former: FormerAddress, language: str) -> str | None:
    match former.word:
        case "sections" | "topics":
            kind = former.word.removesuffix("s")
            read(f"{kind}:{former.uid}")
            model: type[Section] | type[Topic] = Section if kind == "section" else Topic
            record = model.objects.filter(uid=former.uid).first()
            if record is None or not text_in(record.name, language):
                return None
            return (
                section_path(record, language)
                if isinstance(record, Section)
                else topic_path(record, language)
            )
        case "standing":
            read(f"standing:{former.uid}", "menu")
            page = StandingPage.objects.filter(uid=former.uid, live=True).select_related("locale").first()
            return page.public_path() if page else None
    read(f"agent:{former.uid}")
    agent = Agent.objects.filter(uid=former.uid).first()
    return agent_path(agent, language) or None if agent else None


def former_fronts(language: str, uid: str = "") -> list[str]:
    """Return the former paths of fronts in ``language`` (of one record) that lead somewhere and are free."""
    formers = FormerAddress.objects.exclude(word="standing").order_by("pk")
    found = formers.filter(uid=uid) if uid else formers
    paths = [Address(former.word, "", former.slug).path(language) for former in found]
    return [path for path in paths if target(path) and not taken(path)]


def taken(path: str) -> bool:
    """Tell whether a front or standing page has the address ``path`` now, whatever was there before."""
    found = PATH.fullmatch(path)
    if found is None:
        return False
    language, word, slug = found.groups()
    if word is None:
        return StandingPage.objects.filter(live=True, locale__language_code=language, slug=slug).exists()
    if word in {"sections", "topics"}:
        model: type[Section] | type[Topic] = Section if word == "sections" else Topic
        record = model.objects.filter(slug=slug).first()
        return record is not None and bool(text_in(record.name, language))
    agent = Agent.objects.filter(slug=slug, has_profile=True).first()
    return agent is not None and agent_path(agent, language) == path
