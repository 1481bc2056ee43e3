"""Which stories readers get."""

from django.db.models import QuerySet

from standfirst.stories.models import Story


def public(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Narrow ``stories`` to those that are published and not withdrawn."""
    return stories.filter(live=True, withdrawn="", address_year__isnull=False)


def is_public(story: Story) -> bool:
    """Tell whether readers get the story."""
    return bool(story.live and not story.withdrawn and story.address_year is not None)
