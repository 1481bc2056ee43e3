"""What a reader may take along is what is stored."""

import json

import pytest
from django.apps import apps
from django.utils import timezone

from standfirst.publication.models import Topic
from standfirst.readers import actions, reading
from standfirst.readers.models import DisplayPreferences, User
from standfirst.readers.tests.people import enrol, reader, signed_in
from standfirst.wire.models import Watch

pytestmark = pytest.mark.django_db

# Every relation that names a user, and where the download tells of it. A new one must be added, or named with why not.
TOLD = {
    "account.EmailAddress.user": "email_addresses",
    "mfa.Authenticator.user": "second_factors",
    "readers.SavedStory.user": "saved_stories",
    "readers.FollowedTopic.user": "followed_topics",
    "readers.DisplayPreferences.user": "display_preferences",
    "wagtailusers.UserProfile.user": "admin_profile",
    "wire.Watch.owner": "saved_watches",
}
OF_THE_PUBLICATION = {
    "wagtailcore": "who did what to a page is the publication's record",
    "stories": "as above",
    "wire": "as above",
    "media": "who added a picture",
    "wagtailimages": "as above",
    "wagtaildocs": "who added a document",
    "wagtailadmin": "whose form is open in the admin, for minutes",
    "provenance": "as above",
    "dossiers": "as above",
    "translation": "as above",
}


def test_the_download_tells_of_every_table_that_names_a_reader():
    untold = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if getattr(field, "remote_field", None) and field.related_model is User and field.concrete:
                owner = field.model._meta
                name = f"{owner.label}.{field.name}"
                if name not in TOLD and owner.app_label not in OF_THE_PUBLICATION:
                    untold.append(name)
    assert untold == []
    told = reading.everything_about(reader())
    assert set(TOLD.values()) | {"account"} == set(told)


def test_the_download_holds_every_value_that_is_stored():
    user = reader()
    user.first_name, user.last_login = "Rana", timezone.now()
    user.save()
    secret = enrol(user)
    topics = [Topic.objects.create(slug=f"t{n}", name={"en": f"T {n}"}) for n in range(3)]
    for topic in topics:
        actions.follow_topic(user, topic)
    DisplayPreferences.objects.create(user=user, text_size="huge", colours="dark")
    Watch.objects.create(owner=user, name="Ferries", words=["ferry"], feed_token="a-secret")
    client = signed_in(user, secret)
    data = json.loads(client.get("/_/en/account/data/download/").content)
    user.refresh_from_db()
    assert data["account"] == {
        "uid": user.uid,
        "email": user.email,
        "first_name": "Rana",
        "last_name": "",
        "joined": user.date_joined.isoformat(),
        "last_sign_in": user.last_login.isoformat(),
        "editor": False,
        "groups": [],
    }
    assert {entry["topic"] for entry in data["followed_topics"]} == {topic.uid for topic in topics}
    assert data["display_preferences"] == {"text_size": "huge", "colours": "dark"}
    assert [(each["words"], each["feed"]) for each in data["saved_watches"]] == [(["ferry"], True)]
    assert "a-secret" not in json.dumps(data)
    assert data["email_addresses"] == [{"email": user.email, "verified": True, "primary": True}]
    assert [factor["type"] for factor in data["second_factors"]] == ["totp"]
    stored = {field.attname for field in User._meta.concrete_fields}
    assert stored == {
        "id", "uid", "email", "first_name", "last_name", "date_joined", "last_login", "is_staff",
        "password", "is_active", "is_superuser",
    }  # fmt: skip


def test_nothing_of_a_deleted_reader_is_left():
    user = reader()
    enrol(user)
    actions.follow_topic(user, Topic.objects.create(slug="t", name={"en": "T"}))
    DisplayPreferences.objects.create(user=user)
    signed_in(reader("other@example.org"))
    key = user.pk
    actions.delete_account(user)
    for name in TOLD:
        app, model, field = name.split(".")
        assert not apps.get_model(app, model).objects.filter(**{field: key}).exists(), name
    assert User.objects.count() == 1
