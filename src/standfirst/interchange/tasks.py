"""Background work of this room."""

from django_tasks import task
from modelsearch import index
from wagtail.models import ReferenceIndex

from standfirst.provenance.models import Source
from standfirst.stories.models import Story


@task()
def index_for_editors(stories: list[int], sources: list[int]) -> None:
    """Bring the admin's own search and its list of usages up to date for imported records, as each save does."""
    for story in Story.objects.filter(pk__in=stories).order_by("pk"):
        index.insert_or_update_object(story)
        ReferenceIndex.create_or_update_for_object(story)
    for source in Source.objects.filter(pk__in=sources).order_by("pk"):
        ReferenceIndex.create_or_update_for_object(source)
