"""Who may do what to a story in the admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from standfirst.stories.models import Story


def story_for(request: HttpRequest, pk: int, may: str) -> Story:
    """Return the story, where the user may ``edit`` or ``publish`` it.

    Raises:
        Http404: there is no such story.
        PermissionDenied: the user may not.
    """
    story: Story = get_object_or_404(Story, pk=pk)
    tester = story.permissions_for_user(request.user)
    if not {"edit": tester.can_edit, "publish": tester.can_publish}[may]():
        raise PermissionDenied
    return story


def draft_of(story: Story) -> Story:
    """Return the story as last saved by an editor."""
    draft: Story = story.get_latest_revision_as_object()
    return draft
