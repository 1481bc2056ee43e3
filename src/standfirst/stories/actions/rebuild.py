"""Making everything derived anew: bodies as readers get them, and the lists of related stories."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from standfirst.keys.changes import changed
from standfirst.provenance.models import Citation
from standfirst.stories.actions import publishing, relating
from standfirst.stories.models import Story


def rebuild(progress: Callable[[int, int], object] = lambda done, total: None) -> int:
    """Render every published story's body anew, and make all related lists; returns how many stories differed."""
    pks = list(Story.objects.filter(address_year__isnull=False).order_by("pk").values_list("pk", flat=True))
    differed = 0
    for done, pk in enumerate(pks, 1):
        with transaction.atomic():
            differed += _body(pk)
        progress(done, len(pks))
    relating.rebuild()
    return differed


def _body(pk: int) -> bool:
    story = Story.objects.select_related("locale").get(pk=pk)
    before = (story.body_html, story.body_text, story.word_count)
    publishing.render(story, list(Citation.objects.filter(cited_by=story.key)))
    after = (story.body_html, story.body_text, story.word_count)
    if before == after:
        return False
    Story.objects.filter(pk=pk).update(body_html=after[0], body_text=after[1], word_count=after[2])
    changed(story.key)
    return True
