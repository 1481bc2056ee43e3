"""Bundles on the screen: who may put stories together, and who may publish them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from standfirst.readers.roles import EDITORS, REVIEWERS, WRITERS, ensure_roles
from standfirst.readers.tests.test_bundles import bundle_of, live
from standfirst.stories.models import Bundle, Story
from standfirst.stories.tests.factories import make_draft, make_publication, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]


@pytest.fixture
def two() -> list[Story]:
    make_publication(("en", "az"))
    return [make_draft(title="One"), make_draft("az", title="Two")]


@pytest.fixture
def in_role(two: list[Story]) -> Any:
    def sign_in(role: str) -> Client:
        user = make_user(f"{role.lower()}@example.org")
        user.is_superuser = False
        user.save()
        user.groups.set([ensure_roles()[role]])
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def test_a_reviewer_puts_stories_together_and_an_editor_publishes_them(
    in_role: Any, two: list[Story]
) -> None:
    reviewer = in_role(REVIEWERS)
    items = inline_formset([{"story": story.pk} for story in two])
    data = nested_form_data({"title": "Together", "items": items})
    answer = reviewer.post(reverse("wagtailsnippets_stories_bundle:add"), data)
    bundle = Bundle.objects.get()
    page = reverse("standfirst_stories:bundle", args=[bundle.pk])
    assert answer.url == page
    assert "An editor who may publish" in reviewer.get(page).content.decode()
    assert reviewer.post(page, {"do": "publish"}).status_code in {302, 403}
    assert live() == set()

    editor = in_role(EDITORS)
    assert "Publish all now" in editor.get(page).content.decode()
    assert "2 stories · no time yet" in editor.get(reverse("wagtailadmin_home")).content.decode()
    editor.post(page, {"do": "publish"})
    assert live() == {"One", "Two"}
    assert (
        "No stories wait to be published together."
        in editor.get(reverse("wagtailadmin_home")).content.decode()
    )


def test_a_writer_only_looks(in_role: Any, two: list[Story]) -> None:
    writer, bundle = in_role(WRITERS), bundle_of(*two)
    assert writer.get(reverse("standfirst_stories:bundle", args=[bundle.pk])).status_code == 200
    writer.post(reverse("standfirst_stories:bundle", args=[bundle.pk]), {"do": "publish"})
    writer.post(reverse("wagtailsnippets_stories_bundle:add"), {"title": "Mine"})
    assert live() == set()
    assert Bundle.objects.count() == 1


def test_the_page_schedules_and_takes_off_and_then_the_stories_are_fixed(
    in_role: Any, two: list[Story]
) -> None:
    editor, bundle = in_role(EDITORS), bundle_of(*two)
    page = reverse("standfirst_stories:bundle", args=[bundle.pk])
    moment = timezone.localtime(timezone.now() + timedelta(days=1))
    editor.post(page, {"do": "schedule", "moment": moment.strftime("%Y-%m-%d %H:%M")})
    bundle.refresh_from_db()
    assert bundle.scheduled_for is not None
    items = inline_formset([{"story": two[0].pk}])
    edit = reverse("wagtailsnippets_stories_bundle:edit", args=[bundle.pk])
    answer = editor.post(edit, nested_form_data({"title": "Other", "items": items}))
    assert "Take it off the schedule before you change it." in answer.content.decode()
    editor.post(page, {"do": "unschedule"})
    bundle.refresh_from_db()
    assert bundle.is_open


def test_the_page_says_story_by_story_what_blocks(in_role: Any, two: list[Story]) -> None:
    bundle = bundle_of(*two, make_draft(title="Three", standfirst=""))
    page = in_role(EDITORS).get(reverse("standfirst_stories:bundle", args=[bundle.pk])).content.decode()
    assert "The standfirst is missing." in page
    assert "disabled" in page


def test_a_story_stands_in_it_once(in_role: Any, two: list[Story]) -> None:
    items = inline_formset([{"story": two[0].pk}, {"story": two[0].pk}])
    data = nested_form_data({"title": "Twice", "items": items})
    answer = in_role(EDITORS).post(reverse("wagtailsnippets_stories_bundle:add"), data)
    assert "twice" in answer.content.decode()
    assert not Bundle.objects.exists()
