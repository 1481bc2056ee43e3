"""Everything that readers get as a page is previewed before they do, in each language."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from standfirst.publication.models import HomePage, Section, StandingPage
from standfirst.stories.tests.factories import (
    make_agent,
    make_draft,
    make_publication,
    make_section,
    make_story,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]


@pytest.fixture
def editor(client: Client) -> Client:
    make_publication(("en", "az"))
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def previewed(client: Client, url: str, data: dict[str, Any], mode: str = "") -> str:
    """Put the form's content in for preview, as the side panel does, and return what it shows."""
    answer = client.post(url, data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    return client.get(f"{url}?mode={mode}").content.decode()


def test_a_story_and_its_other_language(editor: Client) -> None:
    story = make_draft(title="One")
    twin = make_draft("az", title="Bir")
    twin.translation_key = story.translation_key
    twin.save()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    form = nested_form_data(
        {
            "title": "One, not yet saved",
            "origin": "exclusive",
            "genre": "news",
            "standfirst": "Said.",
            "body": streamfield([("paragraph", rich_text("<p>It was said (TASS, March 1, 2026).</p>"))]),
            "credits": inline_formset([]),
            "comments": inline_formset([]),
            "robots": "default",
        }
    )
    assert "One, not yet saved" in previewed(editor, url, form)
    assert [mode for mode, _name in story.preview_modes] == ["", "az"]
    other = previewed(editor, url, form, "az")
    assert 'lang="az"' in other
    assert "Bir" in other


def test_a_home_page_with_another_lead(editor: Client) -> None:
    make_story(title="The newest")
    lead = make_story(title="The one that matters")
    home = HomePage.objects.get(locale__language_code="en")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[home.pk])
    form = nested_form_data(
        {
            "title": "Home",
            "slug": home.slug,
            "lead": lead.pk,
            "blocks": streamfield([("section", {"section": make_section("news").pk, "count": 2})]),
            "comments": inline_formset([]),
        }
    )
    page = previewed(editor, url, form)
    assert page.index("The one that matters") < page.index("The newest")
    assert HomePage.objects.get(pk=home.pk).lead_id is None


def test_a_standing_page(editor: Client) -> None:
    about = StandingPage.objects.filter(locale__language_code="en").first()
    assert about is not None
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[about.pk])
    form = nested_form_data(
        {
            "title": "Who we really are",
            "slug": about.slug,
            "role": about.role,
            "standfirst": "",
            "body": streamfield([("paragraph", rich_text("<p>Three people.</p>"))]),
            "comments": inline_formset([]),
        }
    )
    page = previewed(editor, url, form)
    assert "Who we really are" in page
    assert "Three people." in page


@pytest.mark.parametrize("language", ["en", "az"])
@pytest.mark.parametrize("saved", [True, False])
def test_a_section_also_before_it_is_saved(editor: Client, language: str, saved: bool) -> None:
    name = "publication_section"
    if saved:
        url = reverse(f"wagtailsnippets_{name}:preview_on_edit", args=[make_section("news").pk])
    else:
        url = reverse(f"wagtailsnippets_{name}:preview_on_add")
    form = {"name-en": "Energy", "name-az": "Enerji", "slug": "energy", "parent": ""}
    section = Section(slug="energy")
    assert {mode for mode, _label in section.preview_modes} == set(
        Locale.objects.values_list("language_code", flat=True)
    )
    page = previewed(editor, url, form, language)
    assert f'lang="{language}"' in page
    assert {"en": "Energy", "az": "Enerji"}[language] in page


def test_a_topic_and_an_agent(editor: Client) -> None:
    topic = make_topic("gas")
    url = reverse("wagtailsnippets_publication_topic:preview_on_edit", args=[topic.pk])
    form = {"name-en": "Gas and oil", "name-az": "Qaz", "slug": "gas", "same_as": ""}
    assert "Gas and oil" in previewed(editor, url, form, "en")
    agent = make_agent("Gazette", "outlet")
    url = reverse("wagtailsnippets_provenance_agent:preview_on_edit", args=[agent.pk])
    form = nested_form_data(
        {"kind": "outlet", "name-en": "The Gazette", "slug": "gazette", "part_of": inline_formset([])}
    )
    assert "The Gazette" in previewed(editor, url, form, "az")
