"""What browsers are told."""

import pytest
from django.test import Client

from standfirst.project.headers import ADMIN, APP, DOCUMENT, MEDIA

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/", DOCUMENT),
        ("/nowhere/", DOCUMENT),
        ("/_/en/account/login/", APP),
        ("/admin/", ADMIN),
        ("/media/none.png", MEDIA),
    ],
)
def test_every_answer_carries_its_policy(path, expected):
    response = Client().get(path)
    assert expected.items() <= dict(response.headers).items()


def test_no_policy_has_anything_unsafe_or_foreign():
    for headers in (DOCUMENT, APP, ADMIN, MEDIA):
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy and "http" not in policy and "*" not in policy


def test_media_can_not_run_anything():
    assert "sandbox" in MEDIA["Content-Security-Policy"]
    assert MEDIA["Cross-Origin-Resource-Policy"] == "cross-origin"
