"""What is baked when something changes."""

from __future__ import annotations

import gzip
from datetime import timedelta

import brotli

from standfirst.bake.compress import Quality
from standfirst.bake.models import Batch, Document
from standfirst.bake.tests.conftest import Site
from standfirst.bake.types import content_type
from standfirst.keys import documents
from standfirst.keys.models import OutboxEntry
from standfirst.publication.models import Publication
from standfirst.stories.actions import withdraw
from standfirst.stories.tests.factories import (
    NOON,
    change_text,
    make_agent,
    make_section,
    make_story,
    make_topic,
)


def test_a_published_story_is_a_file_with_siblings_that_hold_the_same(site: Site) -> None:
    story = make_story()
    site.bake()
    page = site.file(story.public_path())
    body = page.read_bytes()
    assert b"A headline" in body
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == body
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == body
    assert "a-headline/" in site.text("/en/") and not OutboxEntry.objects.exists()


def test_a_change_writes_only_what_read_it(site: Site) -> None:
    make_story(title="Another", section="culture")
    story = make_story()
    site.bake()
    before = {path: path.stat().st_mtime_ns for path in site.root.rglob("index.html")}
    change_text(story, "Other words.")
    site.bake()
    changed = {path for path, then in before.items() if path.stat().st_mtime_ns != then}
    assert site.file(story.public_path()) in changed
    assert not {site.file(path) for path in ("/en/sections/culture/", "/az/", "/en/topics/")} & changed
    assert Batch.objects.first().written < 12


def test_a_withdrawn_story_says_410_and_a_renamed_section_301(site: Site) -> None:
    story = make_story()
    section = make_section("energy")
    site.bake()
    withdraw(story, reason="editor", user=None)
    section.slug = "power"
    section.save()
    site.bake()
    page = site.file(story.public_path())
    assert page.with_name("index.html.status").read_text() == "410\n"
    assert not page.with_name("share.png").exists()
    moved = site.file("/en/sections/energy/")
    assert moved.with_name("index.html.status").read_text() == "301 /en/sections/power/\n"
    assert "A headline" not in page.read_text() and "power" in moved.read_text()


def test_a_document_changes_when_its_instant_comes(site: Site) -> None:
    topic = make_topic("summit")
    topic.covered_from, topic.covered_until = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
    topic.save()
    site.bake()
    link = '<a href="/en/topics/summit/"'
    assert link not in site.text("/en/")
    site.now = NOON + timedelta(hours=1)
    site.bake()
    assert link in site.text("/en/")
    site.now = NOON + timedelta(days=3)
    site.bake()
    assert link not in site.text("/en/")


def test_a_clock_that_is_set_back_takes_nothing_back(site: Site) -> None:
    topic = make_topic("summit")
    topic.covered_from = NOON + timedelta(hours=1)
    topic.save()
    site.now = NOON + timedelta(hours=2)
    site.bake()
    site.now = NOON
    make_story()
    site.bake()
    assert '<a href="/en/topics/summit/"' in site.text("/en/")


def test_what_touches_everything_is_baked_in_pieces_and_a_story_goes_before_the_rest(
    site: Site, monkeypatch
) -> None:
    from standfirst.bake import engine

    monkeypatch.setattr(engine, "SMALL", 30)
    monkeypatch.setattr(engine, "PIECE", 5)
    record = Publication.objects.get()
    record.copyright_line = {"en": "All of it", "az": "Hamısı"}
    record.save()
    assert site.baker.step() is not None
    waiting = Document.objects.filter(stale__gt=0).count()
    assert waiting > 30
    site.baker.step()
    assert "All of it" in site.text("/en/")
    story = make_story()
    site.baker.step()
    assert site.file(story.public_path()).exists()
    assert Document.objects.filter(stale__gt=0).exists()
    site.bake()
    assert "All of it" in site.text("/en/corrections/")


def test_another_compression_is_another_bake(site: Site) -> None:
    site.baker = site.another(quality=Quality(brotli=0, gzip=9))
    site.baker.start()
    site.bake()
    assert not site.file("/en/").with_name("index.html.br").exists()
    assert site.file("/en/").with_name("index.html.gz").exists()
    assert not Document.objects.exclude(encoding="br0 gz9").exists()


def test_another_version_of_the_software_bakes_everything_in_the_background(site: Site, monkeypatch) -> None:
    from standfirst.bake import state

    monkeypatch.setattr(state, "fingerprint", lambda: "another")
    site.baker = site.another()
    site.baker.start()
    assert Document.objects.filter(stale=Document.Stale.REBAKE).count() == Document.objects.count()
    assert site.baker.step(changed_only=True) is None


def test_every_document_has_the_media_type_of_its_path(site: Site) -> None:
    story = make_story(text="So (Interfax, May 1, 2026).", topics=["grid"])
    change_text(story, "Otherwise.", "correction", "Not so.")
    for kind in documents.kinds():
        for path in kind.paths():
            rendered = kind.render(path, NOON)
            assert rendered is not None, path
            assert rendered.content_type == content_type(path), path


def test_a_person_who_becomes_an_outlet_leaves_one_index_for_the_other(site: Site) -> None:
    agent = make_agent("Leyla Mammadova", "person", has_profile=True)
    site.bake()
    assert "Leyla" in site.text("/en/people/")
    agent.kind = "outlet"
    agent.save()
    site.bake()
    assert "Leyla" not in site.text("/en/people/") and "Leyla" in site.text("/en/outlets/")


def test_assets_of_the_version_before_stay_until_no_old_page_loads_them(site: Site, monkeypatch) -> None:
    from standfirst.bake import engine, state
    from standfirst.bake.store import Page

    old = "/assets/site.00000000.css"
    Document.objects.create(path=old, sha256="0" * 64, size=4, stale=Document.Stale.NO)
    site.store.put([Page(old, b"a {}")])
    monkeypatch.setattr(state, "fingerprint", lambda: "another")
    monkeypatch.setattr(engine, "PIECE", 20)
    site.baker = site.another()
    site.baker.start()
    while Document.objects.filter(stale__gt=0).count() > 20:
        site.baker.step()
        assert site.file(old).exists()
    site.bake()
    assert not site.file(old).exists()
