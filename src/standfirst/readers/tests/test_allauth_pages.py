"""Every page that the accounts' library can show stands in the publication's shell, with our elements."""

import re

import allauth.urls
import pytest
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import URLResolver, reverse

from standfirst.readers.tests.people import PASSWORD, enrol, passkey, reader, signed_in

pytestmark = pytest.mark.django_db
NO_PAGES = {"account_email_verification_sent_resend", "mfa_download_recovery_codes", "mfa_login_webauthn"}
"""Answers that are no pages: a file of codes, a challenge for the script."""
REACHED = {
    "account/account_inactive.html",
    "account/email_change.html",
    "account/email_confirm.html",
    "account/login.html",
    "account/logout.html",
    "account/password_change.html",
    "account/password_reset.html",
    "account/password_reset_done.html",
    "account/password_reset_from_key.html",
    "account/password_reset_from_key_done.html",
    "account/password_set.html",
    "account/reauthenticate.html",
    "account/signup.html",
    "account/verification_sent.html",
    "mfa/authenticate.html",
    "mfa/index.html",
    "mfa/reauthenticate.html",
    "mfa/recovery_codes/generate.html",
    "mfa/recovery_codes/index.html",
    "mfa/totp/activate_form.html",
    "mfa/totp/deactivate_form.html",
    "mfa/webauthn/add_form.html",
    "mfa/webauthn/authenticator_confirm_delete.html",
    "mfa/webauthn/authenticator_list.html",
    "mfa/webauthn/edit_form.html",
    "mfa/webauthn/reauthenticate.html",
}


def names(patterns=allauth.urls.urlpatterns):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry.url_patterns)
        else:
            yield entry.name


def addresses(user, key):
    """Every address of the library, its arguments filled in."""
    given = {
        "account_confirm_email": [EmailConfirmationHMAC(user.emailaddress_set.get()).key],
        "account_reset_password_from_key": [user_pk_to_url_str(user), "set-password"],
        "mfa_edit_webauthn": [key.pk],
        "mfa_remove_webauthn": [key.pk],
    }
    return {name: reverse(name, args=given.get(name, [])) for name in names()}


def again(client):
    """Give the password once more."""
    client.post("/_/en/account/reauthenticate/", {"password": PASSWORD})
    return client


def half_way():
    """A reader who gave the password and has the second factor to give."""
    enrol(user := reader("half@example.org"))
    client = Client()
    client.post("/_/en/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def visitors():
    user = reader("two@example.org")
    secret = enrol(user)
    RecoveryCodes.activate(user)
    key = passkey(user)
    plain = reader("one@example.org")
    without = reader("none@example.org")
    anonymous, forgetful = Client(), Client()
    anonymous.post("/_/en/account/password/reset/", {"email": plain.email})
    link = re.search(r"https?://[^/]+(/_/en/account/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    forgetful.get(link)
    client = signed_in(without)
    without.set_unusable_password()
    without.save()
    client.force_login(without, "django.contrib.auth.backends.ModelBackend")
    people = [anonymous, forgetful, half_way(), client, signed_in(plain), again(signed_in(plain))]
    people.append(signed_in(user, secret))
    cache.clear()  # A one-time code is taken once.
    people.append(again(signed_in(user, secret)))
    return people, addresses(plain, key) | {
        f"{name} of the other": address for name, address in addresses(user, key).items()
    }, link  # fmt: skip


def test_every_page_of_the_accounts_library_is_in_the_shell_with_our_elements(settings):
    settings.ACCOUNT_RATE_LIMITS = False
    people, where, link = visitors()
    found = {}
    for client in people:
        # A sign-in that waits for its second factor ends on other pages: first what it waits for.
        for name, address in sorted(where.items(), key=lambda entry: "mfa_authenticate" not in entry[0]):
            if name.split()[0] in NO_PAGES:
                continue
            response = client.get(address)
            if response.status_code == 200 and response.templates:
                found.setdefault(response.templates[0].name, (name, response.content.decode()))
    bad = Client().get(re.sub(r"key/.*", "key/x-y/", link))
    found[bad.templates[0].name] = ("a link of no use", bad.content.decode())
    assert {name for name in found if not name.startswith("readers/")} == REACHED
    for template, (name, page) in found.items():
        assert re.search(r'<main id="main"[^>]*class="app">', page), template
        assert "/assets/app." in page and page.count("<h1") == 1, template
        title = re.search(r"<title>\s*(.*?)\s*·", page, re.DOTALL)
        assert title and title[1], (template, name)
        inside = page[page.index("<main") : page.index("</main>")]
        for button in re.findall(r"<button[^>]*>", inside):
            assert 'class="button' in button, (template, button)
        for field in re.findall(r'<input(?![^>]*type="hidden")[^>]* id="([^"]+)"', inside):
            assert f'for="{field}"' in inside, (template, field)
        assert not re.search(r"\sstyle=|\son[a-z]+=", page), template
