"""Bundles: stories that are published together, now or at a time, all or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from standfirst.stories.actions.desk import tell
from standfirst.stories.actions.publish import publish_revision
from standfirst.stories.checks import checks
from standfirst.stories.models import Bundle, BundledStory, Story
from standfirst.stories.refusal import Refused


@dataclass(frozen=True)
class Blocked:
    """One story that keeps its bundle from being published, and why."""

    story: Story
    reasons: tuple[str, ...]


class BundleRefused(Refused):
    """Nothing of the bundle was published or scheduled. ``blocked`` has the reasons by story."""

    def __init__(self, reasons: Iterable[str], blocked: Iterable[Blocked] = ()) -> None:
        self.blocked = list(blocked)
        by_story = [f"{each.story}: {reason}" for each in self.blocked for reason in each.reasons]
        super().__init__([*reasons, *by_story])


def blocked(bundle: Bundle, at: datetime | None = None) -> list[Blocked]:
    """Return the stories that could not be published at ``at`` (now, where none is given), with why."""
    at = at or timezone.now()
    found = []
    for item in _items(bundle):
        reasons = _reasons(item, at)
        if reasons:
            found.append(Blocked(item.story, tuple(reasons)))
    return found


def _items(bundle: Bundle) -> list[BundledStory]:
    items = BundledStory.objects.filter(bundle_id=bundle.pk).select_related("story__locale", "revision")
    return list(items.order_by("sort_order", "pk"))


def _revision(item: BundledStory) -> Revision | None:
    return item.revision or item.story.latest_revision


def _has_something_new(item: BundledStory) -> bool:
    revision = _revision(item)
    return revision is not None and revision.pk != item.story.live_revision_id


def _reasons(item: BundledStory, at: datetime) -> list[str]:
    if not _has_something_new(item):
        return [] if item.story.live else [_("There is no draft of it.")]
    revision = _revision(item)
    assert revision is not None
    draft: Story = revision.as_object()
    if draft.go_live_at and draft.go_live_at > at:
        when = date_format(timezone.localtime(draft.go_live_at), "SHORT_DATETIME_FORMAT")
        return [_("It has a time of its own, %(when)s. Take that off first.") % {"when": when}]
    return [problem.message for problem in checks(draft, at)]


def may_publish(bundle: Bundle, user: Any) -> bool:
    """Tell whether ``user`` may publish the bundle: by the role, and each of its stories."""
    if not user.has_perm("stories.publish_bundle"):
        return False
    return all(item.story.permissions_for_user(user).can_publish() for item in _items(bundle))


def publish_bundle(bundle: Bundle, *, user: Any, at: datetime | None = None) -> Bundle:
    """Publish all stories of ``bundle`` as last saved (as scheduled, where it was), or none of them.

    Raises:
        BundleRefused: it has no stories, is published already, or a check blocks one; nothing changed.
    """
    at = at or timezone.now()
    with transaction.atomic():
        bundle = Bundle.objects.select_for_update().get(pk=bundle.pk)
        items = _open_items(bundle, at)
        for item in items:
            if _has_something_new(item):
                _publish(item, user, at)
        bundle.published_at, bundle.scheduled_for, bundle.refusal = at, None, []
        bundle.acted_by = user or bundle.acted_by
        bundle.save()
        log(instance=bundle, action="standfirst.publish", user=user)
    return bundle


def _open_items(bundle: Bundle, at: datetime) -> list[BundledStory]:
    if bundle.published_at is not None:
        raise BundleRefused([_("This bundle is published already.")])
    items = _items(bundle)
    if not items:
        raise BundleRefused([_("This bundle has no stories. Add some first.")])
    problems = blocked(bundle, at)
    if problems:
        raise BundleRefused([], problems)
    return items


def _publish(item: BundledStory, user: Any, at: datetime) -> None:
    revision = _revision(item)
    assert revision is not None
    try:
        publish_revision(revision, user=user, at=at)
    except Refused as refused:
        # Found only while publishing, such as a required wording that the page doesn't show.
        raise BundleRefused([], [Blocked(item.story, tuple(refused.reasons))]) from refused


@transaction.atomic
def schedule_bundle(bundle: Bundle, moment: datetime, *, user: Any) -> Bundle:
    """Have the schedule publish ``bundle`` at ``moment``, each story as it is saved now.

    Raises:
        BundleRefused: ``moment`` is over, it has no stories, is published or scheduled already, or a check
            would block one.
    """
    bundle = Bundle.objects.select_for_update().get(pk=bundle.pk)
    if moment <= timezone.now():
        raise BundleRefused([_("This time is over. Choose a later one, or publish now.")])
    if bundle.scheduled_for is not None:
        raise BundleRefused([_("This bundle is scheduled already. Take it off the schedule first.")])
    for item in _open_items(bundle, moment):
        item.revision = item.story.latest_revision
        item.save(update_fields=["revision"])
    bundle.scheduled_for, bundle.acted_by, bundle.refusal = moment, user, []
    bundle.save()
    log(instance=bundle, action="standfirst.schedule", user=user)
    return bundle


@transaction.atomic
def unschedule_bundle(bundle: Bundle, *, user: Any) -> Bundle:
    """Take ``bundle`` off the schedule: its stories may be changed again.

    Raises:
        BundleRefused: it is not scheduled, or published already.
    """
    bundle = Bundle.objects.select_for_update().get(pk=bundle.pk)
    if bundle.scheduled_for is None:
        raise BundleRefused([_("This bundle is not on the schedule.")])
    _take_off(bundle)
    log(instance=bundle, action="standfirst.unschedule", user=user)
    return bundle


def _take_off(bundle: Bundle) -> None:
    bundle.scheduled_for = None
    bundle.save()
    BundledStory.objects.filter(bundle_id=bundle.pk).update(revision=None)


def publish_due_bundles(at: datetime) -> list[Bundle]:
    """Publish the bundles whose time has come. One that is refused leaves the schedule, and the desk is told why.

    Returns those published.
    """
    published = []
    for bundle in Bundle.objects.filter(scheduled_for__lte=at, published_at=None).order_by(
        "scheduled_for", "pk"
    ):
        try:
            published.append(publish_bundle(bundle, user=bundle.acted_by, at=bundle.scheduled_for))
        except BundleRefused as refused:
            with transaction.atomic():
                bundle.refusal = refused.reasons
                _take_off(bundle)
                log(instance=bundle, action="standfirst.refused", data={"reasons": refused.reasons})
            tell(bundle.acted_by, "bundle", title=bundle.title, reasons=refused.reasons, bundle=bundle.pk)
    return published
