"""Which cited addresses are looked at, and what the desk and readers get of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from standfirst.fetch.turns import Turns
from standfirst.keys import documents
from standfirst.keys.models import OutboxEntry
from standfirst.provenance import actions as provenance
from standfirst.provenance import keeping
from standfirst.provenance.archives import Memento
from standfirst.provenance.archiving import write_down
from standfirst.provenance.links import Seen
from standfirst.provenance.models import KeptCopy, LinkCheck, Source
from standfirst.provenance.values import Gone
from standfirst.publication.models import Publication
from standfirst.stories.actions import links, withdraw
from standfirst.stories.models import Story
from standfirst.stories.sources import source_value
from standfirst.stories.tests.factories import NOON, make_draft, make_publication, make_story, make_user

pytestmark = pytest.mark.django_db
TEXT = "Guards stand there (TASS, March 1, 2026)."


@pytest.fixture
def cited(monkeypatch: pytest.MonkeyPatch) -> Source:
    make_publication()
    make_story(text=TEXT)
    source = Source.objects.get()
    source.url = "https://tass.example/guards"
    source.save()
    monkeypatch.setattr(keeping, "room", lambda: 0)
    # Nobody is asked, so nobody is left alone for some seconds.
    monkeypatch.setattr(provenance, "TURNS", Turns(timedelta(0)))
    return source


def _answer(monkeypatch: pytest.MonkeyPatch, problem: str, status: int) -> None:
    monkeypatch.setattr(provenance, "look", lambda url, **_: Seen(problem, status))


def test_only_what_readers_get_is_looked_at(cited: Source) -> None:
    assert list(links.cited()) == [cited]
    make_draft(title="Another", text="A draft cites (Interfax, March 2, 2026).")
    assert list(links.cited()) == [cited]
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
    assert source_value(Source.objects.get(), "en").gone is None
    OutboxEntry.objects.all().delete()
    provenance.check_link(cited, NOON + timedelta(days=1))
    assert OutboxEntry.objects.filter(key=f"source:{cited.uid}").exists()
    assert source_value(Source.objects.get(), "en").gone == Gone("2026-05-04")
    OutboxEntry.objects.all().delete()
    provenance.check_link(cited, NOON + timedelta(days=8))
    assert not OutboxEntry.objects.exists()


def test_a_site_that_shuts_us_out_is_no_dead_link(cited: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, "shut", 403)
    for days in range(3):
        provenance.check_link(cited, NOON + timedelta(days=days))
    assert source_value(Source.objects.get(), "en").gone is None


def test_readers_of_a_gone_page_are_told_of_its_copies(
    cited: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    Publication.objects.update(contact_email="desk@digest.example")
    _answer(monkeypatch, "gone", 404)
    for days in (0, 1):
        provenance.check_link(cited, NOON + timedelta(days=days))
    copy = KeptCopy.objects.create(
        source=cited, url=cited.url, captured_at=NOON - timedelta(days=9), file="2026/04/none.warc.gz", size=1
    )
    OutboxEntry.objects.all().delete()
    keeping.note_kept(cited)
    assert [entry.key for entry in OutboxEntry.objects.all()] == [f"source:{cited.uid}"]
    assert source_value(Source.objects.get(), "en").gone == Gone(
        "2026-05-04", "2026-04-25", "desk@digest.example"
    )
    story = render_story()
    assert "This page is gone. It was first missed on May 4, 2026." in story
    assert "The newsroom keeps a copy of April 25, 2026." in story
    assert '<a href="mailto:desk@digest.example">Ask for it</a>' in story
    assert f'href="{cited.url}"' not in story
    write_down(cited, Memento("https://archive.example/guards", NOON - timedelta(days=2)))
    story = render_story()
    assert 'href="https://archive.example/guards"' in story and "The newsroom keeps" not in story
    page = render_source(cited)
    assert "This page is gone." in page and 'href="https://archive.example/guards"' in page
    keeping.remove(copy)
    assert source_value(Source.objects.get(), "en").gone == Gone("2026-05-04")


def render_story() -> str:
    rendered = documents.render(Story.objects.get().public_path(), NOON).rendered
    assert rendered is not None
    return rendered.body.decode()


def render_source(source: Source) -> str:
    rendered = documents.render(f"/en/sources/{source.uid}/", NOON).rendered
    assert rendered is not None
    return rendered.body.decode()


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
