"""One look at an original's page, and what follows from it. Asking knows no database; keeping is one short transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.fetch import FetchError, Network, Response, fetch
from standfirst.wire.actions.afterwards import difference_of, is_known, settle, tell
from standfirst.wire.afterwards import judging, looking
from standfirst.wire.afterwards.judging import Finding, Kind, Known, Reading
from standfirst.wire.afterwards.looking import Saw
from standfirst.wire.afterwards.words import mark_of
from standfirst.wire.extraction import ExtractionRefused, Standing, extract, standing_of
from standfirst.wire.models import OriginalTask, WatchedHost, WatchedOriginal
from standfirst.wire.polling.asking import headers_of
from standfirst.wire.reading import LIMITS


@dataclass(frozen=True)
class Looked:
    """What one look brought. ``status`` is 0 where no answer came."""

    saw: Saw
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    reading: Reading | None = None
    said: str = ""
    """Why it failed, in an editor's words."""


@dataclass(frozen=True)
class Noted:
    """What came of a look: a task, if any, and until when the whole host is left alone."""

    task: OriginalTask | None = None
    host_waits_until: datetime | None = None


def look(url: str, etag: str, last_modified: str, *, contact: str, network: Network) -> Looked:
    """Ask for an original's page unless it is as it was. Never raises for what another site does."""
    sent = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in sent.items() if value}
    try:
        response = fetch(url, headers=headers, limits=LIMITS, contact=contact, network=network)
    except FetchError as error:
        return Looked(Saw.FAILED, said=str(error))
    what = looking.saw(response.status)
    kept = headers_of(response)
    if what is Saw.FAILED:
        try:
            response.expect_ok()
        except FetchError as error:
            return Looked(what, response.status, kept, said=str(error))
    if what is not Saw.READ:
        return Looked(what, response.status, kept)
    if _is_front(url, response):
        return Looked(Saw.MISSING, response.status, kept)
    reading = _read(response)
    return Looked(Saw.READ if reading.text is not None else Saw.MISSING, response.status, kept, reading)


def _is_front(asked: str, response: Response) -> bool:
    there = urlsplit(response.url)
    return bool(urlsplit(asked).path.strip("/")) and not there.path.strip("/") and not there.query


def _read(response: Response) -> Reading:
    kind = response.headers.get("content-type")
    try:
        standing = standing_of(response.content, url=response.url, content_type=kind)
    except ExtractionRefused:
        standing = Standing()
    said = (standing.opening, standing.modified, standing.correction, standing.status)
    try:
        page = extract(response.content, url=response.url, content_type=kind)
    except ExtractionRefused:
        return Reading(standing.title, None, *said)
    return Reading(str(page.title.value), str(page.body_text.value), *said)


def note(pk: int, looked: Looked, now: datetime) -> Noted:
    """Keep what follows from a look. Nothing where the original has got another address meanwhile."""
    watched = WatchedOriginal.objects.select_related("original").filter(pk=pk).first()
    if watched is None or watched.url != watched.original.url:
        return Noted()
    outcome = looking.after(
        _state(watched), looked.saw, looked.status, looked.headers, now - watched.since, now
    )
    known, finding = _judged(watched, looked, outcome)
    state = outcome.state
    if finding is not None and finding.doubtful and watched.doubted != finding.mark:
        state, watched.doubted, finding = looking.unsure(state, now), finding.mark, None
    elif looked.saw is Saw.READ:
        watched.doubted = ""
    for name in ("etag", "last_modified", "next_check", "failures", "missing_since", "missing_seen"):
        setattr(watched, name, getattr(state, name))
    watched.checked_at, watched.said = now, looked.said
    if looked.saw in {Saw.SAME, Saw.READ}:
        watched.read_at = now
    new = finding is not None and not is_known(watched.original, finding.mark)
    runs = difference_of(known, looked.reading) if new and looked.reading is not None else []
    with transaction.atomic():
        if not WatchedOriginal.objects.select_for_update().filter(pk=pk, url=watched.url).exists():
            return Noted()
        watched.save()
        if outcome.host_waits_until is not None:
            WatchedHost.objects.update_or_create(
                host=watched.host, defaults={"waits_until": outcome.host_waits_until}
            )
        return Noted(_told(watched, looked, finding, runs, now), outcome.host_waits_until)


def forbidden(pk: int, now: datetime) -> None:
    """Note that robots.txt doesn't let us look, or can't be had. It is tried again as after a failure."""
    said = _(
        "Its site's robots.txt doesn't let us look, or can't be had. Look at the page yourself now and then."
    )
    note(pk, Looked(Saw.FAILED, said=said), now)


def _state(watched: WatchedOriginal) -> looking.State:
    return looking.State(
        watched.uid,
        watched.etag,
        watched.last_modified,
        watched.next_check,
        watched.failures,
        watched.missing_since,
        watched.missing_seen,
    )


def _judged(
    watched: WatchedOriginal, looked: Looked, outcome: looking.Outcome
) -> tuple[Known, Finding | None]:
    """Return what we know of the original, and what has become of it; the first reading may add to what we know."""
    reading = looked.reading
    if reading is not None and reading.text is not None and watched.read_at is None:
        _first(watched, reading)
    known = _known(watched)
    finding = judging.judge(known, reading) if reading is not None else None
    if finding is not None and reading is not None and watched.first_mark:
        # An editor may have corrected what we keep: a page that says what it said is no news.
        if judging.judge(replace(known, mark=watched.first_mark), reading) is None:
            finding = None
    elif finding is None and reading is not None and reading.text is not None:
        watched.first_mark = mark_of(reading.title, reading.text)
    if finding is None and outcome.gone:
        since = watched.missing_since or outcome.state.missing_since
        assert since is not None
        status = str(looked.status) if looked.status >= 400 else ""
        finding = Finding(Kind.GONE, status, f"gone {since.isoformat()}")
    return known, finding


def _known(watched: WatchedOriginal) -> Known:
    original = watched.original
    if original.text_withheld:
        return Known(original.title, "", watched.first_mark, watched.correction)
    return Known(
        watched.first_title or original.title, watched.first_text or original.text, "", watched.correction
    )


def _first(watched: WatchedOriginal, reading: Reading) -> None:
    """Take what an editor made of the page's words for no change of the page: then this reading is what we know."""
    original = watched.original
    text = reading.text or ""
    if original.text_withheld:
        watched.first_mark = mark_of(reading.title, text)
        watched.correction = reading.correction[: judging.LONGEST_NOTE]
        return
    intake = original.intakes.first()
    fields = intake.fields if intake is not None else {}
    if fields.get("title", {"corrected": True}).get("corrected"):
        watched.first_title = reading.title[:500]
    if not original.text or fields.get("body", {"corrected": True}).get("corrected"):
        watched.first_text = text
    known = _known(watched)
    if mark_of(known.title, known.text) == mark_of(reading.title, text):
        watched.correction = reading.correction[: judging.LONGEST_NOTE]


def _told(
    watched: WatchedOriginal, looked: Looked, finding: Finding | None, runs: list[list[str]], now: datetime
) -> OriginalTask | None:
    if finding is not None:
        reading = looked.reading if finding.kind is not Kind.GONE else None
        return tell(watched.original, reading, finding, runs, now)
    if looked.saw is Saw.SAME:
        settle(watched.original, [Kind.GONE], now)
    elif looked.saw is Saw.READ and not watched.doubted:
        settle(watched.original, list(Kind), now)
    return None
