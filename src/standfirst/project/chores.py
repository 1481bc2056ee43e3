"""Scheduled work that belongs to no room."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command

KEEP_TASKS_DAYS = 14


def publish_scheduled(instant: datetime) -> None:
    """Publish and unpublish what Wagtail's schedule says is due."""
    call_command("publish_scheduled", verbosity=0)


def prune_sessions(instant: datetime) -> None:
    """Delete sessions that have ended."""
    call_command("clearsessions", verbosity=0)


def prune_tasks(instant: datetime) -> None:
    """Delete the record of background work finished more than two weeks ago."""
    call_command("prune_db_task_results", verbosity=0, min_age_days=KEEP_TASKS_DAYS)
