"""Which cited addresses are looked at, and what the desk and readers get of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from standfirst.keys.models import OutboxEntry
from standfirst.provenance import actions as provenance
from standfirst.provenance.links import Seen
from standfirst.provenance.models import LinkCheck, Source
from standfirst.stories.actions import links, withdraw
from standfirst.stories.sources import source_value
from standfirst.stories.tests.factories import NOON, make_draft, make_publication, make_story, make_user

pytestmark = pytest.mark.django_db
TEXT = "Guards stand there (TASS, March 1, 2026)."


@pytest.fixture
def cited() -> Source:
    make_publication()
    make_story(text=TEXT)
    source = Source.objects.get()
    source.url = "https://tass.example/guards"
    source.save()
    return source


def _answer(monkeypatch: pytest.MonkeyPatch, problem: str, status: int) -> None:
    monkeypatch.setattr(provenance, "look", lambda url, **_: Seen(problem, status))


def test_only_what_readers_get_is_looked_at(cited: Source) -> None:
    assert list(links.cited()) == [cited]
    make_draft(title="Another", text="A draft cites (Interfax, March 2, 2026).")
    assert list(links.cited()) == [cited]
    from standfirst.stories.models import Story

    withdraw(Story.objects.get(live=True), reason="editor", user=None)
    assert not links.cited().exists()


def test_the_schedule_puts_one_portion_into_the_background_and_not_a_second(
    cited: Source, settings: Any
) -> None:
    settings.FOLDER = type("Folder", (), {"demo": False})()
    links.check_links(timezone.now())
    links.check_links(timezone.now())
    assert DBTaskResult.objects.filter(task_path=links.look_at_links.module_path).count() == 1


def test_a_demo_asks_nobody_by_itself(cited: Source, settings: Any) -> None:
    settings.FOLDER = type("Folder", (), {"demo": True})()
    links.check_links(timezone.now())
    assert not DBTaskResult.objects.filter(task_path=links.look_at_links.module_path).exists()


def test_readers_are_told_of_a_broken_link_and_pages_change_only_then(
    cited: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, "", 200)
    provenance.check_link(cited, NOON)
    OutboxEntry.objects.all().delete()
    provenance.check_link(cited, NOON)
    assert not OutboxEntry.objects.exists()
    _answer(monkeypatch, "gone", 404)
    provenance.check_link(cited, NOON)
    assert OutboxEntry.objects.filter(key=f"source:{cited.uid}").exists()
    assert source_value(Source.objects.get(), "en").dead


def test_a_site_that_shuts_us_out_is_no_dead_link(cited: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, "shut", 403)
    provenance.check_link(cited, NOON)
    assert not source_value(Source.objects.get(), "en").dead


@pytest.mark.usefixtures("signed_in_editors_may_edit")
def test_the_button_looks_again_and_the_desk_lists_what_is_broken(
    cited: Source, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    edit = reverse("wagtailsnippets_provenance_source:edit", args=[cited.pk])
    assert "Nobody has looked at this address yet." in client.get(edit).content.decode()
    _answer(monkeypatch, "gone", 404)
    client.post(reverse("standfirst_provenance:look_again", args=[cited.pk]))
    assert LinkCheck.objects.get().broken
    assert "There is no page there any more (answer 404)." in client.get(edit).content.decode()
    desk = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "There is no page there any more (answer 404)." in desk
    assert edit in desk
    listed = client.get(f"{reverse('wagtailsnippets_provenance_source:list')}?broken=true").content.decode()
    assert edit in listed
