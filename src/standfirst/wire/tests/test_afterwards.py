"""Originals behind published stories, looked at on a site that answers by a script, with a clock moved by hand."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from wagtail.models import PageLogEntry

from standfirst.fetch.hosts import GAP
from standfirst.provenance.models import Original
from standfirst.stories.actions import Refused, withdraw
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import (
    make_original,
    make_permission,
    make_publication,
    make_story,
    make_user,
)
from standfirst.wire.actions.afterwards import close, difference_of, gather
from standfirst.wire.afterwards.judging import Known, Reading
from standfirst.wire.extraction import extract
from standfirst.wire.models import Intake, OriginalTask, WatchedHost, WatchedOriginal
from standfirst.wire.tests.pages import SENTENCES, body, page
from standfirst.wire.tests.watched import NOW, Watch, said, site

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TITLE = "No ferry, no bread"


@pytest.fixture(autouse=True)
def publication(settings):
    settings.FOLDER = type("Folder", (), {"demo": False})()
    return make_publication(("en", "az"), contact_email="desk@digest.example")


@pytest.fixture
def served():
    with site({}) as made:
        yield made


@pytest.fixture
def watch(served):
    made = Watch(served)
    yield made
    made.poller.close()


def article(*more: str, title: str = TITLE, head: str = "", without: int = 0) -> bytes:
    return page(
        f"<article><h1>{title}</h1>{body(*SENTENCES[: len(SENTENCES) - without], *more)}</article>", head
    )


def text_of(content: bytes) -> str:
    return str(extract(content, url="https://tide.example/a").body_text.value)


def imported(watch: Watch, path: str = "/a", *, origin: str = "translation", **fields: object) -> Original:
    """Publish a story made from the page at ``path`` as it was imported; ``fields`` are the original's."""
    values = {
        "title": TITLE, "language": "en", "text": text_of(article()), "url": f"http://tide.example:{watch.site.port}{path}",
        **fields,
    }  # fmt: skip
    original = make_original(**values)
    story = make_story(
        "az", origin=origin, original=original, permission=make_permission(original), roles=("author", "translator", "editor"),
        title=f"From {path}", at=NOW,
    )  # fmt: skip
    Intake.objects.create(
        story=story, original=original, url=original.url, made_at=NOW,
        fields={name: {"value": "", "source": "page", "others": [], "confirmed": True} for name in ("title", "body")},
    )  # fmt: skip
    gather(watch.now)
    return original


def look(watch: Watch, original: Original) -> WatchedOriginal:
    """Let time pass until the original is due, and look at it alone."""
    watched = WatchedOriginal.objects.get(original=original)
    others = dict(WatchedOriginal.objects.exclude(original=original).values_list("pk", "next_check"))
    WatchedOriginal.objects.filter(pk__in=others).update(next_check=None)
    assert watched.next_check is not None
    watch.now = max(watch.now + GAP, watched.next_check)
    WatchedHost.objects.update_or_create(
        host=watched.host, defaults={"robots_at": watch.now, "reservations_at": watch.now}
    )
    watch.poller.finish()
    for pk, at in others.items():
        WatchedOriginal.objects.filter(pk=pk).update(next_check=at)
    watched.refresh_from_db()
    return watched


def tasks() -> list[tuple[str, str]]:
    return [(task.kind, task.closed) for task in OriginalTask.objects.order_by("pk")]


def test_only_what_readers_have_a_story_of_is_watched_and_only_as_long_as_they_do(
    watch, served, django_assert_num_queries
):
    original = imported(watch)
    make_original(url="http://tide.example/unused")
    for url in ("", "ftp://tide.example/a"):
        imported(watch, url=url)
    exclusive = make_story("az", at=NOW)
    assert exclusive.original is None
    watched = WatchedOriginal.objects.get()
    assert (watched.original, watched.since) == (original, NOW)
    assert NOW + 6 * HOUR <= watched.next_check <= NOW + 6.6 * HOUR
    with django_assert_num_queries(2):
        gather(watch.now)
    withdraw(Story.objects.get(original=original), user=make_user(), reason="editor", notice="")
    gather(watch.now)
    watched.refresh_from_db()
    assert watched.next_check is None


