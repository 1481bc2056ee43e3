"""A summary beside its sources: what its sentences rest on, and what follows when either side changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standfirst.provenance.models import Original
from standfirst.stories.actions import Refused
from standfirst.stories.checks import checks
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import (
    as_chief,
    make_draft,
    make_original,
    make_publication,
    make_story,
    make_user,
    paragraph,
)
from standfirst.translation.actions import Rested, original_changed, rest
from standfirst.translation.models import SummaryBasis
from standfirst.translation.pairing.resting import Rest
from standfirst.translation.summaries import BesideSources, Ours, beside_sources
from standfirst.wire.actions import keeping, taking
from standfirst.wire.models import Item, OriginalTask, Thread
from standfirst.wire.tests.items import FERRY, FERRY_TOO, came

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
PORT = "The port of Lenkoran was closed for two days after the storm of 12 May. Nobody was hurt."
OURS = ("Lənkəran limanı 12 may fırtınasından sonra bağlı qalıb.", "Liman şəhərin cənubundadır.")


def make_summary(
    text: str = PORT, ours: tuple[str, ...] = OURS, make: Any = make_draft, **fields: Any
) -> Story:
    """Make a summary in Azerbaijani of an English original."""
    make_publication(("en", "az"))
    original = make_original(language="en", title="Port closed", text=text, **fields.pop("of", {}))
    body = [paragraph(f"<p>{' '.join(ours)}</p>")]
    return make("az", title="Liman", origin="summary", original=original, body=body, **fields)


def desk_of(story: Story, **how: Any) -> BesideSources:
    found = beside_sources(Story.objects.get(pk=story.pk), **how)
    assert found is not None
    return found


def states(story: Story) -> list[Rest]:
    return [line.state for line in desk_of(story).lines]


def say(story: Story, at: int, *, user: Any = None, **said: Any) -> list[str]:
    """Say of the sentence ``at`` what it rests on, as the desk would."""
    desk = desk_of(story)
    line = desk.lines[at]
    defaults = {"chosen": tuple(line.values), "reason": line.reason}
    return rest(story, [Rested(line.key, line.was, **{**defaults, **said})], user=user, over=desk.over)


def edit(story: Story, *ours: str) -> None:
    """Write other sentences on the story's form."""
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.body = [paragraph(f"<p>{' '.join(ours)}</p>")]
    draft.save_revision()


def test_each_sentence_rests_on_what_somebody_said_and_nothing_else():
    story = make_summary()
    assert states(story) == [Rest.NOTHING, Rest.NOTHING]
    editor = make_user()
    say(story, 0, numbers="2", user=editor)
    say(story, 1, reason="  Where it is:\n context ", user=editor)
    assert states(story) == [Rest.RESTS, Rest.OWN]
    basis, own = SummaryBasis.objects.all()
    assert (basis.sentence, basis.source_sentence) == (OURS[0], PORT.split(" Nobody")[0])
    assert basis.source_name == "Gazette: Port closed" and basis.made_by == editor
    assert (own.sentence, own.reason, own.source_kind) == (OURS[1], "Where it is: context", "own")
    made = basis.made_at
    say(story, 0)
    assert SummaryBasis.objects.get(pk=basis.pk).made_at == made, "what stays isn't written again"
    say(story, 0, chosen=())
    assert states(story) == [Rest.NOTHING, Rest.OWN]


def test_what_rests_on_nothing_blocks_nothing():
    story = make_summary()
    assert not [each for each in checks(story) if "rest" in each.code or "basis" in each.code]


def test_what_is_refused_changes_nothing():
    story = make_summary()
    desk = desk_of(story)
    first, second = desk.lines
    good = Rested(first.key, first.was, numbers="2")
    for over, bad, why in (
        (desk.over, Rested(second.key, second.was, numbers="99"), "no sentence 99"),
        (desk.over, Rested(second.key, second.was, numbers="1 0"), "no sentence 0"),
        ("", Rested(second.key, second.was, numbers="1"), "no sentence 1"),
        ("a:b:c 1 :: x:9999999:y", Rested(second.key, second.was, numbers="1"), "no sentence 1"),
        (desk.over.replace(":", "-"), Rested(second.key, second.was, numbers="1"), "no sentence 1"),
        (desk.over, Rested(second.key, second.was, ("original:x:y",)), "isn't in its source"),
    ):
        with pytest.raises(Refused, match=why):
            rest(story, [good, bad], over=over)
    assert not SummaryBasis.objects.exists()
    Story.objects.filter(pk=story.pk).update(locked=True, locked_by=make_user("other@example.org"))
    with pytest.raises(Refused, match="locked"):
        rest(story, [good], user=make_user(), over=desk.over)
    with pytest.raises(Refused, match="isn't a summary"):
        rest(make_draft("en"), [good])


