"""Outlets and sources as pages need them."""

from dataclasses import dataclass
from datetime import datetime

from standfirst.media.values import PictureValue
from standfirst.publication.values import Crumb, Head


@dataclass(frozen=True)
class OutletValue:
    """The outlet of an original or a source."""

    uid: str
    name: str
    name_language: str
    path: str
    url: str
    logo: PictureValue | None = None


@dataclass(frozen=True)
class Gone:
    """What readers are told of a page that is gone."""

    since: str
    """The day on which it was first missed (EDTF)."""
    kept_at: str = ""
    """The day of the newsroom's own copy; empty where it has none."""
    ask_at: str = ""
    """The e-mail address at which it can be asked for."""


@dataclass(frozen=True)
class SourceValue:
    """One entry of the list of sources."""

    number: int
    """Counts from 1 in the order of first citation; ``#source-<number>``."""
    uid: str
    path: str
    outlet: OutletValue
    title: str
    date: str
    language: str
    url: str
    kind: str
    raw: str
    archived_url: str
    archived_at: str
    gone: Gone | None = None
    """None where its address answers, as far as we know."""


@dataclass(frozen=True)
class CitedBy:
    """One thing that rests on a source."""

    kind: str
    """``story`` (later also ``claim`` and ``event``)."""
    title: str
    path: str
    language: str
    raw: str
    """The citation as printed there."""
    published_at: datetime | None = None


@dataclass(frozen=True)
class SourcePageValue:
    """The page of a source: what it is, and what cites it; or one page of that list's archive."""

    source: SourceValue
    """Its ``number`` is 0 here."""
    head: Head
    breadcrumb: tuple[Crumb, ...]
    cited_by: tuple[CitedBy, ...]
    """Newest first."""
    archive_path: str = ""
    older: str = ""
    newer: str = ""
    page_number: int | None = None
