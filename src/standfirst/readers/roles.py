"""Who may do what in the admin. And the workflow between them."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

WRITERS = "Writers"
REVIEWERS = "Reviewers"
EDITORS = "Editors"

_ALL = ("add", "change", "delete", "view")
_WRITE = ("add", "change", "view")

# What a writer needs to file a story: the records that it stands on.
_RECORDS = {
    ("provenance", "agent"): _WRITE,
    ("provenance", "original"): _WRITE,
    ("provenance", "source"): _WRITE,
    ("provenance", "permission"): ("view",),
    ("provenance", "permissionrequest"): ("add", "view"),
    ("stories", "bundle"): ("view",),
    ("dossiers", "dossier"): _WRITE,
    ("wire", "item"): ("view", "change"),
    ("wire", "originaltask"): ("view", "change"),
    ("wire", "thread"): ("view", "change"),
    ("wire", "watch"): ("add", "view"),
    ("wire", "watchedsource"): ("view",),
    ("translation", "glossaryentry"): _WRITE,
    ("translation", "translationunit"): ("view",),
}
_REVIEW = {
    ("provenance", "permission"): _WRITE,
    ("provenance", "permissionrequest"): _WRITE,
    ("publication", "topic"): _WRITE,
    ("stories", "bundle"): _WRITE,
    ("dossiers", "dossier"): (*_WRITE, "publish"),
    ("dossiers", "report"): ("change", "view"),
    ("wire", "watchedsource"): _WRITE,
    ("translation", "translationunit"): ("add", "view"),
}
_EDIT = {
    ("provenance", "agent"): _ALL,
    ("provenance", "original"): _ALL,
    ("provenance", "source"): _ALL,
    ("provenance", "permission"): _ALL,
    ("provenance", "permissionrequest"): _ALL,
    ("publication", "topic"): _ALL,
    ("publication", "section"): _ALL,
    ("publication", "publication"): ("change", "view"),
    ("stories", "bundle"): (*_ALL, "publish"),
    ("dossiers", "dossier"): (*_ALL, "publish"),
    ("dossiers", "report"): ("change", "view"),
    ("dossiers", "reporter"): ("add", "change", "view"),
    ("wire", "item"): ("view", "change"),
    ("wire", "originaltask"): ("view", "change"),
    ("wire", "thread"): ("view", "change"),
    ("wire", "watch"): ("add", "view"),
    ("wire", "watchedsource"): _ALL,
    ("translation", "glossaryentry"): _ALL,
    ("translation", "translationunit"): _ALL,
}
MODEL_PERMISSIONS = {
    WRITERS: _RECORDS,
    REVIEWERS: _RECORDS | _REVIEW,
    EDITORS: _EDIT,
}
PAGE_PERMISSIONS = {
    WRITERS: ("add_page",),
    REVIEWERS: ("add_page", "change_page", "lock_page"),
    EDITORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
# Wagtail asks for those of its own image model, whichever model the pictures are.
PICTURE_PERMISSIONS = {
    WRITERS: ("add_image", "choose_image"),
    REVIEWERS: ("add_image", "change_image", "choose_image"),
    EDITORS: ("add_image", "change_image", "delete_image", "choose_image"),
}


@transaction.atomic
def ensure_roles() -> dict[str, Group]:
    """Make the groups ``Writers``, ``Reviewers`` and ``Editors`` with their permissions, and return them by name.

    Run again, it adds what is missing and takes nothing away: a publication may have widened a role.
    """
    return {name: _ensure(name) for name in MODEL_PERMISSIONS}


def _ensure(name: str) -> Group:
    group, _made = Group.objects.get_or_create(name=name)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for (app, model), verbs in MODEL_PERMISSIONS[name].items():
        names = [f"{verb}_{model}" for verb in verbs]
        group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename__in=names))
    root = Page.get_first_root_node()
    for codename in PAGE_PERMISSIONS[name]:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    pictures = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=PICTURE_PERMISSIONS[name]
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=pictures, permission=permission
        )
    return group


@transaction.atomic
def ensure_workflow() -> Workflow:
    """Make the way from writer to readers: a reviewer's or an editor's approval publishes. Run again, it changes nothing."""
    ensure_roles()
    workflow, made = Workflow.objects.get_or_create(name="Review", defaults={"active": True})
    if made:
        task = GroupApprovalTask.objects.create(name="Review", active=True)
        task.groups.set(Group.objects.filter(name__in=[REVIEWERS, EDITORS]))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        for page in Page.get_first_root_node().get_children():
            WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    return workflow