def test_two_who_say_different_things_of_one_sentence_lose_nothing():
    story = make_summary()
    desk = desk_of(story)
    line = desk.lines[0]
    say(story, 0, numbers="2")
    late = Rested(line.key, line.was, numbers="3")
    assert rest(story, [late], over=desk.over) == [line.key]
    assert SummaryBasis.objects.get().source_sentence.startswith("The port")
    assert rest(story, [Rested(line.key, line.was)], over=desk.over) == [], "of which nothing was said"
    gone = Rested("nothing", "x", numbers="3")
    assert rest(story, [gone], over=desk.over) == ["nothing"]


def test_a_sentence_that_is_edited_has_its_basis_changed_since_until_somebody_says_so():
    story = make_summary()
    say(story, 0, numbers="2")
    say(story, 1, reason="Context")
    edit(story, "Yeni cümlə.", OURS[0].replace("bağlı qalıb", "iki gün bağlı qalıb"), OURS[1])
    assert states(story) == [Rest.NOTHING, Rest.CHANGED, Rest.OWN]
    assert desk_of(story).lines[1].former == OURS[0]
    say(story, 1)
    assert states(story)[1] == Rest.CHANGED
    say(story, 1, still=True)
    assert states(story) == [Rest.NOTHING, Rest.RESTS, Rest.OWN]
    assert "iki gün" in SummaryBasis.objects.get(source_kind="original").sentence
    edit(story, *OURS)
    assert states(story) == [Rest.CHANGED, Rest.OWN], "also on the way back"


def test_a_basis_whose_sentence_is_gone_from_the_original_is_stale(client: Client):
    as_chief(client)
    story = make_summary(make=make_story, roles=("author",))
    say(story, 0, numbers="2")
    say(story, 1, numbers="3")
    home = reverse("wagtailadmin_home")
    assert b"Summaries whose source changed" not in client.get(home).content
    new = PORT.replace("two days", "ten days")
    task = OriginalTask.objects.create(
        original=story.original,
        kind="changed",
        found_at=timezone.now(),
        title="Port closed",
        text=new,
        mark="1",
    )
    page = client.get(reverse("standfirst_wire:task", args=[task.uid])).content.decode()
    assert "1 sentence rests on words that aren&#x27;t in the new text" in page
    original_changed(story.original, new, timezone.now())
    assert states(story) == [Rest.STALE, Rest.RESTS]
    page = client.get(home).content.decode()
    url = reverse("standfirst_translation:summary", args=[story.pk])
    assert "Summaries whose source changed" in page and url in page
    assert "1 sentence rests on words that are gone" in page
    page = client.get(url).content.decode()
    assert "<del>two</del><ins>ten</ins>" in page and "is-gone" in page
    say(story, 0, chosen=(), numbers="2")
    assert states(story) == [Rest.RESTS, Rest.RESTS]
    assert b"Summaries whose source changed" not in client.get(home).content


def test_a_text_that_is_not_kept_makes_nothing_stale_and_another_original_does():
    story = make_summary()
    say(story, 0, numbers="2")
    Original.objects.filter(pk=story.original_id).update(text="", text_withheld=True)
    desk = desk_of(story)
    assert [each.text for each in desk.said] == ["Port closed"] and states(story)[0] == Rest.RESTS
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.original = make_original(
        language="en", title="Another", text="Other.", url="https://gazette.example/2"
    )
    draft.save_revision()
    assert states(story)[0] == Rest.STALE


