"""``standfirst poll``: asks watched sources for news, and looks at originals behind stories, without serving."""

from __future__ import annotations

import time
from pathlib import Path

from standfirst.terminal import DONE, FAILED, CommandFailed, Progress, parser, print_json


def poll(argv: list[str]) -> int:
    """Ask the sources that are due; the status is 1 where one failed."""
    arguments = parser(
        "poll",
        "Ask the watched sources that are due for news, look whether originals behind published stories are what they "
        "were, and have hubs push or go on pushing: one request at a time for each host, five seconds apart. `serve` does "
        "this by itself; this is for a publication that isn't being served.",
    )
    arguments.add_argument(
        "dir", metavar="DIR", nargs="?", type=Path, default=Path("."), help="the publication (default: .)"
    )
    arguments.add_argument("--json", action="store_true", help="print what was done for programs")
    options = arguments.parse_args(argv)

    from standfirst.project.folder import read_folder
    from standfirst.project.server.lock import served_by, serving
    from standfirst.project.start import open_publication

    folder = read_folder(options.dir)
    if process := served_by(folder.path):
        raise CommandFailed(f"{folder.path} is being served by process {process}: that one asks its sources.")
    with serving(folder.path):
        open_publication(folder.path)
        return _poll(as_json=options.json)


def _poll(*, as_json: bool) -> int:
    from django.utils import timezone

    from standfirst.wire.actions.afterwards import gather
    from standfirst.wire.actions.hubs import tend
    from standfirst.wire.models import HubSubscription, WatchedOriginal, WatchedSource
    from standfirst.wire.polling.poller import Poller

    progress, start, now = Progress(), time.monotonic(), timezone.now()
    gather(now)
    tend(now)
    due = (
        WatchedSource.objects.filter(active=True, next_check__lte=now),
        WatchedOriginal.objects.filter(next_check__lte=now),
        HubSubscription.objects.filter(next_check__lte=now),
    )
    total = sum(each.count() for each in due)
    poller = Poller()
    try:
        while True:
            under_way = poller.step()
            progress(
                poller.tally.answered + poller.tally.looked + poller.tally.hubs, total, "addresses asked"
            )
            if not under_way:
                if not any(each.exists() for each in due):
                    break
                time.sleep(0.5)
    finally:
        poller.close()
    tally = poller.tally
    if as_json:
        failed = [{"url": url, "problem": said} for url, said in tally.failed]
        print_json(
            {
                "asked": tally.answered,
                "items": tally.items,
                "originals": tally.looked,
                "tasks": tally.tasks,
                "hubs": tally.hubs,
                "delivered": tally.delivered,
                "failed": failed,
            }
        )
    else:
        for url, said in tally.failed:
            print(f"{url}: {said}")
        seconds = time.monotonic() - start
        print(
            f"{tally.answered} sources asked, {tally.items} new items, {tally.looked} originals looked at, "
            f"{tally.tasks} told of, {tally.hubs} hubs asked, {len(tally.failed)} failed in {seconds:.1f} s."
        )
    return FAILED if tally.failed else DONE
