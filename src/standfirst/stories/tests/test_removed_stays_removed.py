"""What was removed for legal reasons comes back by no single person's hand."""

from io import BytesIO

import pytest
from PIL import Image
from wagtail.models import PageLogEntry

from standfirst.media.actions import add_picture, prepare
from standfirst.media.models import Picture
from standfirst.stories.actions import (
    NewChange,
    Refused,
    ask_removal,
    confirm_removal,
    publish,
    restore,
    withdraw,
)
from standfirst.stories.models import Story
from standfirst.stories.public import is_public
from standfirst.stories.tests.factories import make_publication, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo_file(settings, tmp_path) -> bytes:
    settings.MEDIA_ROOT = str(tmp_path)
    content = BytesIO()
    Image.new("RGB", (700, 500), "#a4241c").save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def removed() -> Story:
    make_publication()
    story = make_story()
    asking, confirming = make_user("one@example.org"), make_user("two@example.org")
    removal = ask_removal(story, reason="A court order.", notice={"en": "Removed by order."}, user=asking)
    return confirm_removal(removal, user=confirming)


def test_it_is_not_given_back(removed: Story) -> None:
    with pytest.raises(Refused):
        restore(removed, user=make_user("three@example.org"))
    assert not is_public(Story.objects.get(pk=removed.pk))


def test_publishing_a_change_does_not_bring_it_back(removed: Story) -> None:
    story = Story.objects.get(pk=removed.pk)
    story.standfirst = "Something else."
    with pytest.raises(Refused):
        publish(story, user=make_user("three@example.org"), change=NewChange("minor", ""))
    assert not is_public(Story.objects.get(pk=removed.pk))


def test_wagtails_own_publication_does_not_bring_it_back(removed: Story) -> None:
    story = Story.objects.get(pk=removed.pk)
    story.change_kind = "minor"
    revision = story.save_revision()
    with pytest.raises(Refused):
        revision.publish()
    assert not is_public(Story.objects.get(pk=removed.pk))


def test_pictures_go_even_where_the_story_was_withdrawn_before(photo_file: bytes) -> None:
    make_publication()
    picture = add_picture(photo_file, title="A bridge", alternative_text={"en": "A bridge"}, credit="Desk")
    prepare(picture)
    story = make_story(lead_picture=picture)
    withdraw(story, reason="editor", user=make_user("zero@example.org"))
    assert picture.renditions.exists(), "an editor's own withdrawal keeps them"
    removal = ask_removal(
        story, reason="A court order.", notice={"en": "Gone."}, user=make_user("one@example.org")
    )
    confirm_removal(removal, user=make_user("two@example.org"))
    assert not Picture.objects.get(pk=picture.pk).renditions.exists()
    assert PageLogEntry.objects.filter(
        page=story.pk, action="standfirst.withdraw", data__reason="removed"
    ).exists()
