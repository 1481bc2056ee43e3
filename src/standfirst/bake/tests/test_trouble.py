"""What stops the whole bake is told where editors look, and no longer than it lasts."""

from __future__ import annotations

import errno
import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.bake import lock, worker
from standfirst.bake.bucket_errors import BucketError
from standfirst.bake.models import State
from standfirst.bake.tests.conftest import Site
from standfirst.stories.tests.factories import make_story, make_user

pytestmark = pytest.mark.usefixtures("signed_in_editors_may_edit")


class Failing:
    """A store that fails with ``error`` until it is taken away."""

    def __init__(self, store: Any, error: Exception) -> None:
        self._store, self.error = store, error

    def put(self, *arguments: Any) -> None:
        if self.error:
            raise self.error
        self._store.put(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BucketError("https://s3.example.org does not answer", "digest"), "The bucket digest: https://s3.example.org"),
        (OSError(errno.ENOSPC, "No space left on device", "en/x.tmp"), "No space left on device"),
    ],
)  # fmt: skip
def test_the_desk_page_says_why_nothing_is_baked_and_forgets_it_when_it_is(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    error: Exception, said: str,
) -> None:  # fmt: skip
    failing = Failing(site.store, error)
    site.baker.store = failing  # type: ignore[assignment]
    monkeypatch.setattr(worker, "baker", lambda: site.baker)
    thread = worker.Baking(lock.Held(-1, unclean=False))
    user = make_user("chief@example.org")
    user.is_superuser = user.is_staff = True
    user.save()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    make_story()
    with caplog.at_level(logging.ERROR):
        thread.make_good()
        thread.make_good()
    assert caplog.text.count("Nothing can be baked now") == 1
    page = client.get(reverse("standfirst_bake:overview")).content.decode()
    assert "Nothing can be baked since" in page and said in page and "Nothing is forgotten" in page
    failing.error = None  # type: ignore[assignment]
    thread.make_good()
    assert (
        "Nothing can be baked since" not in client.get(reverse("standfirst_bake:overview")).content.decode()
    )
    assert State.objects.get().trouble_since is None