def test_a_demo_watches_nothing(watch, settings):
    settings.FOLDER = type("Folder", (), {"demo": True})()
    imported(watch)
    assert not WatchedOriginal.objects.exists()


def test_validators_go_back_byte_for_byte_looks_widen_and_what_is_the_same_makes_no_task(watch, served):
    served.script["/a"] = [
        said(article(), ETag='W/"å b"', Last_Modified="Mon, 2 Mar 2026 8:00 GMT"),
        said(status="304 Not Modified", ETag='"second"'),
        said(
            article("Share", "Read also: The bridge that nobody wanted").replace(
                b"only licensed", b"only  licensed"
            )
        ),
    ]
    original = imported(watch)
    look(watch, original)
    look(watch, original)
    sent = served.asked[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"å b"', "Mon, 2 Mar 2026 8:00 GMT")
    watched = WatchedOriginal.objects.get()
    assert (watched.etag, watched.last_modified) == ('"second"', "Mon, 2 Mar 2026 8:00 GMT")
    WatchedOriginal.objects.update(since=NOW - 300 * DAY)
    watched = look(watch, original)
    assert (watched.etag, tasks(), watched.said) == ("", [], "")
    assert 30 * DAY <= watched.next_check - watch.now <= 33 * DAY


def test_a_change_makes_one_task_with_the_difference_in_the_storys_history(watch, served):
    served.script["/a"] = [
        said(article().replace(b"two years", b"three years")),
        said(article().replace(b"two years", b"three years")),
        said(article().replace(b"two years", b"four years")),
    ]
    original = imported(watch)
    look(watch, original)
    task = OriginalTask.objects.get()
    assert (task.kind, task.found_at, task.closed_at) == ("changed", watch.now, None)
    assert ["removed", "two"] in task.difference and ["added", "three"] in task.difference
    assert "three years" in task.text and task.title == TITLE
    look(watch, original)
    assert OriginalTask.objects.count() == 1
    look(watch, original)
    task.refresh_from_db()
    assert ["added", "four"] in task.difference and "four years" in task.text
    story = Story.objects.get(original=original)
    logged = PageLogEntry.objects.filter(page=story.pk, action__startswith="standfirst.original")
    assert [entry.action for entry in logged] == ["standfirst.original_told"] * 2
    assert Original.objects.get(pk=original.pk).text == original.text


def test_corrected_retracted_and_back_again(watch, served):
    note = "Correction: the pilot retired on Sunday, not on Monday."
    served.script["/a"] = [said(article(note)), said(article()), said(article(note))]
    served.script["/b"] = [
        said(page("<article><h1>No ferry</h1><p>This article has been retracted.</p></article>"))
    ]
    one, other = imported(watch), imported(watch, "/b")
    look(watch, one)
    look(watch, other)
    assert tasks() == [("corrected", ""), ("retracted", "")]
    assert [task.said for task in OriginalTask.objects.order_by("pk")] == [
        note,
        "This article has been retracted.",
    ]
    look(watch, one)
    assert tasks() == [("corrected", "back"), ("retracted", "")]
    look(watch, one)
    assert tasks() == [("corrected", "back"), ("retracted", ""), ("corrected", "")]


def test_what_an_editor_closed_is_not_told_again_until_the_page_changes_again(watch, served):
    changed = article().replace(b"two years", b"three years")
    served.script["/a"] = [said(changed), said(changed), said(changed.replace(b"three", b"four"))]
    original = imported(watch)
    look(watch, original)
    task = close(OriginalTask.objects.get(), "not-needed", "A slip.", user=make_user())
    assert (task.closed, task.why, task.closed_by.email) == ("not-needed", "A slip.", "editor@example.org")
    look(watch, original)
    assert tasks() == [("changed", "not-needed")]
    look(watch, original)
    assert tasks() == [("changed", "not-needed"), ("changed", "")]
    # The difference is from what our story rests on.
    assert ["removed", "two"] in OriginalTask.objects.get(closed_at=None).difference
    with pytest.raises(Refused):
        close(task, "not-needed", user=make_user())
    with pytest.raises(Refused):
        close(OriginalTask.objects.get(closed_at=None), "back", user=make_user())


def test_gone_is_said_after_two_looks_over_two_days_and_not_after_one(watch, served):
    served.script["/a"] = [
        said(status="404 Not Found"),
        said(article()),
        said(status="410 Gone"),
        said(status="404 Not Found"),
    ]
    original = imported(watch)
    assert look(watch, original).missing_seen == 1
    assert tasks() == []
    assert look(watch, original).missing_seen == 0
    first = look(watch, original)
    assert tasks() == [] and first.next_check - watch.now >= 2 * DAY
    look(watch, original)
    assert tasks() == [("gone", "")]
    assert OriginalTask.objects.get().said == "404"
    look(watch, original)
    assert tasks() == [("gone", "")]
    served.script["/a"] = [said(article())]
    look(watch, original)
    assert tasks() == [("gone", "back")]


def test_a_front_page_and_a_page_without_an_article_are_missing_too(watch, served):
    served.script["/"] = [said(article())]
    served.script["/a"] = [said(status="302 Found", Location="/")]
    served.script["/b"] = [said(page("<p>Subscribe to read on.</p>"))]
    for path in ("/a", "/b"):
        original = imported(watch, path)
        look(watch, original)
        look(watch, original)
    assert tasks() == [("gone", ""), ("gone", "")]
    assert {task.said for task in OriginalTask.objects.all()} == {""}


def test_a_site_in_trouble_makes_no_task_and_its_wish_holds_for_the_host_also_after_a_restart(watch, served):
    served.script["/a"] = [said(status="503 Service Unavailable", Retry_After="50000"), said(article())]
    original, other = imported(watch), imported(watch, "/b")
    WatchedOriginal.objects.filter(original=other).update(next_check=NOW + 8 * HOUR)
    watched = look(watch, original)
    assert (watched.failures, tasks()) == (1, []) and "503" in watched.said
    assert watched.next_check >= watch.now + timedelta(seconds=50000)
    watch.poller.close()
    watch.started()
    watch.now = NOW + 9 * HOUR
    watch.poller.finish()
    assert served.paths() == ["/a"]
    look(watch, original)
    watch.poll(GAP)
    assert sorted(served.paths()[1:]) == ["/a", "/b"]
    assert WatchedOriginal.objects.get(original=original).said == ""


def test_robots_txt_is_asked_first_and_kept(watch, served):
    served.script["/robots.txt"] = [
        said(b"User-agent: *\nDisallow: /a\n"),
        said(status="500 Internal Server Error"),
    ]
    served.script["/b"] = [said(article())]
    original, allowed = imported(watch), imported(watch, "/b")
    WatchedOriginal.objects.update(next_check=NOW)
    for _ in range(4):
        watch.poll(GAP)
    assert served.paths() == ["/robots.txt", "/.well-known/tdmrep.json", "/b"]
    watched = WatchedOriginal.objects.get(original=original)
    assert "robots.txt" in watched.said and watched.next_check > watch.now
    watch.now += 2 * DAY
    for _ in range(4):
        watch.poll(GAP)
    assert served.paths()[3:] == ["/robots.txt", "/.well-known/tdmrep.json"]
    assert "robots.txt" in WatchedOriginal.objects.get(original=allowed).said


def test_a_host_is_asked_one_at_a_time_by_sources_and_looks_together(watch, served):
    served.script |= {"/a": [said(article())], "/b": [said(article())]}
    served.pause = 0.05
    first, _second = imported(watch), imported(watch, "/b")
    source = watch.source()
    due = WatchedOriginal.objects.get(original=first).next_check
    WatchedOriginal.objects.update(next_check=due)
    source.next_check = due
    source.save()
    WatchedHost.objects.update(robots_at=due, reservations_at=due)
    watch.poll(due - watch.now)
    assert len(served.asked) == 1
    watch.poll(GAP / 2)
    assert len(served.asked) == 1
    watch.poll(GAP / 2)
    watch.poll(GAP)
    assert (sorted(served.paths()), served.most_at_once) == (["/a", "/b", "/feed"], 1)


def test_a_page_that_is_all_another_is_told_only_when_it_is_seen_twice(watch, served):
    notice = page(
        f"<article><h1>{TITLE}</h1>{body('We work on this site, and everything is back in an hour or so. ' * 5)}</article>"
    )
    served.script["/a"] = [said(notice, ETag='"1"'), said(article()), said(notice), said(notice)]
    original = imported(watch)
    assert look(watch, original).etag == ""
    look(watch, original)
    look(watch, original)
    assert tasks() == []
    look(watch, original)
    assert tasks() == [("changed", "")]


def test_an_original_that_an_editor_put_together_is_known_from_its_first_reading(watch, served):
    served.script["/a"] = [said(article()), said(article("And the bread is gone."))]
    original = imported(watch, text="What an editor pasted.", title="Another headline")
    Intake.objects.all().delete()
    watched = look(watch, original)
    assert (tasks(), watched.first_title) == ([], TITLE)
    look(watch, original)
    task = OriginalTask.objects.get()
    assert ["removed", "What"] not in task.difference and task.difference[-1][1].endswith(
        "And the bread is gone."
    )


def test_what_an_editor_corrects_in_the_original_later_is_no_change_of_the_page(watch, served):
    served.script["/a"] = [said(article()), said(article()), said(article("And the bread is gone."))]
    original = imported(watch)
    look(watch, original)
    original.text = original.text.replace("two years", "2 years")
    original.save()
    look(watch, original)
    assert tasks() == []
    look(watch, original)
    assert tasks() == [("changed", "")]


def test_of_a_withheld_text_only_the_hash_is_kept(watch, served):
    served.script["/a"] = [
        said(article()),
        said(article("And the bread is gone.")),
        said(article("And the bread is gone.")),
    ]
    original = imported(watch, text="", text_withheld=True, text_sha256="a" * 64)
    look(watch, original)
    watched = look(watch, original)
    task = OriginalTask.objects.get()
    assert (task.kind, task.text, task.difference, watched.first_text) == ("changed", "", [], "")
    close(task, "taken-over", user=make_user())
    original.refresh_from_db()
    assert (original.text, original.text_sha256) == ("", task.text_sha256) != ("", "a" * 64)
    look(watch, original)
    assert tasks() == [("changed", "taken-over")]


def test_another_address_is_learned_anew_and_an_answer_for_the_old_one_is_nothing(watch, served):
    served.script |= {"/a": [said(article(), ETag='"1"')], "/new": [said(article())]}
    original = imported(watch)
    look(watch, original)
    Original.objects.filter(pk=original.pk).update(url=original.url.replace("/a", "/new"))
    gather(watch.now)
    watched = WatchedOriginal.objects.get()
    assert (watched.url[-4:], watched.etag, watched.read_at) == ("/new", "", None)
    look(watch, original)
    assert served.paths() == ["/a", "/new"] and "if-none-match" not in served.asked[1].headers


def test_a_page_that_is_slow_to_compare_is_shown_as_wholly_replaced():
    begun = time.monotonic()
    for words, end in ((("a b ", "a c "), " "), (("a\nb\n", "a\nc\n"), "\n")):
        runs = difference_of(Known("T", words[0] * 900), Reading("T", words[1] * 900))
        assert [kind for kind, _text in runs][-2:] == ["removed", "added"] and runs[-1][1].endswith(f"c{end}")
    assert time.monotonic() - begun < 5
