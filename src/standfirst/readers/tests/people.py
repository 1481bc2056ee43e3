"""Readers and editors for tests."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

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


def passkey(user: User, name: str = "Key") -> Authenticator:
    """Give ``user`` a passkey whose private half nobody has."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(bytes(16), b"a credential", public)
    flags = AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP
    seen = AuthenticatorData.create(bytes(32), flags, 0, credential)
    given = {
        "clientDataJSON": CollectedClientData.create("webauthn.create", b"challenge", "https://localhost"),
        "attestationObject": AttestationObject.create("none", seen, {}),
    }
    response = {key: websafe_encode(bytes(value)) for key, value in given.items()}
    raw = websafe_encode(b"a credential")
    kept = {
        "id": raw, "rawId": raw, "type": "public-key", "response": response,
        "clientExtensionResults": {"credProps": {"rk": True}},
    }  # fmt: skip
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": name, "credential": kept, "passwordless": True}
    )
