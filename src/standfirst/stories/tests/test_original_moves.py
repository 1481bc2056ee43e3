"""An original that turns out to be another outlet's changes the fronts of both."""

import pytest

from standfirst.keys.models import OutboxEntry
from standfirst.provenance.models import Agent, Original
from standfirst.stories.tests.factories import make_publication

pytestmark = pytest.mark.django_db


def test_the_fronts_of_both_outlets_change() -> None:
    make_publication()
    before, after = (
        Agent.objects.create(kind=Agent.Kind.OUTLET, slug=slug, name={"en": slug}) for slug in ("one", "two")
    )
    original = Original.objects.create(outlet=before, title="A title", date="2026-01-02", language="en")
    OutboxEntry.objects.all().delete()
    original.title = "Another title"
    original.save()
    keys = set(OutboxEntry.objects.values_list("key", flat=True))
    assert not any(key.startswith(("front:agent:", "archive:agent:")) for key in keys)
    original.outlet = after
    original.save()
    keys = set(OutboxEntry.objects.values_list("key", flat=True))
    for outlet in (before, after):
        assert {f"front:agent:{outlet.uid}:en", f"archive:agent:{outlet.uid}:en:last"} <= keys