def from_the_wire() -> tuple[Story, Item, Item]:
    """Take one of two items of a thread as a summary, as the wire's desk would."""
    story = make_summary(FERRY)
    mine, other = came("1", FERRY), came("2", FERRY_TOO, 3, "Gazette", reserved=True, reserved_by="tdm")
    thread = Thread.objects.create(first_at=mine.at, newest_at=other.at)
    Item.objects.update(thread=thread)
    held = taking.hold(mine, "az", "summary", make_user())
    held.story = story
    held.save()
    other.refresh_from_db()
    return story, mine, other


def test_the_other_items_of_the_thread_are_sources_too_and_are_kept_while_something_rests_on_them():
    story, mine, other = from_the_wire()
    desk = desk_of(story)
    assert [each.uid for each in desk.texts] == [desk.draft.original.uid, other.uid]
    assert desk.texts[1].reserved == "tdm"
    assert [each.kind for each in desk_of(story, items=False).texts] == ["original"]
    tugs = next(each for each in desk.said if each.text.endswith("taken ashore by boat."))
    came("3", "Earlier news. Of the ferry.", -5, "Herald", thread=other.thread)
    line = desk.lines[0]
    rest(story, [Rested(line.key, line.was, numbers=str(tugs.number))], over=desk.over)
    assert SummaryBasis.objects.get().source_sentence == tugs.text, "whatever came meanwhile"
    Item.objects.update(at=timezone.now() - timedelta(days=100))
    keeping.forget(timezone.now())
    assert Item.objects.filter(pk=other.pk).exists()
    Item.objects.filter(pk=other.pk).update(thread=None)
    assert states(story)[0] == Rest.RESTS, "also when it is another thread's"
    Item.objects.filter(pk=other.pk).update(text="Something else.")
    assert states(story)[0] == Rest.STALE
    Item.objects.filter(pk=other.pk).delete()
    assert states(story)[0] == Rest.RESTS, "its words are in the basis"
    say(story, 0, chosen=())
    assert mine.pk and states(story)[0] == Rest.NOTHING


def form(line: Ours, **more: Any) -> dict[str, Any]:
    """Return one sentence's part of the form as a browser sends it."""
    data = {f"was-{line.key}": line.was, f"on-{line.key}": line.values, f"own-{line.key}": line.reason}
    return data | {f"{name}-{line.key}": value for name, value in more.items()}


def test_the_desk_on_the_screen(client: Client):
    as_chief(client)
    story, _mine, _other = from_the_wire()
    edit(story, "Almaz bərəsində 140 nəfər var idi.", "Hava yaxşı idi.")
    url = reverse("standfirst_translation:summary", args=[story.pk])
    edit_page = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert edit_page.count(url) >= 2 and "2 sentences rest on nothing" in edit_page
    page = client.get(url).content.decode()
    assert 'lang="az" dir="ltr"' in page and '<ol start="1" lang="en"' in page
    assert "Machine use is reserved (tdm)" in page
    assert "Almaz" in page and "both have:" in page and "checked" not in page.split("data-summary-desk")[-1]
    desk = desk_of(story)
    first, second = desk.lines
    bad = form(first, more="1000") | form(second, own="Bizim sözümüz") | {"over": desk.over}
    answer = client.post(url, bad)
    assert answer.status_code == 422 and "no sentence 1000" in answer.content.decode()
    assert 'value="1000"' in answer.content.decode() and 'value="Bizim sözümüz"' in answer.content.decode()
    assert states(story) == [Rest.NOTHING] * 2
    good = (
        form(first, on=[desk.said[0].value], more="2 3") | form(second, own="Kontekst") | {"over": desk.over}
    )
    assert client.post(url, good).status_code == 302
    assert states(story) == [Rest.RESTS, Rest.OWN] and len(desk_of(story).lines[0].rows) == 3
    late = client.post(url, form(first, more="4") | {"over": desk.over})
    assert late.status_code == 409 and 'value="4"' in late.content.decode()
    state = client.get(reverse("standfirst_translation:summary_panel", args=[story.pk])).content.decode()
    assert "rest on nothing" not in state and "1 our own words" in state
    other = make_draft("en")
    nothing = client.get(reverse("standfirst_translation:summary", args=[other.pk]))
    assert "no sources to show" in nothing.content.decode()
