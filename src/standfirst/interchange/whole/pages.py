"""Pages put back into the tree, with the revisions that editors go on from."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Revision

from standfirst.interchange.whole import reading
from standfirst.interchange.whole.reading import ImportRefused, Known
from standfirst.interchange.whole.tables import Table, draft_fields
from standfirst.provenance.models import Citation
from standfirst.publication.models import HomePage, StoryContainer
from standfirst.stories.actions import publishing
from standfirst.stories.models import Story


def add(table: Table, said: dict[str, Any], known: Known) -> Any:
    """Make the page of one line below its parent, as the last child."""
    fields, later = reading.values(table.model, table.fields, said, known)
    if table.model is StoryContainer:
        # Making the home page's record makes no container; a tree has one.
        StoryContainer.objects.filter(locale=fields["locale"]).delete()
    page = table.model(**fields)
    if table.model is Story:
        page.credits = reading.children(table, said, known)["credits"]
    parent = _parent(table, page)
    parent.add_child(instance=page)
    for name, primary_keys in reading.many(table.model, table.fields, said, known).items():
        getattr(page, name).set(primary_keys)
        page.save(clean=False)
    known.note(page, said["uid"])
    for name, uid in later.items():
        kind = table.model._meta.get_field(name).related_model._meta.label_lower
        known.waiting.append((table.model, page.pk, name, kind, uid))
    return page


def _parent(table: Table, page: Any) -> Any:
    if table.model is HomePage:
        return Page.get_first_root_node()
    parents = StoryContainer if table.model is Story else HomePage
    parent = parents.objects.filter(locale=page.locale).first()
    if parent is None:
        raise ImportRefused(f"The page {page.uid} has no {parents.__name__} in its language.")
    return parent


def finish(table: Table, number: int, said: dict[str, Any], known: Known) -> None:
    """Give a page, once all records are there, its links, its revisions, and the body that readers get."""
    page = table.model._default_manager.select_related("locale").get(pk=number)
    stream = {
        name: value
        for name, value in said.items()
        if 'linktype=\\"page\\"' in repr(value) or 'linktype="page"' in repr(value)
    }
    if stream:
        fields, _later = reading.values(
            table.model, tuple(n for n in ("body", "blocks") if n in stream), said, known
        )
        for name, value in fields.items():
            setattr(page, name, value)
        page.save(clean=False)
    if table.model is Story and page.address_year is not None:
        rows = list(Citation.objects.filter(cited_by=page.key).order_by("position"))
        publishing.render(page, rows)
        Story.objects.filter(pk=page.pk).update(
            body_html=page.body_html, body_text=page.body_text, word_count=page.word_count
        )
    pointers: dict[str, Any] = {"live_revision_id": None, "latest_revision_id": None}
    if said.get("revised"):
        live = _revision(page, page, page.last_published_at)
        pointers = {"live_revision_id": live.pk, "latest_revision_id": live.pk}
    if said.get("draft") is not None:
        draft = _drafted(table, page, said, known)
        latest = _revision(page, draft, page.latest_revision_created_at)
        approved = said.get("approved_go_live_at")
        if approved:
            Revision.objects.filter(pk=latest.pk).update(
                approved_go_live_at=Revision._meta.get_field("approved_go_live_at").to_python(approved)
            )
        pointers["latest_revision_id"] = latest.pk
    names = (
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision_created_at",
        "draft_title",
        "live",
    )
    kept, _ = reading.values(table.model, names, said, known)
    Page.objects.filter(pk=page.pk).update(**pointers, **kept)


def _revision(page: Any, content: Any, at: Any) -> Revision:
    return Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        created_at=at,
        content=content.serializable_data(),
        object_str=str(content),
    )


def _drafted(table: Table, page: Any, said: dict[str, Any], known: Known) -> Any:
    """Return the page as its draft has it."""
    draft = table.model._default_manager.select_related("locale").get(pk=page.pk)
    names = draft_fields(table)
    fields, later = reading.values(table.model, names, said["draft"], known)
    for name, value in fields.items():
        setattr(draft, name, value)
    for name, uid in later.items():
        kind = table.model._meta.get_field(name).related_model._meta.label_lower
        setattr(draft, f"{name}_id", known.number(kind, uid))
    for name, rows in reading.children(table, said["draft"], known).items():
        held = {child.uid: child.pk for child in getattr(page, name).all()}
        for child in rows:
            child.pk = held.get(child.uid)
        setattr(draft, name, rows)
    for name, primary_keys in reading.many(table.model, names, said["draft"], known).items():
        setattr(
            draft,
            name,
            list(table.model._meta.get_field(name).related_model.objects.filter(pk__in=primary_keys)),
        )
    return draft
