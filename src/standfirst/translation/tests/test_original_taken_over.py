"""The original of a published translation changes: a task, its text taken over, stale paragraphs, seen to."""

from __future__ import annotations

import hashlib

import pytest

from standfirst.provenance.models import Original
from standfirst.stories.tests.factories import NOON
from standfirst.translation.models import FormerText
from standfirst.translation.tests.stories import ONE, THREE, TWO, headline, make_translation, say, states
from standfirst.wire.actions.afterwards import close
from standfirst.wire.models import OriginalTask

pytestmark = pytest.mark.django_db


def test_taking_the_new_text_over_makes_what_rests_on_the_former_stale():
    story = make_translation()
    headline(story, "Liman bağlandı")
    say(
        story,
        "Liman iki gün bağlı idi.",
        "Heç kim xəsarət almayıb.",
        "Bərə bazar ertəsi işləyir.",
        reviewed=True,
    )
    assert states(story) == ["reviewed"] * 3
    original = Original.objects.get(pk=story.original_id)
    new = "\n\n".join((ONE.replace("two days", "three days"), TWO, THREE))
    task = OriginalTask.objects.create(
        original=original, kind="changed", found_at=NOON, title="Harbour closed for longer", text=new, mark="1",
        text_sha256=hashlib.sha256(new.encode()).hexdigest(),
    )  # fmt: skip
    close(task, "taken-over", user=None)
    assert states(story) == ["stale", "reviewed", "reviewed"]
    after = Original.objects.get(pk=original.pk)
    assert (after.text, after.title, after.fetched_at) == (new, "Harbour closed for longer", NOON)
    assert after.text_sha256 == task.text_sha256
    assert FormerText.objects.get(original=original).text == original.text
    say(story, "Liman üç gün bağlı idi.", reviewed=True)
    assert states(story) == ["reviewed"] * 3
