"""Registering, signing in, and what an account keeps."""

import json
import re

import pytest
from django.core import mail
from django.test import Client

from standfirst.publication.device import stored_on_device
from standfirst.publication.models import Topic
from standfirst.readers import actions, roles
from standfirst.readers.adapter import is_own_path
from standfirst.readers.models import DisplayPreferences, FollowedTopic, User
from standfirst.readers.tests.people import PASSWORD, editor, enrol, reader, signed_in

pytestmark = pytest.mark.django_db


def test_a_reader_registers_confirms_and_signs_in():
    client = Client()
    response = client.post("/_/en/account/signup/", {"email": "new@example.org", "password1": PASSWORD})
    assert response.status_code == 302
    link = re.search(r"https?://[^/]+(/_/en/account/confirm-email/\S+)", mail.outbox[0].body)[1]
    assert client.get(link).status_code == 200
    client.post(link)
    response = Client().post("/_/en/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert response.headers["Location"] == "/_/en/saved/"


def test_a_lost_password_is_set_anew_by_mail():
    reader()
    client = Client()
    client.post("/_/en/account/password/reset/", {"email": "reader@example.org"})
    link = re.search(r"https?://[^/]+(/_/en/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    form = page.request["PATH_INFO"]
    client.post(form, {"password1": "another long phrase", "password2": "another long phrase"})
    assert User.objects.get().check_password("another long phrase")


@pytest.mark.parametrize("name", ["login", "signup", "password/reset"])
def test_account_pages_have_the_publications_shell_and_no_inline_code(name):
    page = Client().get(f"/_/en/account/{name}/").content.decode()
    assert '<main id="main"' in page and "csrfmiddlewaretoken" in page
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S):
        assert ("src=" in attributes and not body.strip()) or "application/json" in attributes
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        "\t//evil.example",
    ],
)
def test_next_leads_nowhere_but_here(address):
    assert not is_own_path(address)
    user = reader()
    client = Client()
    response = client.post(
        "/_/en/account/login/", {"login": user.email, "password": PASSWORD, "next": address}
    )
    assert response.headers["Location"] == "/_/en/saved/"


def test_next_leads_to_own_paths():
    client = Client()
    user = reader()
    response = client.post(
        "/_/en/account/login/", {"login": user.email, "password": PASSWORD, "next": "/_/en/preferences/"}
    )
    assert response.headers["Location"] == "/_/en/preferences/"


def test_signing_in_changes_the_session():
    client = Client()
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    user = reader()
    client.cookies["sf_session"] = before
    client.post("/_/en/account/login/", {"login": user.email, "password": PASSWORD})
    assert client.session.session_key != before


def test_guessing_a_password_is_slowed_down():
    user = reader()
    answers = [
        Client()
        .post("/_/en/account/login/", {"login": user.email, "password": f"wrong {n}"})
        .content.decode()
        for n in range(12)
    ]
    assert "Too many failed login attempts" in answers[-1]


def test_a_language_that_the_publication_lacks_has_no_account_pages():
    assert Client().get("/_/de/account/login/").status_code == 404


def test_a_topic_is_followed_and_left_with_forms_only():
    topic = Topic.objects.create(slug="ceasefire", name={"en": "Ceasefire"})
    client = signed_in(reader())
    page = client.get(f"/_/en/follow/?topic={topic.uid}").content.decode()
    assert "Ceasefire" in page and FollowedTopic.objects.count() == 0
    client.post("/_/en/follow/", {"topic": topic.uid})
    client.post("/_/en/follow/", {"topic": topic.uid})
    assert FollowedTopic.objects.count() == 1
    client.post("/_/en/follow/remove/", {"topic": topic.uid})
    assert FollowedTopic.objects.count() == 0


@pytest.mark.parametrize("uid", ["", "none", "x" * 500, "a\x00b"])
def test_what_is_no_story_can_not_be_saved(uid):
    client = signed_in(reader())
    assert client.get("/_/en/saved/add/", {"story": uid}).status_code == 404
    assert client.post("/_/en/saved/add/", {"story": uid}).status_code == 404


@pytest.mark.parametrize(
    "path", ["saved/", "follow/", "preferences/", "account/", "account/data/", "account/2fa/"]
)
def test_an_anonymous_reader_is_asked_to_sign_in_and_comes_back(path):
    response = Client().get(f"/_/en/{path}")
    assert response.headers["Location"] == f"/_/en/account/login/?next=/_/en/{path}"


