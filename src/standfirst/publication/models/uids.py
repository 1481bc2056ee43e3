"""Keeping each page's and each child's permanent ``uid`` its own through Wagtail's copies and revisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from modelcluster.models import get_all_child_relations

from standfirst.keys.uid import new_uid


def renew(page: Any, children: Iterable[Any]) -> None:
    """Give a copied page, and the ``children`` copied with it, new uids."""
    page.uid = new_uid()
    for child in children:
        if hasattr(child, "uid"):
            child.uid = new_uid()


def own(page: Any, content: dict[str, Any]) -> dict[str, Any]:
    """Return ``content`` (of a revision, perhaps another page's) with the uids that belong to ``page``.

    A copied page's revisions and an alias's source carry the uids of where they came from.
    """
    content = {**content, "uid": page.uid}
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if _has_uid(relation) and content.get(name):
            content[name] = _own_children(page, relation, content[name])
    return content


def _own_children(page: Any, relation: Any, children: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = relation.related_model.objects.filter(**{relation.field.name: page.pk})
    pk_by_uid = dict(rows.values_list("uid", "pk"))
    uid_by_pk = {pk: uid for uid, pk in pk_by_uid.items()}
    uids = [child.get("uid") for child in children]
    others = relation.related_model.objects.filter(uid__in=uids).exclude(**{relation.field.name: page.pk})
    foreign = set(others.values_list("uid", flat=True))
    owned = []
    for child in children:
        uid, pk = child.get("uid"), child.get("pk")
        if uid in pk_by_uid:
            pk = pk_by_uid[uid]
        elif pk in uid_by_pk:
            uid = uid_by_pk[pk]
        elif uid is None or uid in foreign:
            uid = new_uid()
        owned.append({**child, "uid": uid, "pk": pk})
    return owned


def _has_uid(relation: Any) -> bool:
    return any(field.name == "uid" for field in relation.related_model._meta.get_fields())
