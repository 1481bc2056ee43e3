"""What editors see of the bake."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.bake.models import Document
from standfirst.bake.tests.conftest import Site
from standfirst.stories.tests.factories import make_story, make_user

pytestmark = pytest.mark.usefixtures("signed_in_editors_may_edit")


@pytest.fixture
def editor(client: Client, site: Site) -> Client:
    user = make_user("chief@example.org")
    user.is_superuser = user.is_staff = True
    user.save()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_story_is_live_once_readers_have_it(editor: Client, site: Site) -> None:
    story = make_story()
    url = reverse("standfirst_bake:page_state", args=[story.pk])
    assert editor.get(url).json()["state"] == "waiting"
    site.bake()
    answer = editor.get(url).json()
    assert (answer["state"], answer["path"]) == ("live", story.public_path())


def test_the_last_change_is_told_with_its_documents_and_its_time(editor: Client, site: Site) -> None:
    story = make_story()
    page = editor.get(reverse("standfirst_bake:overview")).content.decode()
    assert "not looked at yet" in page
    site.bake()
    page = editor.get(reverse("standfirst_bake:overview")).content.decode()
    assert "Readers have everything" in page and story.key in page
    assert "The last change was live after" in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_a_failure_has_its_reason_and_a_button_that_tries_again(editor: Client, site: Site) -> None:
    Document.objects.filter(path="/en/").update(
        failure="RuntimeError: <broke>", attempts=3, failed_at=site.now
    )
    page = editor.get(reverse("standfirst_bake:overview")).content.decode()
    assert "RuntimeError: &lt;broke&gt;" in page and "Try again" in page
    editor.post(reverse("standfirst_bake:retry"), {"path": "/en/"})
    site.bake()
    assert Document.objects.get(path="/en/").failure == ""
    assert "Nothing failed." in editor.get(reverse("standfirst_bake:overview")).content.decode()


def test_who_may_not_publish_may_look_but_ask_for_nothing(client: Client, site: Site) -> None:
    from django.contrib.auth.models import Permission

    user = make_user("writer@example.org")
    user.is_superuser = False
    user.save()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("standfirst_bake:overview"))
    assert page.status_code == 200 and "Bake everything anew" not in page.content.decode()
    client.post(reverse("standfirst_bake:everything"))
    assert not Document.objects.filter(stale__gt=0).exists()
