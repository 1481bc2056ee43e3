"""The desk: what waits for whom. The first page after signing in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from standfirst.provenance.models import LinkCheck, Permission
from standfirst.stories.models import Bundle, Removal, Story

MOST = 8
ENDING = timedelta(days=14)


@dataclass(frozen=True)
class Entry:
    """One line of a list on the desk."""

    title: str
    url: str
    about: str
    urgent: bool = False


@dataclass(frozen=True)
class List:
    """One list on the desk, with what it says when there is nothing in it."""

    title: str
    entries: list[Entry]
    empty: str
    more: str = ""
    """The address of the whole list, where this is only its beginning."""


_further: list[Callable[[Any], List | None]] = []
_beginnings: list[Callable[[Any], tuple[str, str] | None]] = []


def register(make: Callable[[Any], List | None]) -> None:
    """Add a list of a room above: ``make`` is given the user. Called from its ``AppConfig.ready``."""
    if make not in _further:
        _further.append(make)


def register_beginning(make: Callable[[Any], tuple[str, str] | None]) -> None:
    """Add a way to begin a story: ``make`` returns label and address, or None where the user may not."""
    if make not in _beginnings:
        _beginnings.append(make)


def _edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def _stories(stories: Iterable[Story], about: str) -> list[Entry]:
    entries = []
    for story in stories:
        moment = getattr(story, about)
        when = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
        entries.append(
            Entry(story.draft_title or story.title, _edit(story.pk), f"{story.locale.language_code} · {when}")
        )
    return entries


def _mine(user: Any) -> List:
    stories = Story.objects.filter(owner=user, has_unpublished_changes=True).select_related("locale")
    found = stories.order_by("-latest_revision_created_at")[:MOST]
    return List(
        _("Mine"), _stories(found, "latest_revision_created_at"), _("No drafts of yours. Begin one above.")
    )


def _waiting(user: Any) -> List:
    states = TaskState.objects.reviewable_by(user).select_related("revision").order_by("started_at")[:MOST]
    entries = []
    for state in states:
        story = state.revision.as_object()
        when = date_format(timezone.localtime(state.started_at), "SHORT_DATETIME_FORMAT")
        entries.append(Entry(str(story), _edit(story.pk), when))
    return List(_("Waiting for review"), entries, _("Nothing waits for your review."))


def _scheduled() -> List:
    stories = (
        Story.objects.filter(_revisions__approved_go_live_at__gt=timezone.now())
        .select_related("locale")
        .distinct()
    )
    found = stories.order_by("go_live_at")[:MOST]
    return List(_("Scheduled"), _stories(found, "go_live_at"), _("Nothing is scheduled."))


def _bundles(user: Any) -> List | None:
    if not user.has_perm("stories.view_bundle"):
        return None
    waiting = Bundle.objects.filter(published_at=None).annotate(stories=Count("items"))
    entries = []
    for bundle in waiting.order_by(F("scheduled_for").asc(nulls_last=True), "-pk")[:MOST]:
        number = bundle.stories
        about = ngettext("%(count)d story", "%(count)d stories", number) % {"count": number}
        if bundle.scheduled_for:
            when = date_format(timezone.localtime(bundle.scheduled_for), "SHORT_DATETIME_FORMAT")
        else:
            when = _("was not published on schedule") if bundle.refusal else _("no time yet")
        url = reverse("standfirst_stories:bundle", args=[bundle.pk])
        entries.append(Entry(bundle.title, url, f"{about} · {when}", urgent=bool(bundle.refusal)))
    return List(_("Bundles"), entries, _("No stories wait to be published together."))


def _ending() -> List:
    today = timezone.now().date()
    ending = Permission.objects.filter(
        valid_until__gte=today, valid_until__lte=today + ENDING
    ).select_related("outlet")
    entries = []
    for permission in ending.order_by("valid_until")[:MOST]:
        assert permission.valid_until is not None
        days = (permission.valid_until - today).days
        left = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
        used = permission.stories.filter(live=True, withdrawn="").count()
        about = ngettext("%(count)d story rests on it", "%(count)d stories rest on it", used) % {
            "count": used
        }
        url = reverse("wagtailsnippets_provenance_permission:edit", args=[permission.pk])
        entries.append(Entry(str(permission), url, f"{left} · {about}", urgent=days <= 3))
    return List(_("Permissions that end soon"), entries, _("No permission ends within 14 days."))


def _broken() -> List:
    checks = LinkCheck.objects.filter(broken=True).select_related("source__outlet")
    entries = [
        Entry(
            str(check.source),
            reverse("wagtailsnippets_provenance_source:edit", args=[check.source_id]),
            str(check),
        )
        for check in checks[:MOST]
    ]
    more = ""
    if len(entries) == MOST:
        more = f"{reverse('wagtailsnippets_provenance_source:list')}?broken=true"
    return List(_("Broken links"), entries, _("No cited link is known to be broken."), more)


def _removals(user: Any) -> List | None:
    if not user.has_perm("stories.change_removal"):
        return None
    waiting = Removal.objects.filter(confirmed_at=None).select_related("story", "asked_by")[:MOST]
    entries = [
        Entry(
            str(removal.story),
            reverse("standfirst_stories:confirm_removal", args=[removal.pk]),
            str(removal.asked_by),
        )
        for removal in waiting
    ]
    return List(_("Removals to confirm"), entries, "") if entries else None


class Desk(Component):
    """All lists, and the ways to begin a story."""

    name = "standfirst-desk"
    order = 10
    template_name = "stories/admin/desk.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the lists; a fixed number of small queries."""
        from standfirst.publication.models import StoryContainer
        from standfirst.publication.reading import language_name

        containers = StoryContainer.objects.select_related("locale").order_by("path")
        beginnings = [
            (
                _("New story: %(language)s") % {"language": language_name(container.locale.language_code)},
                reverse("wagtailadmin_pages:add", args=["stories", "story", container.pk]),
            )
            for container in containers
            if container.permissions_for_user(self.user).can_add_subpage()
        ]
        beginnings += [made for make in _beginnings if (made := make(self.user)) is not None]
        lists = [
            _mine(self.user),
            _waiting(self.user),
            *(make(self.user) for make in _further),
            _scheduled(),
            _bundles(self.user),
            _ending(),
            _broken(),
            _removals(self.user),
        ]
        return {"lists": [each for each in lists if each is not None], "beginnings": beginnings}
