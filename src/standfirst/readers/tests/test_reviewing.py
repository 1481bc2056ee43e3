"""From the writer by the reviewer to readers."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Workflow

from standfirst.media.models import Picture
from standfirst.readers.roles import REVIEWERS, WRITERS, ensure_roles, ensure_workflow
from standfirst.stories.actions import Refused
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import make_draft, make_publication, make_user

pytestmark = pytest.mark.django_db


def person(role: str) -> Any:
    user = make_user(f"{role.lower()}@example.org")
    user.is_superuser = False
    user.save()
    user.groups.set([ensure_roles()[role]])
    return user


@pytest.fixture
def review() -> Workflow:
    make_publication()
    return ensure_workflow()


def test_a_reviewers_approval_publishes_though_they_may_publish_nothing_else(review: Workflow) -> None:
    story, reviewer = make_draft(), person(REVIEWERS)
    state = review.start(story, person(WRITERS))
    state.current_task_state.approve(user=reviewer)
    assert Story.objects.get(pk=story.pk).public_path()
    with pytest.raises(PermissionDenied):
        make_draft(title="Another").get_latest_revision().publish(user=reviewer)


def test_an_approval_that_a_check_refuses_leaves_the_story_in_review(review: Workflow) -> None:
    story, reviewer = make_draft(standfirst=""), person(REVIEWERS)
    state = review.start(story, person(WRITERS))
    with pytest.raises(Refused):
        state.current_task_state.approve(user=reviewer)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert not Story.objects.get(pk=story.pk).live


def test_writers_take_pictures_in_and_choose_them(review: Workflow) -> None:
    from wagtail.images.permissions import permission_policy

    writer, others = person(WRITERS), Picture(title="A bridge", uploaded_by_user=person(REVIEWERS))
    assert permission_policy.user_has_permission(writer, "add")
    assert permission_policy.user_has_permission(writer, "choose")
    assert not permission_policy.user_has_permission_for_instance(writer, "delete", others)
