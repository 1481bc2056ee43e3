"""A whole publication from the folder that ``export`` wrote, into one that has nothing yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from wagtail.models import Locale, Page, Site, Workflow, WorkflowPage

from standfirst.dossiers.loading import check
from standfirst.dossiers.models import Dossier
from standfirst.dossiers.reckoning import DossierErrors
from standfirst.interchange.models import Imported
from standfirst.interchange.whole import pages, reading
from standfirst.interchange.whole.exporting import MEDIA, RECORDS, media_name
from standfirst.interchange.whole.reading import ImportRefused, Known
from standfirst.interchange.whole.rendered import safe
from standfirst.interchange.whole.tables import TABLES, Table
from standfirst.media.actions import prepare
from standfirst.media.models import Picture
from standfirst.media.uploads import EXTENSIONS, Accepted, UploadRefused, accepted
from standfirst.provenance.models import Agent, Original, Permission, Source
from standfirst.publication.models import HomePage, Publication, Section, Topic
from standfirst.stories.actions import relating
from standfirst.stories.models import Removal, Story, Version
from standfirst.translation.actions.memory import mark_anew
from standfirst.translation.models import GlossaryEntry, TranslationUnit

MOVED = "moved@accounts.invalid"
"""The account that stands for those who asked for removals elsewhere: nobody can sign in with it."""
Seen = Callable[[int, int | None, str], None]


@dataclass(frozen=True)
class Imports:
    """How much was imported."""

    records: int
    stories: int
    pictures: int


def import_all(folder: Path, seen: Seen) -> Imports:
    """Make this publication the one in ``folder``; all of it or nothing.

    Raises:
        ImportRefused: there are stories or records here already, or the folder is damaged or no export of ours.
        OSError: a file can't be read.
    """
    _refuse_used()
    known = Known()
    tables = {table.kind: table for table in TABLES}
    made: list[str] = []
    try:
        with transaction.atomic():
            _clear(folder, known)
            count = 0
            for count, (number, said) in enumerate(reading.lines(folder), start=1):
                table = tables.get(str(said.get("record")))
                if table is None:
                    raise ImportRefused(f"{RECORDS}, line {number}: unknown record {said.get('kind')!r}.")
                try:
                    _one(table, said, known, folder, made)
                except (ValidationError, KeyError, ValueError, TypeError, DatabaseError, OSError) as error:
                    raise ImportRefused(f"{RECORDS}, line {number}: {_said(error)}") from error
                seen(count, None, "records")
            known.complete()
            _finish(folder, tables, known, seen)
    except BaseException:
        for name in made:
            default_storage.delete(name)
        raise
    relating.rebuild()
    mark_anew()
    return Imports(count, Story.objects.count(), Picture.objects.count())


def _said(error: Exception) -> str:
    messages = getattr(error, "message_dict", None) or getattr(error, "messages", None)
    return str(messages or error)


def _refuse_used() -> None:
    for model in (
        Story, Section, Topic, Agent, Original, Permission, Source, Picture, Dossier, TranslationUnit, GlossaryEntry
    ):  # fmt: skip
        count = model._default_manager.count()
        if count:
            raise ImportRefused(
                f"This publication has {count} {model._meta.verbose_name_plural} already. Import into a new one: "
                "standfirst init NEW, then standfirst import all NEW FOLDER"
            )


def _clear(folder: Path, known: Known) -> None:
    """Take away what ``init`` made: the trees of languages and the record; make the languages of the export."""
    wanted = [
        said["locale"] for _n, said in reading.lines(folder) if said.get("record") == "publication.homepage"
    ]
    if not wanted:
        raise ImportRefused(f"{RECORDS} holds no home page, so no language.")
    from django.conf import settings

    unknown = set(wanted) - set(dict(settings.WAGTAIL_CONTENT_LANGUAGES))
    if unknown:
        raise ImportRefused(
            f"Languages that this version doesn't know: {', '.join(sorted(map(str, unknown)))}."
        )
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.specific.delete()
    Publication.objects.all().delete()
    first = Locale.objects.get_or_create(language_code=wanted[0])[0]
    Page.objects.filter(pk=root.pk).update(locale=first)
    Locale.objects.exclude(language_code__in=wanted).delete()
    for tag in wanted:
        known.locales[tag] = Locale.objects.get_or_create(language_code=tag)[0]


def _one(table: Table, said: dict[str, Any], known: Known, folder: Path, made: list[str]) -> None:
    if table.is_page:
        pages.add(table, said, known)
        return
    fields, later = reading.values(table.model, table.fields, said, known)
    row = table.model(**fields)
    if isinstance(row, Picture):
        _file(row, folder, said)
        made.append(row.file.name)
    if isinstance(row, Removal):
        row.asked_by = _moved()
        row.confirmed_by = _moved() if row.confirmed_at else None
    if isinstance(row, Version):
        row.body_html = safe(row.body_html)
    # What the software itself leaves empty, forms may ask for; the database refuses what must be there.
    looked_at = {name for name in table.fields if said.get(name) not in (None, "", [], {})} - set(later)
    unseen = {each.name for each in table.model._meta.get_fields()} - looked_at
    row.full_clean(exclude=unseen, validate_unique=False, validate_constraints=False)
    for name, rows in reading.children(table, said, known).items():
        setattr(row, name, rows)
    row.save()
    if isinstance(row, Picture):
        Picture.objects.filter(pk=row.pk).update(created_at=fields["created_at"])
        row.tags.set(said.get("tags", []))
        if said.get("public"):
            # Inside the transaction: bodies show these files, and nobody else writes into a new publication.
            prepare(row)
            made += [each.file.name for each in row.renditions.all()]
    if isinstance(row, Publication):
        Publication.objects.filter(pk=row.pk).update(consent_text_version=fields["consent_text_version"])
    if "uid" in table.fields:
        known.note(row, said["uid"])
    for name, uid in later.items():
        kind = table.model._meta.get_field(name).related_model._meta.label_lower
        known.waiting.append((table.model, row.pk, name, kind, uid))


def _file(picture: Picture, folder: Path, said: dict[str, Any]) -> None:
    """Give a picture its file: decoded once to be sure that it is one, and kept as it is.

    Raises:
        ImportRefused: it is missing or no picture we take.
    """
    uid = str(said["uid"])
    found = [folder / MEDIA / media_name(uid, f"x{each}") for each in EXTENSIONS.values() if uid.isalnum()]
    path = next((each for each in found if each.is_file()), None)
    if path is None:
        raise ImportRefused(f"{MEDIA}: the file of the picture {uid} is missing.")
    content = path.read_bytes()
    try:
        upload = accepted(content)
    except UploadRefused as refused:
        raise ImportRefused(f"{path.name}: {refused}") from refused
    kept = Accepted(content, upload.format, type(upload.found)())
    picture.prepare_on_save = False
    picture.file.save(kept.name, kept, save=False)
    picture._set_image_file_metadata()


def _moved() -> Any:
    users = get_user_model().objects
    return users.filter(email=MOVED).first() or users.create_user(MOVED, None, is_active=False)


def _finish(folder: Path, tables: dict[str, Table], known: Known, seen: Seen) -> None:
    home = HomePage.objects.order_by("path").first()
    site = Site.objects.order_by("-is_default_site", "pk").first() or Site(hostname="localhost")
    site.root_page, site.is_default_site = home, True
    site.save()
    for workflow in Workflow.objects.filter(active=True):
        for page in Page.get_first_root_node().get_children():
            WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    for dossier in Dossier.objects.all():
        try:
            check(dossier)
        except DossierErrors as error:
            raise ImportRefused(f"{RECORDS}: the dossier {dossier.ident} can't be used: {error}") from error
    done = 0
    for _number, said in reading.lines(folder):
        table = tables[str(said["record"])]
        if table.is_page:
            number = known.numbers[table.kind, said["uid"]]
            pages.finish(table, number, said, known)
            done += 1
            seen(done, None, "pages finished")
    for _number, said in reading.lines(folder):
        if said["record"] == "interchange.imported" and said.get("unedited"):
            row = Imported.objects.select_related("story").get(uid=said["uid"])
            if row.story:
                Imported.objects.filter(pk=row.pk).update(revision_id=row.story.latest_revision_id)
