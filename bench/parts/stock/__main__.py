"""``python -m stock FILE COUNT``: adds that many of the corpus with ``add_child`` and tags; prints the seconds."""

import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "stock.settings"
import django

django.setup()
from django.core.management import call_command  # noqa: E402
from stock.models import Article  # noqa: E402
from wagtail.models import Page  # noqa: E402

call_command("migrate", verbosity=0)
home = Page.objects.get(depth=2)
with Path(sys.argv[1]).open(encoding="utf-8") as file:
    items = [json.loads(line) for line, _ in zip(file, range(int(sys.argv[2])), strict=False)]
start = time.perf_counter()
for item in items:
    page = Article(
        title=item["headlines"][0]["value"],
        intro=item["descriptions"][0]["value"],
        body=item["bodies"][0]["value"],
        date=datetime.fromisoformat(item["firstCreated"]),
    )
    page.tags.add(*(subject["name"] for subject in item["subjects"][1:]))
    home.add_child(instance=page)
print(time.perf_counter() - start)
