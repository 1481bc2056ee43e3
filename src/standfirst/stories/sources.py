"""A story's numbered list of sources, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from standfirst.keys.recording import ahead, read
from standfirst.provenance.licences import licence_url, normalise
from standfirst.provenance.models import Original, Source
from standfirst.provenance.values import Gone, SourceValue
from standfirst.publication.reading import publication
from standfirst.publication.text import text_in
from standfirst.stories.cards import outlet_value
from standfirst.stories.models import Story
from standfirst.stories.values import OriginValue


def source_value(source: Source, language: str, number: int = 0) -> SourceValue:
    """Return a source for a page in ``language``; its newest archived copy, and whether its page is gone."""
    read(f"source:{source.uid}")
    copies = sorted(source.copies.all(), key=lambda copy: copy.captured_at)
    return SourceValue(
        number=number,
        uid=source.uid,
        path=f"/{language}/sources/{source.uid}/",
        outlet=outlet_value(source.outlet, language),
        title=source.title,
        date=source.date,
        language=source.language,
        url=source.url,
        kind=source.kind,
        raw=source.raw,
        archived_url=copies[-1].url if copies else "",
        archived_at=copies[-1].captured_at.isoformat() if copies else "",
        gone=gone(source),
    )


def gone(source: Source) -> Gone | None:
    """Return what readers are told where a source's page is gone; None where it isn't. Of our own copy only its day."""
    check = getattr(source, "link_check", None)
    if check is None or check.gone_since is None or (check.url and check.url != source.url):
        return None
    if check.kept_at is None:
        return Gone(_day(check.gone_since))
    return Gone(_day(check.gone_since), _day(check.kept_at), publication().contact_email)


def _day(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()


def numbered(uids: Sequence[str], language: str) -> tuple[SourceValue, ...]:
    """Return the sources with ``uids`` numbered from 1 in that order, in a fixed number of queries."""
    records = ahead()
    by_uid = {uid: records["source", uid] for uid in uids if ("source", uid) in records}
    if len(by_uid) < len(uids):
        found = Source.objects.filter(uid__in=uids).select_related("outlet", "link_check")
        by_uid = {source.uid: source for source in _with_logos(found)}
    return tuple(
        source_value(by_uid[uid], language, number) for number, uid in enumerate(uids, 1) if uid in by_uid
    )


def _with_logos(sources: Iterable[Source]) -> Iterable[Source]:
    return sources.prefetch_related("copies", "outlet__picture__renditions")  # type: ignore[attr-defined]


def origin_value(story: Story) -> OriginValue | None:
    """Return what the story was made from and by whose permission; None for an exclusive one."""
    original: Original | None = story.original
    if original is None or story.origin == Story.Origin.EXCLUSIVE:
        return None
    permission = story.permission
    language = story.locale.language_code
    read(f"original:{original.uid}")
    if permission is not None:
        read(f"permission:{permission.uid}")
    licence = (permission.licence if permission else "") or original.licence
    code = normalise(licence)
    return OriginValue(
        kind=story.origin,
        outlet=outlet_value(original.outlet, language),
        title=original.title,
        authors=tuple(original.authors),
        date=original.date,
        language=original.language,
        url=original.url,
        text_sha256=original.text_sha256,
        text_withheld=original.text_withheld,
        permission_kind=permission.kind if permission else "",
        granted_by=permission.granted_by if permission else "",
        licence="" if code == "UNKNOWN" else code,
        licence_url=licence_url(licence),
        valid_until=permission.valid_until.isoformat() if permission and permission.valid_until else "",
        credit_wording=text_in(permission.credit_wording, language) if permission else "",
        show_logo=bool(permission and permission.shows_logo),
    )
