"""The desk of the wire: threads as they come, what may become of an item, who is on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from standfirst.fetch import turns
from standfirst.stories.actions import Refused
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import as_chief, make_permission, make_user
from standfirst.wire.actions import taking, threads
from standfirst.wire.actions.rights import Rights, machine_use_reserved
from standfirst.wire.admin import sources
from standfirst.wire.models import Assignment, Correction, Item, Thread, WatchedHost
from standfirst.wire.polling.gathering import Gatherer, unthreaded
from standfirst.wire.tests.items import BANK, FERRY, FERRY_TOO, NOW, came
from standfirst.wire.tests.pages import page
from standfirst.wire.tests.watched import Watch, said, site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]


@pytest.fixture
def editor(client: Client) -> Client:
    return as_chief(client)


@pytest.fixture
def user(editor):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(email="chief@example.org")


def gathered(*items: Item) -> Gatherer:
    gatherer = Gatherer(NOW)
    gatherer.take(items, NOW)
    for item in items:
        item.refresh_from_db()
    return gatherer


def three() -> tuple[Item, Item, Item]:
    return came("1", FERRY), came("2", FERRY_TOO, 1, "The Port"), came("3", BANK, 2)


def test_items_about_one_happening_come_into_one_thread_with_its_numbers(editor):
    first, second, bank = three()
    gathered(first, second, bank)
    assert first.thread == second.thread != bank.thread
    thread = first.thread
    assert (thread.item_count, thread.outlet_count, thread.title, thread.languages) == (
        2,
        2,
        first.title,
        " en ",
    )
    assert (thread.first_at, thread.newest_at) == (first.at, second.at)


def test_after_a_restart_the_next_item_finds_its_thread(editor):
    first, _, bank = items = three()
    gathered(first, bank)
    again = Gatherer(NOW)
    assert len(again) == 2
    again.take([items[1]], NOW)
    items[1].refresh_from_db()
    assert items[1].thread == first.thread and Thread.objects.count() == 2


def test_items_that_no_process_has_seen_are_taken_up(editor):
    three()
    gatherer = Gatherer(NOW)
    for portion in unthreaded(NOW):
        gatherer.take(portion, NOW)
    assert not Item.objects.filter(thread=None).exists()


def test_what_is_older_than_the_window_is_in_no_thread(editor):
    old = came("1", FERRY, hours=-24 * 20)
    gathered(old)
    assert old.thread is None


def test_a_copy_of_another_outlet_is_said_to_be_one(editor):
    first, copy = came("1", FERRY * 2), came("2", FERRY * 2 + " More follows.", 1, "The Port")
    gathered(first, copy)
    assert (copy.same_as, copy.sameness) == (first, "copy")


def test_an_editors_split_and_merge_stay_also_when_items_come_and_are_settled(editor, user, monkeypatch):
    first, second, bank = three()
    gatherer = gathered(first, second, bank)
    new = threads.split(first.thread, [second], user=user)
    late = came("4", FERRY_TOO + " It was afloat by noon.", 3, "The Post")
    gatherer.take([late], NOW)
    monkeypatch.setattr("standfirst.wire.polling.gathering.SETTLE_EVERY", timedelta(0))
    assert gatherer.settle(NOW)
    for item in (first, second, bank):
        item.refresh_from_db()
    assert second.thread == new != first.thread
    kept = threads.merge([first.thread, bank.thread], user=user)
    gatherer.take([came("5", BANK + " Shares fell.", 4, "The Post")], NOW)
    for item in (first, bank):
        item.refresh_from_db()
    assert first.thread == bank.thread == kept
    assert [each.kind for each in Correction.objects.all()] == ["split", "merge"]


def test_a_correction_that_makes_no_sense_is_refused(editor, user):
    first, second, _ = items = three()
    gathered(*items)
    with pytest.raises(Refused):
        threads.split(first.thread, [first, second], user=user)
    with pytest.raises(Refused):
        threads.merge([first.thread], user=user)
    assert not Correction.objects.exists()


def test_corrections_are_given_out_as_test_data(editor, user):
    import json

    first, second, _ = items = three()
    gathered(*items)
    editor.post(f"/admin/wire/threads/{first.thread.uid}/", {"act": "split", "item": second.uid})
    lines = [
        json.loads(line) for line in editor.get("/admin/wire/threads/corrections.jsonl").content.splitlines()
    ]
    assert lines[0] == {"format": "standfirst-threads/1"}
    assert lines[-1]["parts"] == [[first.uid], [second.uid]]


def test_the_desk_shows_columns_narrows_and_takes_few_queries(editor, django_assert_max_num_queries):
    items = three()
    gathered(*items)
    editor.get("/admin/wire/")
    with django_assert_max_num_queries(20):
        text = editor.get("/admin/wire/").content.decode()
    assert "The ferry Almaz" in text and "The central bank" in text and "2 outlets" in text
    assert "The central bank" not in editor.get("/admin/wire/?several=1").content.decode()
    assert "The ferry Almaz" not in editor.get("/admin/wire/?words=bank").content.decode()
    assert "No threads" in editor.get("/admin/wire/?language=ru&by=language").content.decode()


def test_a_thread_says_who_was_first_who_lacks_it_and_where_they_disagree(
    editor, django_assert_max_num_queries
):
    items = three()
    came("9", "Another thing altogether.", outlet="The Echo")
    gathered(*items)
    with django_assert_max_num_queries(40):
        text = editor.get(f"/admin/wire/threads/{items[0].thread.uid}/").content.decode()
    assert "First: The Tide" in text and "The Echo" in text


def test_nothing_of_an_item_runs_on_our_pages(editor):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    item = came(
        "1",
        hostile + FERRY,
        title=hostile,
        authors=[hostile],
        licence=hostile,
        url="https://tide.example/'><b>",
    )
    gathered(item)
    for path in ("", "items/", f"items/{item.uid}/", f"threads/{item.thread.uid}/"):
        text = editor.get(f"/admin/wire/{path}").content.decode()
        assert "<script>alert" not in text and "<img src=x" not in text and "'><b>" not in text


CELLS = [
    # licence, non-commercial publication, summary, translation, reprint
    ("CC0", False, True, True, True),
    ("CC BY 4.0", False, True, True, True),
    ("CC BY-SA 4.0", False, True, True, True),
    ("CC BY-ND 4.0", False, True, False, True),
    ("CC BY-NC 4.0", False, True, False, False),
    ("CC BY-NC 4.0", True, True, True, True),
    ("CC BY-NC-ND 4.0", False, True, False, False),
    ("CC BY-NC-ND 4.0", True, True, False, True),
    ("All rights reserved", False, True, False, False),
    ("", True, True, False, False),
]


@pytest.mark.parametrize(("licence", "non_commercial", "summary", "translation", "reprint"), CELLS)
def test_the_buttons_obey_the_licence_and_say_why_one_is_off(
    editor, licence, non_commercial, summary, translation, reprint
):
    from standfirst.publication.models import Publication

    Publication.objects.update(non_commercial=non_commercial)
    item = came("1", FERRY, licence=licence)
    choices = {each.origin: each for each in Rights([item]).choices(item, "en")}
    assert {name: each.ok for name, each in choices.items()} == {
        "summary": summary, "translation": translation, "reprint": reprint,
    }  # fmt: skip
    assert all(each.reasons and all(each.reasons) for each in choices.values())
    text = editor.get(f"/admin/wire/items/{item.uid}/").content.decode()
    assert text.count("disabled") >= [summary, translation, reprint].count(False)


def test_a_permission_on_file_opens_what_the_licence_does_not_for_its_languages_and_term(editor):
    item = came("1", FERRY)
    permission = make_permission(item, languages=["az"], allows_translation=True, allows_reprint=False)
    opened = {each.origin: each for each in Rights([item]).choices(item, "az")}
    assert opened["translation"].permission == permission and not opened["reprint"].ok
    assert not next(each for each in Rights([item]).choices(item, "en") if each.origin == "translation").ok
    permission.valid_until = (NOW - timedelta(days=2)).date()
    permission.save()
    assert not next(each for each in Rights([item]).choices(item, "az") if each.origin == "translation").ok


def test_a_licence_does_not_cover_another_outlets_text(editor):
    first = came("1", FERRY)
    copy = came("2", FERRY, 1, "The Port", licence="CC BY 4.0", same_as=first, sameness="copy")
    choices = {each.origin: each for each in Rights([copy]).choices(copy, "en")}
    assert not choices["reprint"].ok and "The Tide" in choices["reprint"].reasons[0] and choices["summary"].ok


def test_reserved_is_for_people_only_and_robots_close_the_page(editor):
    item = came("1", FERRY, licence="CC BY 4.0", reserved=True)
    assert all(each.human for each in Rights([item]).choices(item, "en") if each.ok)
    WatchedHost.objects.create(host="the-tide.example", robots="User-agent: *\nDisallow: /", robots_at=NOW)
    choices = Rights([item]).choices(item, "en")
    assert not any(each.ok for each in choices) and "robots.txt" in choices[0].reasons[0]


@pytest.fixture
def watch(editor, monkeypatch):
    with site(
        {"/ferry": [said(page(), Content_Type="text/html; charset=utf-8", Tdm_Reservation="1")]}
    ) as served:
        made = Watch(served)
        monkeypatch.setattr(sources, "NETWORK", made.network)
        free = turns.Turns(timedelta(0))
        monkeypatch.setattr("standfirst.wire.actions.articles.TURNS", free)
        yield made
        made.poller.close()


def page_of(watch: Watch, path: str = "/ferry", **fields: object) -> Item:
    return came("1", FERRY, url=f"http://tide.example:{watch.site.port}{path}", **fields)


def test_one_step_makes_a_draft_of_an_item_and_its_holder_is_seen(editor, watch):
    item = page_of(watch)
    gathered(item)
    answer = editor.post(f"/admin/wire/items/{item.uid}/take/", {"language": "en", "origin": "summary"})
    story = Story.objects.get()
    assert answer.url == f"/admin/wire/{story.pk}/"
    assert (story.origin, str(story.original.outlet), story.title) == (
        "summary",
        "The Tide",
        "No ferry, no bread",
    )
    held = Assignment.objects.get()
    assert (held.story, held.language, str(held.holder)) == (story, "en", "chief@example.org")
    assert watch.site.paths() == ["/robots.txt", "/ferry"]
    item.refresh_from_db()
    assert (item.reserved, item.reserved_by) == (True, "TDM header")
    # The original's own page said so, whatever becomes of the item; where it didn't, the item's word counts.
    assert machine_use_reserved(story.original) == story.original.reservation != ""
    story.original.reservation = ""
    assert machine_use_reserved(story.original) == "TDM header"
    item.reserved = False
    item.save()
    assert not machine_use_reserved(story.original)
    assert "chief@example.org" in editor.get("/admin/wire/").content.decode()
    assert "Taken by me" in editor.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("path", "robots", "says"),
    [
        ("/gone", said(status="404 Not Found"), "There is no page"),
        ("/ferry", said(b"User-agent: *\nDisallow: /ferry"), "robots.txt"),
        ("/ferry", said(status="500 Broken"), "robots.txt can"),
    ],
)
def test_where_the_page_cannot_be_had_nobody_holds_it(editor, watch, path, robots, says):
    watch.site.script["/robots.txt"] = [robots]
    item = page_of(watch, path)
    answer = editor.post(
        f"/admin/wire/items/{item.uid}/take/", {"language": "en", "origin": "summary"}, follow=True
    )
    assert says in answer.content.decode()
    assert not Story.objects.exists() and not Assignment.objects.filter(ended_at=None).exists()


def test_what_the_licence_forbids_is_refused_and_nothing_is_fetched(editor, watch):
    item = page_of(watch, licence="CC BY-ND 4.0")
    answer = editor.post(
        f"/admin/wire/items/{item.uid}/take/", {"language": "en", "origin": "translation"}, follow=True
    )
    assert "no translation" in answer.content.decode()
    assert not watch.site.asked and not Assignment.objects.exists()


def test_one_holds_an_item_in_each_language(user):
    other = make_user("other@example.org")
    item = came("1", FERRY)
    taking.hold(item, "en", "summary", user)
    with pytest.raises(Refused, match=r"chief@example\.org"):
        taking.hold(item, "en", "summary", other)
    taking.hold(item, "az", "translation", other)
    assert taking.hold(item, "en", "translation", user).origin == "translation"
    assert Assignment.objects.filter(ended_at=None).count() == 2


def test_a_hold_is_given_back_handed_over_prolonged_and_lapses(editor, user):
    other = make_user("other@example.org")
    item = came("1", FERRY)
    held = taking.hold(item, "en", "summary", user, at=NOW)
    url = f"/admin/wire/items/{item.uid}/hold/"
    editor.post(url, {"act": f"hand:{held.pk}", "to": other.pk})
    theirs = Assignment.objects.get(ended_at=None)
    assert theirs.holder == other
    editor.post(url, {"act": f"release:{theirs.pk}"})
    assert [each.ended for each in Assignment.objects.order_by("pk")] == ["handed", "released"]
    again = taking.hold(item, "en", "summary", user, at=NOW)
    taking.lapse(NOW + taking.HOLD - timedelta(minutes=1))
    again.refresh_from_db()
    assert again.ended_at is None
    taking.lapse(NOW + taking.HOLD)
    again.refresh_from_db()
    assert again.ended == "lapsed"
    assert taking.hold(item, "en", "summary", other).holder == other


def test_items_and_threads_are_passed_with_why_but_not_what_somebody_holds(editor, user):
    first, second, bank = items = three()
    gathered(*items)
    taking.hold(first, "en", "summary", user)
    editor.post(f"/admin/wire/threads/{first.thread.uid}/", {"act": "pass", "why": "We had it"})
    for item in items:
        item.refresh_from_db()
    assert (first.passed_at, second.passed_why, bank.passed_at) == (None, "We had it", None)
    editor.post(f"/admin/wire/items/{bank.uid}/pass/", {"why": "No readers there"})
    desk = editor.get("/admin/wire/").content.decode()
    assert "The central bank" not in desk and "The ferry Almaz" in desk
    editor.post(f"/admin/wire/items/{bank.uid}/pass/", {"act": "again"})
    assert "The central bank" in editor.get("/admin/wire/").content.decode()
