"""Who reaches which admin address."""

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from standfirst.readers.tests.people import PASSWORD, editor, enrol, reader, signed_in

pytestmark = pytest.mark.django_db
SENT_ON = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")


def _paths(resolver, prefix=""):
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _paths(entry, path)
        else:
            yield path


def admin_paths():
    """Every admin address of the resolver with its arguments filled in."""
    import re

    found = set()
    for pattern in _paths(get_resolver()):
        pattern = pattern.replace("^", "").replace("\\Z", "").replace("$", "")
        if not pattern.startswith("admin/"):
            continue
        path = re.sub(r"\(\?P<[^>]*>(?:[^()]|\([^()]*\))*\)|\([^()]*\)\??|<[^>]*>", "1", pattern)
        path = "/" + path.replace("\\", "")
        if not path.startswith(SENT_ON):
            found.add(path)
    return sorted(found)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_but_an_editor_with_a_second_factor_reaches_an_admin_address(method):
    paths = admin_paths()
    assert len(paths) > 100
    anonymous, as_reader, without = Client(), signed_in(reader()), signed_in(editor())
    for path in paths:
        assert getattr(anonymous, method)(path).headers["Location"].startswith("/_/en/account/login/"), path
        assert getattr(as_reader, method)(path).status_code == 403, path
        assert getattr(without, method)(path).headers["Location"] == "/_/en/account/2fa/", path


def test_an_editor_with_a_second_factor_gets_in():
    user = editor()
    client = signed_in(user, enrol(user))
    client.raise_request_exception = False  # Wagtail has an address that fails on purpose.
    assert client.get("/admin/").status_code == 200
    sent_to_enrol = [path for path in admin_paths() if "/2fa/" in client.get(path).headers.get("Location", "")]
    assert sent_to_enrol == []


def test_the_password_alone_signs_nobody_in_who_has_a_second_factor():
    user = editor()
    enrol(user)
    client = Client()
    response = client.post("/_/en/account/login/", {"login": user.email, "password": PASSWORD})
    assert response.headers["Location"].startswith("/_/en/account/2fa/authenticate/")
    assert client.get("/admin/").headers["Location"].startswith("/_/en/account/login/")


def test_a_session_from_before_enrolment_must_give_the_factor_first():
    user = editor()
    client = signed_in(user)
    enrol(user)
    assert client.get("/admin/").headers["Location"].startswith("/_/en/account/2fa/reauthenticate/")


def test_enrolment_asks_for_the_password_when_it_was_given_long_ago():
    client = signed_in(editor())
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0}]
    session.save()
    response = client.get("/_/en/account/2fa/totp/activate/")
    assert "/account/reauthenticate/" in response.headers["Location"]


def test_without_the_second_factor_every_admin_page_says_so(settings):
    settings.NO_SECOND_FACTOR = True
    client = signed_in(editor())
    for path in ("/admin/", "/admin/users/", "/admin/images/"):
        assert "no-second-factor" in client.get(path).content.decode()
    settings.NO_SECOND_FACTOR = False
    assert client.get("/admin/").status_code == 302


def test_wagtails_own_sign_in_and_password_pages_lead_to_the_account_pages():
    client = Client()
    assert client.get("/admin/login/?next=/admin/images/").headers["Location"].endswith(
        "/_/en/account/login/?next=/admin/images/"
    )
    assert "/_/en/account/password/reset/" in client.get("/admin/password_reset/").headers["Location"]
    assert "/_/en/account/password/reset/" in client.get("/admin/password_reset/confirm/x/y/").headers["Location"]
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302
