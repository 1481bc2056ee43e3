"""Our own story in another of our languages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.publication.models import StoryContainer
from standfirst.publication.reading import language_name, languages
from standfirst.stories.actions import Refused
from standfirst.stories.actions.publish import add_draft
from standfirst.stories.models import Credit, Story
from standfirst.stories.public import is_public
from standfirst.translation.models import Translation

_TAKEN_OVER = (
    "title", "standfirst", "body", "genre", "origin", "lead_picture", "lead_caption", "author_note", "section",
    "original", "permission", "robots",
)  # fmt: skip


def may_begin(story: Story, user: Any) -> list[str]:
    """Return the languages in which the story isn't there yet and the user may begin it."""
    if not is_public(story):
        return []
    there = set(
        Story.objects.filter(translation_key=story.translation_key).values_list(
            "locale__language_code", flat=True
        )
    )
    containers = StoryContainer.objects.select_related("locale")
    open_to = {
        container.locale.language_code
        for container in containers
        if container.permissions_for_user(user).can_add_subpage()
    }
    return [tag for tag in languages() if tag not in there and tag in open_to]


@transaction.atomic
def begin_version(story: Story, language: str, *, user: Any = None) -> Story:
    """Begin a published story in another of our languages: a draft with everything of it, to be translated at the desk.

    Raises:
        Refused: readers don't have the story, or it is there in that language already.
    """
    story = Story.objects.select_related("locale").get(pk=story.pk)
    if not is_public(story):
        raise Refused([_("Readers don't have this story. Publish it, then translate it.")])
    if Story.objects.filter(translation_key=story.translation_key, locale__language_code=language).exists():
        raise Refused(
            [_("The story is there in %(language)s already.") % {"language": language_name(language)}]
        )
    draft = Story(
        translation_key=story.translation_key, **{name: getattr(story, name) for name in _TAKEN_OVER}
    )
    draft.credits = [
        Credit(agent=credit.agent, role=credit.role, sort_order=credit.sort_order)
        for credit in story.credits.all()
    ]
    draft.topics = list(story.topics.all())
    draft.more_sections = list(story.more_sections.all())
    add_draft(draft, language, user=user)
    Translation.objects.create(story=draft, source_story=story, rests_on_at=story.last_published_at)
    return draft
