"""What is exported: each model with the fields that are, and why the others aren't. A test knows every field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from standfirst.discovery.models import SearchEntry
from standfirst.dossiers import models as dossiers
from standfirst.interchange.models import Imported, ImportRun
from standfirst.keys.models import OutboxEntry
from standfirst.media.models import Picture, Rendition
from standfirst.provenance import models as provenance
from standfirst.publication import models as publication
from standfirst.readers import models as readers
from standfirst.stories import models as stories
from standfirst.translation import models as translation
from standfirst.wire import models as wire

NUMBER = "a number of this database"
ACCOUNT = "accounts aren't exported"
SEALED = "who sent a report stays here"
DERIVED = "made again at import"
ORDER, WHOLE = "the order in the list", "what it is part of"


@dataclass(frozen=True)
class Table:
    """One model: its fields that are exported, in an allow-list, and the reason of each that isn't."""

    model: Any
    fields: tuple[str, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    children: tuple[str, ...] = ()
    """Relations whose records are part of this one, exported inside it."""
    order: tuple[str, ...] = ("uid",)

    @property
    def kind(self) -> str:
        """The word that names the model in the file, such as ``provenance.agent``."""
        return str(self.model._meta.label_lower)

    @property
    def is_page(self) -> bool:
        """Whether the records stand in the page tree."""
        return "path" in {each.name for each in self.model._meta.get_fields()}


_PAGE = (
    "uid", "title", "draft_title", "slug", "live", "locale", "translation_key", "first_published_at",
    "last_published_at", "latest_revision_created_at", "has_unpublished_changes", "go_live_at", "expire_at", "expired",
    "seo_title", "search_description", "show_in_menus",
)  # fmt: skip
_NOT_OF_PAGES = {
    "id": NUMBER, "page_ptr": NUMBER, "content_type": NUMBER, "path": DERIVED, "depth": DERIVED, "numchild": DERIVED,
    "url_path": DERIVED, "latest_revision": "the record's draft", "live_revision": "told by `revised`",
    "owner": ACCOUNT, "locked": ACCOUNT, "locked_at": ACCOUNT, "locked_by": ACCOUNT, "alias_of": "we make no aliases",
}  # fmt: skip


def _plain(model: Any, *fields: str, children: tuple[str, ...] = (), **left_out: str) -> Table:
    return Table(model, ("uid", *fields), {"id": NUMBER, **left_out}, children)


def _record(model: Any, *fields: str) -> Table:
    """A record of a dossier."""
    return _plain(model, "dossier", "ident", "position", *fields)


PARTS: dict[str, Table] = {
    "partners": _plain(publication.Partner, "name", "url", "logo", sort_order=ORDER, publication=WHOLE),
    "follow_links": _plain(publication.FollowLink, "service", "label", "url", sort_order=ORDER, publication=WHOLE),
    "menu_items": _plain(
        publication.MenuItem, "section", "topic", "standing_role", "url", "label", "small_screen_order",
        sort_order=ORDER, publication=WHOLE,
    ),
    "credits": _plain(stories.Credit, "agent", "role", sort_order=ORDER, story=WHOLE),
    "terms": _plain(
        translation.GlossaryTerm, "language", "text", "side", "preferred", sort_order=ORDER, entry=WHOLE
    ),
    "items": Table(
        stories.BundledStory,
        ("story",),
        {"id": NUMBER, "sort_order": ORDER, "bundle": WHOLE, "revision": "its story's draft"},
    ),
}  # fmt: skip
"""Records that are part of another, by the relation."""

TABLES: tuple[Table, ...] = (
    Table(
        Picture,
        ("uid", "title", "description", "created_at", "focal_point_x", "focal_point_y", "focal_point_width",
         "focal_point_height", "alternative_text", "is_decorative", "creator", "credit", "copyright_notice", "licence",
         "source_url", "tags"),
        {"id": NUMBER, "collection": "there is one", "uploaded_by_user": ACCOUNT, "file": "a file in `media`",
         "width": DERIVED, "height": DERIVED, "file_size": DERIVED, "file_hash": DERIVED,
         "tagged_items": "told by `tags`"},
    ),
    _plain(publication.Section, "slug", "name", "description", "parent", "sort_order"),
    _plain(publication.Topic, "slug", "name", "description", "covered_from", "covered_until", "same_as"),
    _plain(
        provenance.Agent, "kind", "name", "slug", "aliases", "role", "description", "picture", "url", "same_as",
        "contact", "languages", "country", "has_profile",
    ),
    _plain(provenance.PartOf, "part", "whole", "start", "end"),
    _plain(
        provenance.Original, "outlet", "title", "authors", "date", "language", "url", "licence", "rights_holder", "text",
        "text_sha256", "text_withheld", "reservation", "fetched_at",
    ),
    _plain(
        provenance.Permission, "outlet", "original", "granted_by", "granted_on", "kind", "licence", "allows_reprint",
        "allows_translation", "allows_summary", "languages", "valid_from", "valid_until", "includes_images", "shows_logo",
        "credit_wording", "robots", "note", "warned_until",
    ),
    _plain(
        provenance.PermissionRequest, "outlet", "title", "url", "date", "language", "whole_outlet", "reprint", "translation",
        "languages", "images", "robots", "until", "credit_wording", "letter", "asked_at", "answer", "permission",
        asked_by=ACCOUNT,
    ),
    _plain(provenance.Source, "outlet", "title", "date", "language", "url", "kind", "raw"),
    _plain(provenance.ArchivedCopy, "source", "url", "captured_at"),
    _plain(
        dossiers.Dossier, "ident", "slug", "title", "summary", "languages", "licence", "boundary_policy", "live", "number",
        "takes_reports",
    ),
    _record(dossiers.DossierAgent, "agent", "part_of", "own"),
    _record(dossiers.Place, "name", "lat", "lon", "precision", "geonames"),
    _record(dossiers.DossierSource, "source", "own"),
    _record(dossiers.Agreement, "address", "title", "signed", "parties", "text_url", "sources"),
    _record(
        dossiers.Provision, "address", "agreement", "kind", "text", "addressee", "monitored_by", "measurable", "under",
        "begins", "until", "limit", "deadline", "term", "sources",
    ),
    _record(
        dossiers.Claim, "about", "asserter", "via", "valid", "recorded", "how", "stance", "of", "repeats", "rank", "reason",
        "supersedes", "retracts", "text", "quote", "value", "kind", "says",
    ),
    _record(
        dossiers.Event, "kind", "date", "title", "about", "place", "participants", "status", "follows", "sources", "type",
        "alleged", "casualties", "verification",
    ),
    _record(dossiers.Override, "about", "verdict", "begins", "ends", "by", "reason", "date"),
    _plain(
        dossiers.Change, "dossier", "section", "ident", "what", "before", "after", "why", "made_at", made_by=ACCOUNT
    ),
    _plain(
        dossiers.Table, "dossier", "section", "name", "content", "columns", "mapping", "rejected", "good", "bad", "done",
        "made_at", made_by=ACCOUNT,
    ),
    _plain(
        dossiers.Reporter, "dossier", "number", "expires_at", "invited_at", "revoked_at", identity=SEALED,
        link_hash="a key to this publication's form", invited_by=ACCOUNT,
    ),
    _plain(
        dossiers.Report, "dossier", "reporter", "sent_uid", "receipt", "language", "date", "place", "where", "seen", "how",
        "type", "casualties", "arrived_at", "state", "decided_at", "reason", "event", identity=SEALED, decided_by=ACCOUNT,
    ),
    Table(
        provenance.LinkCheck,
        ("source", "url", "checked_at", "status", "problem", "failures", "broken", "failing_since", "gone_since", "next_at"),
        {"id": NUMBER} | dict.fromkeys(
            ("kept_at", "whole_at", "not_kept", "archive_due_at", "archive_said"), "of copies that stay on this machine"
        ),
        order=("source__uid",),
    ),
    Table(
        publication.Publication,
        ("uid", "name", "tagline", "logo_light", "logo_dark", "emblem", "colour_light", "colour_dark",
         "footer_description", "contact_email", "copyright_line", "founded", "time_zone", "non_commercial", "house",
         "licence", "tdm_reservation", "tdm_policy_url", "security_contact", "consent_text", "consent_text_version",
         "consent_purposes", "security_expires", "kept_copies_mb", "asks_archive", "archive_lookup", "archive_save"),
        {"id": NUMBER},
        children=("partners", "follow_links", "menu_items"),
    ),
    Table(
        publication.FormerAddress,
        ("word", "language", "slug", "uid"),
        {"id": NUMBER},
        order=("word", "language", "slug"),
    ),
    Table(publication.HomePage, (*_PAGE, "lead", "blocks"), _NOT_OF_PAGES, order=("path",)),
    Table(publication.StandingPage, (*_PAGE, "role", "standfirst", "body"), _NOT_OF_PAGES, order=("path",)),
    Table(publication.StoryContainer, _PAGE, _NOT_OF_PAGES, order=("path",)),
    Table(
        stories.Story,
        (*_PAGE, "origin", "genre", "standfirst", "body", "lead_picture", "lead_caption", "author_note", "section",
         "more_sections", "topics", "original", "permission", "robots", "terms", "uri", "change_kind", "change_text",
         "address_year", "address_month", "updated_at", "withdrawn", "withdrawn_at", "withdrawn_notice"),
        {**_NOT_OF_PAGES, "body_html": DERIVED, "body_text": DERIVED, "word_count": DERIVED},
        children=("credits",),
        order=("path",),
    ),
    Table(
        provenance.Citation,
        ("uid", "cited_by", "source", "position", "block", "group", "raw", "start", "end", "signal", "outlet_printed",
         "date", "flags", "dismissed", "corrected"),
        {"id": NUMBER},
        order=("cited_by", "position"),
    ),
    _plain(
        stories.Version, "story", "number", "headline", "standfirst", "body_html", "text", "difference", "sources",
        "published_at", "replaced_at",
    ),
    Table(
        stories.Change, ("uid", "story", "kind", "text", "made_at", "version"), {"id": NUMBER}, order=("made_at", "uid")
    ),
    _plain(
        stories.Removal, "story", "reason", "notice", "asked_at", "confirmed_at", asked_by=ACCOUNT, confirmed_by=ACCOUNT
    ),
    _plain(
        stories.Bundle, "title", "published_at", children=("items",), acted_by=ACCOUNT,
        scheduled_for="nothing publishes itself after a move: an editor schedules it anew",
        refusal="why it was not published here",
    ),
    Table(
        wire.WatchedSource,
        ("uid", "outlet", "title", "url", "language", "section", "licence", "page", "active", "identity", "former",
         "added_at"),
        {"id": NUMBER}
        | dict.fromkeys(
            ("host", "kind", "etag", "last_modified", "hub", "topic", "published", "health", "failures", "next_check",
             "checked_at", "news_at", "moving_to", "moving_since", "moving_seen", "answers"),
            "learned anew when it is asked",
        ),
    ),
    _plain(
        wire.OriginalTask, "original", "kind", "found_at", "said", "modified", "title", "text", "text_sha256", "difference",
        "mark", "closed_at", "closed", "why", closed_by=ACCOUNT,
    ),
    _plain(wire.Intake, "story", "original", "url", "fields", "similar", "made_at"),
    _plain(
        translation.Translation, "story", "source_story", "rests_on", "rests_on_at",
    ),
    Table(
        translation.Paragraph,
        ("uid", "translation", "position", "place", "block", "source", "source_sha256", "markup", "target", "state", "engine",
         "made_at"),
        {"id": NUMBER, "made_by": ACCOUNT},
        order=("translation__uid", "position", "uid"),
    ),
    Table(
        translation.SummaryBasis,
        ("uid", "story", "position", "sentence", "sentence_sha256", "source_kind", "source_uid", "source_name",
         "source_sentence", "source_sha256", "rests_on", "reason", "made_at"),
        {"id": NUMBER, "made_by": ACCOUNT},
        order=("story__uid", "position", "uid"),
    ),
    _plain(translation.FormerText, "original", "text", "text_sha256", "replaced_at"),
    _plain(
        translation.TranslationUnit, "source", "target", "source_language", "target_language", "source_sha256",
        "target_sha256", "story", "by_name", "made_at", made_by=ACCOUNT,
    ),
    _plain(translation.GlossaryEntry, "label", "note", children=("terms",)),
    _plain(
        Imported, "uri", "story", "digest", "version_created", revision="told by `unedited`", run="of this machine's file"
    ),
)  # fmt: skip
"""In the order of the file: a record names those before it, or is completed at the end."""

LEFT_OUT: dict[type[models.Model], str] = {
    OutboxEntry: "work that waits, not content",
    Rendition: "made again from the picture's file",
    SearchEntry: "made again from the stories",
    stories.Related: "made again from the stories",
    provenance.KeptCopy: "others' pages, kept on this machine; they are in a backup",
    stories.Reuse: "counted on this machine",
    wire.WatchedOriginal: "watched anew where the stories are; what was told of it is in its tasks",
    dossiers.RestingSentence: "made again from the stories",
    wire.WatchedHost: "learned anew when a host is asked",
    wire.HubSubscription: "its secret is between this machine and the hub; subscribed anew when the source is asked",
    wire.HubDelivery: "waits to be read on this machine",
    wire.KeptAnswer: "exact bytes of others, kept here for two weeks",
    wire.Item: "others' news of the last weeks; what became a story is in its original",
    wire.Thread: "others' news of the last weeks",
    wire.Correction: "exported by itself as test data, with the items it speaks of",
    wire.Watch: ACCOUNT,
    wire.Hit: "others' news of the last weeks",
    wire.ItemClaim: "its item isn't exported; the claim is, with its history",
    wire.Assignment: ACCOUNT,
    translation.UnitMark: "made again from the memory",
    ImportRun: "how far a file on this machine was imported",
    readers.User: ACCOUNT,
    readers.SavedStory: ACCOUNT,
    readers.FollowedTopic: ACCOUNT,
    readers.DisplayPreferences: ACCOUNT,
}
"""Our models that aren't exported, and why."""

ROOMS_LEFT_OUT = {"bake": "what is in this machine's folder; made again by the next bake"}
"""Rooms none of whose models are exported, by their label, and why."""

MADE_AT_PUBLICATION = frozenset(stories.Story.OF_THE_STORY) | {
    "uid", "live", "locale", "translation_key", "first_published_at", "last_published_at", "latest_revision_created_at",
    "has_unpublished_changes", "expired", "draft_title", "uri",
}  # fmt: skip
"""Fields that are the page's and none of its draft's."""


def draft_fields(table: Table) -> tuple[str, ...]:
    """Return the fields that a draft has of its own."""
    return tuple(name for name in table.fields if name not in MADE_AT_PUBLICATION)
