"""Background work of this room."""

from django_tasks import task
from modelsearch import index
from wagtail.models import ReferenceIndex

from standfirst.stories.models import Story


@task()
def index_for_editors(pks: list[int]) -> None:
    """Bring the admin's own search and its list of usages up to date for imported stories, as each save does."""
    for story in Story.objects.filter(pk__in=pks).order_by("pk"):
        index.insert_or_update_object(story)
        ReferenceIndex.create_or_update_for_object(story)
