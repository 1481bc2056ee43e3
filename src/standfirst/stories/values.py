"""Stories as pages, feeds and data need them: plain values, built by ``stories.reading``."""

from dataclasses import dataclass
from datetime import datetime

from standfirst.media.values import PictureValue
from standfirst.provenance.values import OutletValue, SourceValue
from standfirst.publication.values import Crumb, Head, Link, hash_once

__all__ = [
    "ChangeValue",
    "CorrectionEntry",
    "CorrectionsValue",
    "CreditValue",
    "FrontBlock",
    "HomeValue",
    "Listing",
    "OriginValue",
    "OutletValue",
    "RepublishValue",
    "SourceValue",
    "StoryCard",
    "StoryValue",
    "VersionValue",
    "WithdrawnValue",
]


@dataclass(frozen=True)
class CreditValue:
    """One agent in a role."""

    role: str
    """``author``, ``translator``, ``editor`` or ``photographer``."""
    name: str
    name_language: str
    path: str
    """Of the agent's page; empty where it has none."""
    what: str
    """What they are, such as “energy editor”."""
    emblem: PictureValue | None
    kind: str
    """The agent's kind: ``person``, ``desk``, ``outlet`` ..."""
    url: str = ""
    uid: str = ""


@dataclass(frozen=True)
class OriginValue:
    """What a translation, reprint or summary was made from, and by whose permission."""

    kind: str
    """``translation``, ``reprint`` or ``summary``."""
    outlet: OutletValue
    title: str
    authors: tuple[str, ...]
    date: str
    """EDTF."""
    language: str
    url: str
    text_sha256: str
    text_withheld: bool
    permission_kind: str
    """Empty where a summary rests on none."""
    granted_by: str
    licence: str
    licence_url: str
    valid_until: str
    credit_wording: str
    show_logo: bool


@dataclass(frozen=True)
class ChangeValue:
    """A published update or correction."""

    kind: str
    text: str
    made_at: datetime
    version_path: str
    """Of the text it replaced; empty where there is none."""


@dataclass(frozen=True)
class StoryCard:
    """A story in a list."""

    __hash__ = hash_once

    uid: str
    path: str
    language: str
    headline: str
    standfirst: str
    origin: str
    genre: str
    published_at: datetime
    updated_at: datetime | None
    minutes: int
    section: Link | None
    byline: tuple[CreditValue, ...]
    picture: PictureValue | None
    outlet: OutletValue | None
    """Of the original, where there is one."""


@dataclass(frozen=True)
class StoryValue:
    """A whole story page."""

    card: StoryCard
    head: Head
    breadcrumb: tuple[Crumb, ...]
    credits: tuple[CreditValue, ...]
    lead_picture: PictureValue | None
    body_html: str
    """Safe: made by our own renderer from checked blocks."""
    author_note: str
    origin: OriginValue | None
    sources: tuple[SourceValue, ...]
    changes: tuple[ChangeValue, ...]
    """Newest first."""
    topics: tuple[Link, ...]
    related: tuple[StoryCard, ...]
    versions: tuple[Link, ...]
    """The story in other languages; ``language`` is each one's tag."""
    word_count: int
    licence: str = ""
    """Under which the story itself may be used; empty where nothing is granted."""
    licence_url: str = ""
    republish_path: str = ""
    """Of the page that gives it to other sites; empty where they may not have it."""


@dataclass(frozen=True)
class RepublishValue:
    """A story as other sites may take it over."""

    card: StoryCard
    head: Head
    licence: str
    licence_url: str
    changes: bool
    """Whether the licence allows any."""
    commercial: bool
    html: str
    """Text, headline and credit, of plain elements without attributes but addresses; pictures are left out."""
    text: str
    pictures: bool
    """Whether the story has pictures, which are not part of it."""


@dataclass(frozen=True)
class WithdrawnValue:
    """What remains of a withdrawn story: that it was here, why it is gone, and where the original is."""

    path: str
    language: str
    reason: str
    """``lapsed``, ``removed`` or ``editor``."""
    notice: str
    withdrawn_at: datetime
    original_url: str
    original_outlet: str
    head: Head


@dataclass(frozen=True)
class VersionValue:
    """A superseded text at its own address, with the difference to what replaced it."""

    path: str
    number: int
    headline: str
    standfirst: str
    body_html: str
    published_at: datetime
    replaced_at: datetime
    change: ChangeValue | None
    difference: tuple[tuple[str, str], ...]
    """``(kind, text)`` runs: ``same``, ``removed`` or ``added``."""
    current: StoryCard
    head: Head
    sources: tuple[SourceValue, ...] = ()
    """Of the superseded text, for the anchors of its citations."""


@dataclass(frozen=True)
class Listing:
    """A page of cards: the newest-N front of something, or one page of its archive."""

    title: str
    description: str
    kind: str
    """``section``, ``topic``, ``person``, ``outlet``, ``newest`` ..."""
    head: Head
    breadcrumb: tuple[Crumb, ...]
    cards: tuple[StoryCard, ...]
    archive_path: str
    """Of the archive's newest page, on a front; empty where there is none."""
    older: str
    newer: str
    page_number: int | None
    """None on a front."""
    picture: PictureValue | None = None
    uid: str = ""
    """Of the topic, so that a reader can follow it."""
    links: tuple[Link, ...] = ()
    """Subsections on a section front; the outlet's or person's own addresses on theirs."""


@dataclass(frozen=True)
class FrontBlock:
    """One block of a home page."""

    title: str
    path: str
    cards: tuple[StoryCard, ...]


@dataclass(frozen=True)
class HomeValue:
    """A language's home page."""

    head: Head
    lead: StoryCard | None
    seconds: tuple[StoryCard, ...]
    blocks: tuple[FrontBlock, ...]
    newest: tuple[StoryCard, ...]
    coverage: tuple[Link, ...]
    """Topics in special coverage."""


@dataclass(frozen=True)
class CorrectionEntry:
    """One line of the list of corrections."""

    headline: str
    path: str
    """Of the story."""
    change: ChangeValue


@dataclass(frozen=True)
class CorrectionsValue:
    """The list of corrections, or one page of its archive."""

    head: Head
    breadcrumb: tuple[Crumb, ...]
    entries: tuple[CorrectionEntry, ...]
    """Newest first."""
    archive_path: str = ""
    older: str = ""
    newer: str = ""
    page_number: int | None = None
