"""Readers and editors for tests."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from standfirst.readers.actions import create_editor
from standfirst.readers.models import User

PASSWORD = "a long enough passphrase"


def reader(email: str = "reader@example.org") -> User:
    """Return a reader with a confirmed address."""
    user = User.objects.create_user(email, PASSWORD)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def editor(email: str = "editor@example.org", superuser: bool = True) -> User:
    """Return an editor without a second factor."""
    return create_editor(email, PASSWORD, superuser=superuser, name="Ada Editor")


def enrol(user: User) -> str:
    """Give ``user`` one-time codes and return their secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str) -> str:
    """Return the present one-time code."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def signed_in(user: User, secret: str = "") -> Client:
    """Return a client signed in through the pages: with the password and, given a secret, a one-time code."""
    client = Client()
    response = client.post("/_/en/account/login/", {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302, response.content.decode()
    if secret:
        response = client.post("/_/en/account/2fa/authenticate/", {"code": code(secret)})
        assert response.status_code == 302, response.content.decode()
    return client
