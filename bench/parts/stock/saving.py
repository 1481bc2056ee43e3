"""``python -m stock.saving ARTICLES SAVES``: publishes by stock Wagtail's own form; prints the seconds of each as JSON."""

import json
import os
import sys
import time
from datetime import UTC, datetime

os.environ["DJANGO_SETTINGS_MODULE"] = "stock.settings"
import django

django.setup()
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from stock.models import Article  # noqa: E402
from tests.bake.forms import values  # noqa: E402
from wagtail.models import Page  # noqa: E402

call_command("migrate", verbosity=0)
home = Page.objects.get(depth=2)
WORDS = "<p>" + " ".join(["so many words stand in a paragraph"] * 8) + "</p>"


def add(number: int, *, live: bool) -> Article:
    page = Article(
        title=f"An article with the number {number}", intro="One sentence.", body=WORDS * 6, date=datetime.now(UTC),
        live=live,
    )  # fmt: skip
    home.add_child(instance=page)
    page.tags.add("energy", "grid")
    page.save()
    return page


for number in range(int(sys.argv[1])):
    add(number, live=True)
user = get_user_model().objects.create_superuser("bench", "bench@example.org", "not-a-real-one-7")
client = Client(SERVER_NAME="localhost")
client.force_login(user)
seconds = []
for number in range(int(sys.argv[2])):
    page = add(1_000_000 + number, live=False)
    page.save_revision(user=user)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = values(client.get(address).content) | {"action-publish": "1"}
    begun = time.perf_counter()
    answer = client.post(address, data)
    seconds.append(time.perf_counter() - begun)
    if answer.status_code != 302:
        sys.exit(f"The form was refused: {answer.context['form'].errors}")
print(json.dumps(seconds))
