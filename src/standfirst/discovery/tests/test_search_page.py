"""The search page is where the masthead's form leads."""

import pytest
from django.test import Client

from standfirst.stories.tests.factories import make_publication, make_story

pytestmark = pytest.mark.django_db


def test_a_reader_finds_a_story_and_can_narrow(client: Client) -> None:
    make_publication()
    make_story(title="Lantern festival")
    page = client.get("/_/en/search/", {"q": "lantern"}).content.decode()
    assert "<mark>Lantern</mark> festival" in page
    assert "?q=lantern&amp;language=en" in page


def test_nothing_found_says_what_to_do(client: Client) -> None:
    make_publication()
    assert "Try fewer words" in client.get("/_/en/search/", {"q": "nowhere"}).content.decode()


def test_the_empty_form_is_shown_without_a_question(client: Client) -> None:
    make_publication()
    answer = client.get("/_/en/search/")
    assert answer.status_code == 200
    assert "search-count" not in answer.content.decode()


def test_what_a_story_says_is_text_and_never_markup(client: Client) -> None:
    make_publication()
    make_story(title="Lantern <script>alert(1)</script>", text="lantern &lt;b&gt;bold&lt;/b&gt;")
    page = client.get("/_/en/search/", {"q": 'lantern "><script>'}).content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page
    page = client.get("/_/en/search/", {"q": "lantern script"}).content.decode()
    assert "<mark>Lantern</mark> &lt;<mark>script</mark>&gt;alert(1)" in page
