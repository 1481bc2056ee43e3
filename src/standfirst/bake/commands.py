"""``standfirst bake``: writes the public site, or says where it differs from the database."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from standfirst.terminal import DONE, FAILED, CommandFailed, Progress, WrongUse, parser, print_json


def bake(argv: list[str]) -> int:
    """Bake a publication."""
    arguments = parser(
        "bake",
        "Write the documents that are out of date into the folder 'public'. A bake that was interrupted goes on where "
        "it was. While the publication is being served, its own process does the work and this one waits for it.",
    )
    arguments.add_argument("--all", action="store_true", help="write every document anew")
    arguments.add_argument(
        "--jobs", type=int, metavar="N", help="processes that render (default: one for each core)"
    )
    arguments.add_argument(
        "--out", type=Path, metavar="FOLDER", help="write everything into this empty folder instead"
    )
    arguments.add_argument(
        "--verify",
        action="store_true",
        help="write nothing: name every difference; status 1 where there is one",
    )
    arguments.add_argument("--json", action="store_true", help="print the result as JSON")
    options = arguments.parse_args(argv)
    if options.verify and (options.all or options.out):
        raise WrongUse("--verify writes nothing: leave out --all and --out.")
    if options.jobs is not None and not 1 <= options.jobs <= 64:
        raise WrongUse("--jobs must be between 1 and 64.")
    try:
        return _verify(options) if options.verify else _bake(options)
    except RuntimeError as error:
        raise CommandFailed(f"{error} What is done stays done. Bake again, or with --jobs 1.") from error
    except OSError as error:
        raise CommandFailed(
            f"{error.filename or 'The folder'} can't be used: {error.strerror or error}. Nothing is lost: mend it and "
            "bake again."
        ) from error


def _bake(options: Any) -> int:
    from standfirst.bake import running
    from standfirst.bake.progress import sentence

    progress = Progress()
    if options.out is not None:
        if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
            raise CommandFailed(f"{options.out} is not empty. Name a folder that is empty or not there yet.")
        report = running.bake_out(options.out, progress)
    else:
        try:
            report = running.bake(
                everything=options.all, jobs=options.jobs or os.cpu_count() or 1, show=progress
            )
        except running.Taken as taken:
            progress.say(f"Process {taken.process or 'unknown'} bakes this publication; waiting for it ...")
            report = running.wait_for_other(everything=options.all, show=progress)
    if options.json:
        print_json(report)
    else:
        print(sentence(report))
    return FAILED if report["failed"] else DONE


def _verify(options: Any) -> int:
    from django.conf import settings
    from django.utils import timezone

    from standfirst.bake.baking import bucket_store, quality
    from standfirst.bake.bucket_verify import verify_bucket
    from standfirst.bake.files import Files
    from standfirst.bake.state import instant
    from standfirst.bake.verify import verify

    progress = Progress()
    files = Files(settings.PUBLIC_ROOT)
    found = list(
        verify(
            files,
            quality(),
            instant(timezone.now()),
            lambda done, total: progress(done, total, "documents"),
        )
    )
    bucket = bucket_store()
    if bucket is not None:
        found += verify_bucket(bucket, files)
    if options.json:
        print_json({"ok": not found, "differences": [asdict(each) for each in found]})
    else:
        for each in found:
            print(f"{each.path or 'The folder'}: {each.problem}")
        whole = "Folder and bucket are" if bucket is not None else "The folder is"
        print(f"{len(found)} difference(s)" if found else f"{whole} what the database says.")
    return FAILED if found else DONE
