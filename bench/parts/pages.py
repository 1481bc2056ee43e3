"""``python -m bench.parts.pages``: bakes everything of a new publication but the pictures to share, and forgets these."""

from __future__ import annotations

import os

import django


def main() -> None:
    """Bake with a helper for each core until only pictures are left."""
    django.setup()
    from django.conf import settings

    from standfirst.bake import first, lock, work
    from standfirst.bake.baking import baker
    from standfirst.bake.models import Document
    from standfirst.bake.pool import Pool

    with lock.baking(settings.PUBLIC_ROOT.parent) as held:
        here = baker(pool=Pool(os.cpu_count() or 1, held.descriptor))
        assert here.pool is not None and first.possible(here.store)
        here.start()
        here.begin_first()
        Document.objects.filter(path__endswith="/share.png").delete()
        while here.step() is not None:
            pass
        here.end_first()
        here.pool.close()
    print(work.pending())


if __name__ == "__main__":
    main()
