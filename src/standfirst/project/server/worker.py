"""The thread that does background work (Django's Tasks, kept in the database by django-tasks-db)."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections
from django.db.utils import OperationalError
from django_tasks import TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

log = logging.getLogger("standfirst.work")

POLL = 2.0
"""Seconds between looks for work that another process put there."""


def put_back_interrupted() -> int:
    """Make work ready again that a killed process was doing: nobody else works for this folder. Returns how much."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.READY)


class BackgroundWork(threading.Thread):
    """Does one task after another, and looks again when one is put there or every few seconds."""

    def __init__(self) -> None:
        super().__init__(name="work")
        self._wake = threading.Event()
        self._worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="serve",
            excluded_queue_names=[],
        )
        task_enqueued.connect(self._enqueued)

    def _enqueued(self, **_: object) -> None:
        self._wake.set()

    def stop(self) -> None:
        """Ask the thread to end after the task it is doing."""
        self._worker.running = False
        self._wake.set()

    def run(self) -> None:
        """Work until asked to stop."""
        while self._worker.running:
            self._wake.clear()
            close_old_connections()
            try:
                # A look is only a read: the worker's own claims the database for writing each time.
                if DBTaskResult.objects.ready().exists():
                    self._worker.run()
            except OperationalError as error:
                log.warning("Background work waits for the database: %s", error)
            close_old_connections()
            if self._worker.running:
                self._wake.wait(POLL)
        task_enqueued.disconnect(self._enqueued)
