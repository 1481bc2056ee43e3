"""Tasks about originals as editors see them: on the desk, in their list, on the story's form; and closed with a word why."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import PageLogEntry

from standfirst.stories.models import Story
from standfirst.stories.tests.factories import (
    as_chief,
    make_original,
    make_permission,
    make_publication,
    make_story,
    make_user,
)
from standfirst.wire.commands import originals
from standfirst.wire.models import OriginalTask, WatchedOriginal
from standfirst.wire.tests.pages import SENTENCES
from standfirst.wire.tests.watched import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
LIST = "/admin/wire/originals/"
NEW = "\n\n".join(SENTENCES).replace("two years", "three years")


@pytest.fixture
def editor(client: Client) -> Client:
    client = as_chief(client)
    make_publication(("en", "az"))
    return client


def told(kind: str = "changed", name: str = "one", **fields: object) -> OriginalTask:
    """Make a task about the original of a published translation."""
    original = make_original(
        title=f"Original {name}",
        text="\n\n".join(SENTENCES),
        url=f"https://gazette.example/{name}",
        language="en",
    )
    make_story(
        "az", title=f"Story {name}", origin="translation", original=original, permission=make_permission(original),
        roles=("author", "translator"), at=NOW,
    )  # fmt: skip
    WatchedOriginal.objects.create(
        original=original, url=original.url, host="gazette.example", since=NOW, next_check=NOW + timedelta(days=1),
        checked_at=NOW,
    )  # fmt: skip
    values = {
        "title": original.title, "text": NEW, "text_sha256": "a" * 64, "mark": name, "found_at": NOW,
        "difference": [["same", "needs "], ["removed", "two"], ["added", "<script>three"], ["same", " years"]],
    }  # fmt: skip
    return OriginalTask.objects.create(original=original, kind=kind, **(values | fields))


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_list_is_empty_at_first_and_narrowed_by_what_happened_state_words_and_mine(editor):
    assert "Nothing waits" in shown(editor, LIST)
    told()
    told("gone", "two", said="404", text="", text_sha256="", difference=[])
    told("corrected", "three", closed_at=NOW, closed="not-needed", why="A comma.")
    text = shown(editor, LIST)
    assert "Original one" in text and "Original two" in text and "Original three" not in text
    assert "3 originals behind published stories are watched" in text
    assert "Original one" not in shown(editor, f"{LIST}?kind=gone")
    closed = shown(editor, f"{LIST}?state=closed")
    assert "Original three" in closed and "A comma." in closed and "no change needed" in closed
    assert "Original two" not in shown(editor, f"{LIST}?words=one")
    assert "No tasks are like that" in shown(editor, f"{LIST}?mine=on")
    Story.objects.filter(title="Story two").update(owner=make_user("chief@example.org"))
    mine = shown(editor, f"{LIST}?mine=on")
    assert "Original two" in mine and "Original one" not in mine
    assert editor.get(f"{LIST}?kind=nonsense").status_code == 422


def test_a_task_shows_the_difference_who_should_see_to_it_and_what_to_do(editor):
    task = told(said="Correction: three years.", kind="corrected", modified="2026-03-02")
    user = make_user("translator@example.org")
    Story.objects.update(owner=user)
    text = shown(editor, f"{LIST}{task.uid}/")
    assert "<del>two</del><ins>&lt;script&gt;three</ins>" in text and "<script>three" not in text
    assert "Correction: three years." in text and "Story one" in text and str(user) in text
    assert "Take the new text over" in text and "What to do" in text
    assert shown(editor, f"{LIST}nonsense/", 404)


def test_gone_and_retracted_have_words_of_their_own_and_a_retraction_is_not_taken_over(editor):
    gone = told("gone", said="404", text="", text_sha256="", difference=[])
    assert "answered 404, twice" in shown(editor, f"{LIST}{gone.uid}/")
    retracted = told("retracted", "two", said="This article has been retracted.")
    text = shown(editor, f"{LIST}{retracted.uid}/")
    assert "has retracted it" in text and "Take the new text over" not in text
    answer = editor.post(f"{LIST}{retracted.uid}/", {"act": "take"}, follow=True)
    assert "no text that could be taken over" in answer.content.decode()


def test_closing_takes_a_word_and_stands_in_the_storys_history(editor):
    task = told()
    assert editor.post(f"{LIST}{task.uid}/", {"act": "close"}).status_code == 422
    answer = editor.post(
        f"{LIST}{task.uid}/", {"act": "close", "how": "not-needed", "why": "A slip of theirs."}, follow=True
    )
    assert "no change needed" in answer.content.decode().lower()
    task.refresh_from_db()
    assert (task.closed, task.why, task.closed_by.email) == (
        "not-needed",
        "A slip of theirs.",
        "chief@example.org",
    )
    again = editor.post(f"{LIST}{task.uid}/", {"act": "take"}, follow=True)
    assert "closed this already" in again.content.decode()
    story = Story.objects.get(title="Story one")
    entry = PageLogEntry.objects.get(page=story.pk, action="standfirst.original_seen_to")
    assert entry.data["how"] == "not-needed" and entry.user.email == "chief@example.org"
    assert "A change of its original was seen to" in shown(editor, f"/admin/pages/{story.pk}/history/")


def test_the_desk_and_the_storys_form_say_it_and_lead_there(editor):
    task = told("retracted")
    address = f"{LIST}{task.uid}/"
    home = shown(editor, "/admin/")
    assert "Originals to see to</h2>" in home and address in home
    story = Story.objects.get(title="Story one")
    form = shown(editor, f"/admin/pages/{story.pk}/edit/")
    assert "Its outlet has retracted it" in form and address in form
    OriginalTask.objects.update(closed_at=NOW, closed="story-changed")
    assert "Originals to see to</h2>" not in shown(editor, "/admin/")
    assert "the story was corrected or withdrawn" in shown(editor, f"/admin/pages/{story.pk}/edit/")


def test_who_may_not_see_tasks_sees_none_and_who_may_not_change_originals_takes_nothing_over(editor, client):
    task = told()
    writer = make_user("writer@example.org")
    writer.is_superuser = False
    writer.save()

    def may(*codenames: str) -> None:
        writer.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")

    may("access_admin")
    assert client.get(LIST).status_code == 302
    assert "Originals to see to" not in shown(client, "/admin/")
    may("view_originaltask")
    assert "Original one" in shown(client, LIST) and "See to it" not in shown(client, f"{LIST}{task.uid}/")
    for act in ("take", "close"):
        client.post(f"{LIST}{task.uid}/", {"act": act, "how": "not-needed"})
    may("change_originaltask")
    assert "Take the new text over" not in shown(client, f"{LIST}{task.uid}/")
    client.post(f"{LIST}{task.uid}/", {"act": "take"})
    task.refresh_from_db()
    assert task.closed == ""
    may("change_original")
    client.post(f"{LIST}{task.uid}/", {"act": "take"})
    task.refresh_from_db()
    assert (task.closed, task.original.text) == ("taken-over", NEW)


def test_the_command_lists_what_waits_and_its_status_says_whether_something_does(editor, capsys):
    assert originals([]) == 0
    assert "0 wait for an editor" in capsys.readouterr().out
    task = told("gone", said="410", text="", text_sha256="")
    assert originals(["--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["watched"] == 1 and said["tasks"][0]["original"] == task.original.uid
    assert (said["tasks"][0]["kind"], len(said["tasks"][0]["stories"])) == ("gone", 1)
