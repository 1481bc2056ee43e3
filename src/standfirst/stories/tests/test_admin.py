"""What editors see and can do in the admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from standfirst.publication.models import StoryContainer
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import (
    as_chief,
    make_agent,
    make_section,
    make_story,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]


@pytest.fixture
def editor(client: Client) -> Client:
    return as_chief(client)


def form(**changes: Any) -> dict[str, Any]:
    data = {
        "title": "A bridge",
        "slug": "",
        "origin": "exclusive",
        "genre": "news",
        "standfirst": "Who may stand on it.",
        "body": streamfield([("paragraph", rich_text("<p>Guards stand there (TASS, March 1, 2026).</p>"))]),
        "credits": inline_formset([]),
        "comments": inline_formset([]),
        "robots": "default",
        "lead_caption": "",
        "author_note": "",
        **changes,
    }
    return nested_form_data(data)


def add_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["stories", "story", StoryContainer.objects.get().pk])


def test_the_desk_is_the_first_page_and_begins_a_story(editor: Client) -> None:
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Waiting for review" in page
    assert "No permission ends within 14 days." in page
    assert add_url() in page


def test_a_draft_needs_only_a_headline(editor: Client) -> None:
    answer = editor.post(add_url(), form(standfirst="", body=streamfield([])))
    assert answer.status_code == 302
    assert Story.objects.get().slug == "a-bridge"


def test_the_form_says_what_blocks_publishing_and_what_was_understood(editor: Client) -> None:
    editor.post(add_url(), form())
    story = Story.objects.get()
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert "block publishing" in page or "blocks publishing" in page
    assert "TASS, March 1, 2026" in page


def test_a_citation_has_a_page_to_correct_it(editor: Client) -> None:
    editor.post(add_url(), form())
    page = editor.get(reverse("standfirst_stories:citation", args=[Story.objects.get().pk, 0]))
    assert page.status_code == 200
    assert "TASS, March 1, 2026" in page.content.decode()


def test_publishing_is_refused_with_reasons_and_the_draft_is_kept(editor: Client) -> None:
    answer = editor.post(add_url(), {**form(), "action-publish": "1"}, follow=True)
    story = Story.objects.get()
    assert not story.live
    assert story.latest_revision is not None
    assert "was not published" in answer.content.decode()


def test_a_complete_story_is_published(editor: Client) -> None:
    credit = {"agent": make_agent("Desk").pk, "role": "author"}
    data = form(section=make_section("world").pk, credits=inline_formset([credit]))
    answer = editor.post(add_url(), {**data, "action-publish": "1"}, follow=True)
    story = Story.objects.get()
    assert story.live, answer.content.decode()
    assert story.public_path()


def test_a_draft_is_previewed_as_readers_would_get_it(editor: Client) -> None:
    editor.post(add_url(), form())
    story = Story.objects.get()
    page = editor.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))
    assert page.status_code == 200
    assert "Who may stand on it." in page.content.decode()


def test_a_withdrawal_asks_first(editor: Client) -> None:
    story = make_story()
    url = reverse("standfirst_stories:withdraw", args=[story.pk])
    assert "leaves lists, feeds, search" in editor.get(url).content.decode()
    story.refresh_from_db()
    assert not story.withdrawn
    editor.post(url, {"notice": ""})
    story.refresh_from_db()
    assert story.withdrawn == "editor"


def test_a_removal_needs_a_second_person(editor: Client) -> None:
    story = make_story()
    asked = {"reason": "A court order.", "notice-en": "Removed by order of a court.", "notice_en": "Removed."}
    editor.post(reverse("standfirst_stories:ask_removal", args=[story.pk]), asked)
    removal = story.removals.get()
    url = reverse("standfirst_stories:confirm_removal", args=[removal.pk])
    assert "Somebody else has to confirm it." in editor.get(url).content.decode()
    editor.post(url)
    story.refresh_from_db()
    assert story.withdrawn != "removed"


def test_every_page_of_records_opens(editor: Client) -> None:
    for name in ("agent", "original", "permission", "source"):
        assert editor.get(reverse(f"wagtailsnippets_provenance_{name}:list")).status_code == 200
        assert editor.get(reverse(f"wagtailsnippets_provenance_{name}:add")).status_code == 200


def test_two_drafts_of_one_headline_saved_at_once_get_addresses_of_their_own(editor: Client) -> None:
    container = StoryContainer.objects.get()
    drafts = [Story(title="A bridge", slug="a-bridge", live=False) for _ in range(2)]
    for draft in drafts:
        container.add_child(instance=draft)
    assert [draft.slug for draft in drafts] == ["a-bridge", "a-bridge-2"]