def test_preferences_are_kept_with_the_account():
    client = signed_in(reader())
    client.post("/_/en/preferences/", {"text_size": "large", "colours": "dark"})
    assert DisplayPreferences.objects.get().text_size == "large"
    assert "sf-scheme" in client.get("/_/en/preferences/").content.decode()


def test_my_data_holds_everything_but_secrets():
    user = reader()
    secret = enrol(user)
    actions.follow_topic(user, Topic.objects.create(slug="t", name={"en": "T"}))
    body = signed_in(user, secret).get("/_/en/account/data/download/").content.decode()
    data = json.loads(body)
    assert data["account"]["email"] == user.email
    assert data["followed_topics"][0]["name"] == {"en": "T"}
    assert data["second_factors"][0]["type"] == "totp"
    assert secret not in body and user.password not in body


def test_an_account_is_deleted_only_after_the_password_and_a_yes():
    client = signed_in(reader())
    response = client.post("/_/en/account/data/delete/", {"sure": "on"})
    assert "reauthenticate" in response.headers["Location"] and User.objects.exists()
    client = signed_in(User.objects.get())
    client.post("/_/en/account/reauthenticate/", {"password": PASSWORD})
    assert client.post("/_/en/account/data/delete/", {}).status_code == 400
    assert client.post("/_/en/account/data/delete/", {"sure": "on"}).headers["Location"] == "/en/"
    assert not User.objects.exists()


def test_a_deleted_editor_leaves_a_history_without_a_name():
    editor("other@example.org")
    user = editor()
    actions.delete_account(user)
    user.refresh_from_db()
    assert not user.is_active and "Ada" not in str(user) and "editor@" not in user.email
    with pytest.raises(actions.Refused):
        actions.delete_account(User.objects.get(email="other@example.org"))


def test_roles_are_made_once_and_writers_do_not_publish():
    groups = roles.ensure_roles()
    roles.ensure_roles()

    def pages(name):
        return set(groups[name].page_permissions.values_list("permission__codename", flat=True))

    assert "publish_page" in pages(roles.EDITORS)
    assert "publish_page" not in pages(roles.WRITERS) | pages(roles.REVIEWERS)
    for group, records in roles.MODEL_PERMISSIONS.items():
        held = set(groups[group].permissions.values_list("content_type__app_label", "codename"))
        assert {(app, f"{verb}_{model}") for (app, model), verbs in records.items() for verb in verbs} <= held


def test_the_storage_list_is_worded_in_the_language_asked_for():
    names = [item.name for item in stored_on_device("en")]
    assert names == ["sf-size", "sf-scheme", "sf-reports", "sf_session", "sf_csrf", "messages", "sf_consent"]
    assert names[:-1] == [item.name for item in stored_on_device("en", asks_consent=False)]
    english = {(item.purpose, item.lifetime, item.when) for item in stored_on_device("en")}
    for language in ("az", "ru", "tr", "fa"):
        own = {(item.purpose, item.lifetime, item.when) for item in stored_on_device(language)}
        assert len(own) == len(english) and not own & english, language


def test_documents_set_no_cookie():
    client = Client()
    for path in ("/", "/en/", "/en/newest/", "/nowhere/"):
        assert not client.get(path).cookies


def test_a_user_is_made_and_changed_in_the_admin():
    admin = editor()
    client = signed_in(admin, enrol(admin))
    new = {
        "email": "w@example.org",
        "first_name": "Wilma",
        "last_name": "Writer",
        "password1": "",
        "password2": "",
    }
    assert client.post("/admin/users/new/", new).status_code == 302
    writer = User.objects.get(email="w@example.org")
    assert not writer.has_usable_password()
    enrol(writer)
    change = new | {"is_active": "on", "reset_factor": "on", "email": "wilma@example.org"}
    assert "reset_factor" in client.get(f"/admin/users/edit/{writer.pk}/").content.decode()
    assert client.post(f"/admin/users/edit/{writer.pk}/", change).status_code == 302
    assert not writer.authenticator_set.exists()
    assert writer.emailaddress_set.get().email == "wilma@example.org"
