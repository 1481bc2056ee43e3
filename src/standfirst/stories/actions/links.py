"""Looking after the addresses that published stories cite."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from standfirst.provenance.actions import check_portion, due
from standfirst.provenance.archiving import archive_due, ask_archive_portion
from standfirst.provenance.models import Citation, Source
from standfirst.stories.models import Story


def cited() -> QuerySet[Source]:
    """Return the sources that stories cite which readers get."""
    withdrawn = Story.objects.exclude(withdrawn="").values_list("uid", flat=True)
    citations = Citation.objects.filter(cited_by__startswith="story:", dismissed=False, source__isnull=False)
    citations = citations.exclude(cited_by__in=[f"story:{uid}" for uid in withdrawn])
    return Source.objects.filter(pk__in=citations.values("source"))


def check_links(at: datetime) -> None:
    """Have the next portion of cited addresses looked at in the background, unless one waits already.

    A demo asks nobody by itself: only an editor's button does.
    """
    if settings.FOLDER.demo:
        return
    path = look_at_links.module_path
    waiting = {TaskResultStatus.READY, TaskResultStatus.RUNNING}
    if DBTaskResult.objects.filter(task_path=path, status__in=waiting).exists():
        return
    if due(cited(), at).exists() or archive_due(cited(), at).exists():
        look_at_links.enqueue()


@task()
def look_at_links() -> int:
    """Look at the next portion of cited addresses, and ask a public archive for some. Returns how many were looked at."""
    now = timezone.now()
    done = check_portion(cited(), now)
    ask_archive_portion(cited(), now)
    return done
