"""An editor who chose another language for the admin reads our texts in it, whoever opened a page before."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from standfirst.stories.tests.factories import make_publication, make_story, make_user
from tests.tools import catalogues

pytestmark = pytest.mark.django_db

# English words that Wagtail or the test's own records write on these pages too.
NOT_OURS = {
    "Standfirst",
    "Home",
    "News",
    "Stories",
    "Language",
    "Desk",
    "Search",
    "Title",
    "Date",
    "Page",
    "Name",
    "noindex",
    "RSS",
}
ADDRESSES = [
    "/admin/",
    "/admin/pages/{story}/edit/",
    "/admin/snippets/provenance/agent/add/",
    "/admin/snippets/provenance/permission/add/",
    "/admin/snippets/provenance/source/",
    "/admin/snippets/publication/section/add/",
]


@pytest.fixture
def pages(client: Client, settings: Any) -> Callable[[str], list[str]]:
    """The texts of the admin's pages, in a language."""
    settings.NO_SECOND_FACTOR = True
    make_publication()
    story = make_story()
    user = make_user("chief@example.org")
    user.is_superuser = user.is_staff = True
    user.save()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def read(language: str) -> list[str]:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        found: list[str] = []
        for address in ADDRESSES:
            html = client.get(address.format(story=story.pk)).content.decode()
            visible = re.sub(r"<(script|style|svg)\b.*?</\1>", "", html, flags=re.DOTALL)
            found += re.findall(r">([^<>]+)<", visible) + re.findall(
                r'(?:title|placeholder)="([^"]+)"', visible
            )
        return [" ".join(text.split()) for text in found]

    return read


@pytest.mark.parametrize("language", catalogues.ADMIN_LANGUAGES)
def test_no_text_of_ours_stays_english(pages: Callable[[str], list[str]], language: str) -> None:
    ours = {
        message.id
        for message in catalogues.messages(catalogues.read(language))
        if isinstance(message.id, str) and message.id != message.string and message.id[0].isupper()
    }
    english = set(pages("en")) & ours
    assert len(english) > 60
    assert set(pages(language)) & ours <= NOT_OURS


def test_wagtails_buttons_are_azerbaijani_too(pages: Callable[[str], list[str]]) -> None:
    assert {"Qaralamanı saxla", "Tarixçə", "Önbaxış köhnəlib"} <= set(pages("az"))
