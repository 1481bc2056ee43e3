"""What an editor sees of an import of ninjs lines."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from standfirst.discovery.models import SearchEntry
from standfirst.fetch import FetchFailed
from standfirst.fetch.errors import Reason
from standfirst.interchange.models import Imported, ImportRun
from standfirst.interchange.ninjs import running
from standfirst.interchange.ninjs.drafting import Choices
from standfirst.interchange.tests.items import NOW, item, write
from standfirst.keys.models import OutboxEntry
from standfirst.provenance.models import Agent, Original, Source
from standfirst.publication.models import Section, Topic
from standfirst.stories.actions import publish, withdraw
from standfirst.stories.models import Related, Story
from standfirst.stories.tests.factories import (
    make_agent,
    make_original,
    make_permission,
    make_section,
    make_story,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("digest")]


def story(number: int = 1) -> Story:
    return Story.objects.get(uri=f"https://archive.example/{number}")


def listed(rejects) -> list[dict]:
    return [json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines()]


def test_a_published_item_arrives_published_with_its_date_address_and_records(do_import, rejects):
    tally = do_import([item(1), item(2), item(3)])
    assert tally.counts == {"published": 3}
    assert not rejects.exists()
    one = story(1)
    assert one.live
    assert one.first_published_at.isoformat() == item(1)["firstCreated"]
    assert one.public_path() == "/en/2024/03/the-bridge-opens-part-1/"
    assert one.live_revision_id == one.latest_revision_id
    assert 'href="#source-1"' in one.body_html
    assert "<h2" in one.body_html
    assert Source.objects.get(date="2024-02-02").outlet.name == {"en": "Gazette"}
    assert SearchEntry.objects.filter(story=one).exists()
    assert Related.objects.filter(story=one).count() == 2
    assert [topic.slug for topic in one.topics.order_by("slug")] == ["bridges", "topic-1"]
    assert one.section.slug == "world"
    keys = set(OutboxEntry.objects.values_list("key", flat=True))
    assert {
        one.key,
        "stories:en",
        f"front:section:{one.section.uid}:en",
        f"address:{one.public_path()}",
    } <= keys


def test_agents_sections_and_topics_that_are_there_are_taken(do_import):
    make_agent("Anna", "person", aliases=["A. Writer"], same_as=["https://people.example/anna"])
    make_section("world")
    people = [
        {"name": "Somebody", "uri": "https://people.example/anna", "rel": "author"},
        {"name": "a. WRITER", "rel": "editor"},
    ]
    do_import([item(1, people=people), item(2, people=people)])
    assert Agent.objects.filter(kind="person").count() == 1
    assert [(credit.agent.slug, credit.role) for credit in story(1).credits.all()] == [
        ("anna", "author"),
        ("anna", "editor"),
    ]
    assert Section.objects.filter(slug__startswith="world").count() == 1
    assert Topic.objects.filter(slug="bridges").count() == 1


def test_the_same_lines_again_change_nothing(do_import):
    do_import([item(1), item(2)])
    OutboxEntry.objects.all().delete()
    before = list(Story.objects.order_by("pk").values())
    assert do_import([item(1), item(2)], name="again.jsonl").counts == {"unchanged": 2}
    assert list(Story.objects.order_by("pk").values()) == before
    assert not OutboxEntry.objects.exists()


def test_a_changed_line_is_an_update_that_readers_are_told_of(do_import):
    do_import([item(1)])
    do_import(
        [
            item(
                1,
                headlines=[{"value": "The bridge is open"}],
                edNote="New headline.",
                versionCreated=NOW.isoformat(),
            )
        ]
    )
    one = story(1)
    assert one.title == "The bridge is open"
    assert one.updated_at == NOW
    assert [(change.kind, change.text) for change in one.changes.all()] == [("update", "New headline.")]
    assert one.public_path() == "/en/2024/03/the-bridge-opens-part-1/"


def test_a_correction_that_the_item_tells_is_one_here(do_import):
    do_import([item(1)])
    told = [{"role": "https://schema.org/correction", "title": "The mayor said it."}]
    do_import([item(1, descriptions=[{"value": "Who may not."}], trustIndicators=told)])
    assert [change.kind for change in story(1).changes.all()] == ["correction"]


def test_what_was_edited_here_is_never_overwritten(do_import, rejects):
    do_import([item(1)])
    one = story(1)
    one.title, one.change_kind = "Our own headline", "minor"
    publish(one, user=None)
    tally = do_import([item(1, headlines=[{"value": "Theirs"}])])
    assert tally.counts == {"kept": 1}
    assert story(1).title == "Our own headline"
    assert "edited here" in listed(rejects)[0]["reasons"][0]


def test_what_was_withdrawn_or_deleted_here_stays_so(do_import):
    do_import([item(1), item(2)])
    withdraw(story(1), reason="editor", user=None)
    story(2).delete()
    changed = [item(number, headlines=[{"value": "Theirs"}]) for number in (1, 2)]
    assert do_import(changed).counts == {"kept": 2}
    assert story(1).withdrawn
    assert Story.objects.count() == 1


def test_an_older_version_of_a_line_is_not_used(do_import):
    do_import([item(1, versionCreated="2024-04-02T00:00:00Z")])
    assert do_import([item(1, title="x", headlines=None, versionCreated="2024-04-01T00:00:00Z")]).counts == {
        "kept": 1
    }


def test_a_canceled_story_is_withdrawn(do_import):
    do_import([item(1)])
    assert do_import([item(1, pubStatus="canceled", edNote="It was wrong.")]).counts == {"withdrawn": 1}
    assert story(1).withdrawn_notice == "It was wrong."


def test_a_story_of_our_own_is_not_overwritten_by_its_own_data(do_import):
    own = make_story()
    assert do_import([item(1, uri=f"urn:uuid:{own.uid}")]).counts == {"kept": 1}


def test_drafts_when_asked_for(do_import):
    assert do_import([item(1)], as_draft=True).counts == {"drafted": 1}
    one = story(1)
    assert not one.live
    assert one.public_path() is None
    assert one.get_latest_revision_as_object().title == "The bridge opens, part 1"


def test_what_may_not_be_published_arrives_as_a_draft_with_the_reason(do_import, rejects):
    tally = do_import([item(1, copyrightHolder="Herald"), item(2)])
    assert tally.counts == {"drafted": 1, "published": 1}
    one = story(1)
    assert (one.live, one.origin, one.original.outlet.slug) == (False, "reprint", "herald")
    assert listed(rejects)[0]["line"] == 1
    assert "reprint" in listed(rejects)[0]["reasons"][0]


def test_a_permission_on_file_lets_it_be_published(do_import):
    permission = make_permission(make_original(outlet=make_agent("Herald", "outlet")))
    do_import([item(1, copyrightHolder="Herald")])
    assert story(1).live
    assert story(1).permission == permission


def test_an_original_becomes_one_record_for_all_stories_made_from_it(do_import):
    original = {
        "name": "original", "uri": "https://herald.example/x", "rel": "isBasedOn", "title": "What was said", "language": "fr",
        "infoSources": [{"name": "Herald"}],
    }  # fmt: skip
    do_import([item(1, associations=[original]), item(2, associations=[original])])
    assert story(1).original == story(2).original == Original.objects.get()
    assert story(1).origin == "summary"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "JSON"),
        ("[1]", "object"),
        ('{"uri": NaN}', "JSON"),
        ("[" * 100_000 + "]" * 100_000, "nested"),
        (item(1, uri=None), "uri"),
        (item(1, uri="no uri"), "uri"),
        (item(1, language="fr"), "fr"),
        (item(1, language=None), "language"),
        (item(1, headlines=None), "headline"),
        (item(1, headlines=[{"value": "x" * 300}]), "300"),
        (item(1, type="picture"), "picture"),
        (item(1, representationType="partial"), "partial"),
        (item(1, firstCreated="yesterday"), "firstCreated"),
        (item(1, subjects={"name": "x"}), "subjects"),
        (item(1, people=[{"name": str(n)} for n in range(101)]), "101"),
        (item(1, bodies=[{"contentType": "text/html", "value": "<div>" * 1000 + "x"}]), "nested"),
        (item(1, bodies=[{"value": "x" * 1_000_001}]), "1000001"),
        (item(1, pubStatus="canceled"), "canceled"),
    ],
)  # fmt: skip
def test_a_bad_line_is_listed_with_the_reason_and_nothing_of_it_is_kept(do_import, rejects, line, said):
    tally = do_import([line, item(2)])
    assert tally.counts == {"rejected": 1, "published": 1}
    entry = listed(rejects)[0]
    assert entry["line"] == 1
    assert said in entry["reasons"][0]
    assert entry["content"] == (line if isinstance(line, str) else json.dumps(line))
    assert Story.objects.count() == 1
    assert Imported.objects.count() == 1


def test_a_line_that_is_too_long_or_not_utf_8_is_listed(do_import, rejects, tmp_path, monkeypatch):
    monkeypatch.setattr("standfirst.interchange.ninjs.lines.MAX_LINE", 3000)
    path = tmp_path / "hostile.jsonl"
    good = json.dumps(item(1)).encode()
    path.write_bytes(b'{"x": "' + b"y" * 2_000_000 + b'"}\n' + b'{"\xff"}\n\n' + good + b"\n")
    tally = running.run_import(path, Choices(), rejects, lambda tally: None, now=NOW)
    assert tally.counts == {"rejected": 2, "published": 1}
    assert [entry["line"] for entry in listed(rejects)] == [1, 2]


def test_script_and_foreign_markup_never_reach_readers(do_import):
    html = (
        '<p onclick="x()">A<script>alert(1)</script> <img src=x onerror=y> <a href="javascript:z">b</a></p>'
        "<iframe src=//e></iframe><svg><a href=//e>q</a></svg><style>p{}</style><p>End \x00\ud800.</p>"
    )
    do_import([item(1, bodies=[{"contentType": "text/html", "value": html}])])
    assert story(1).body_html == "<p>A b</p>\n<p>End .</p>"


def test_an_interrupted_import_goes_on_where_it_was(do_import, rejects, monkeypatch):
    monkeypatch.setattr(running, "BATCH", 2)
    lines = [item(1), "{", item(2), item(3), "[]", item(4)]

    def killed(tally) -> None:
        if tally.run.line == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_import(lines, seen=killed)
    assert Story.objects.count() == 3
    rejects.write_bytes(rejects.read_bytes() + b'{"half": ')
    tally = do_import(lines)
    assert tally.resumed
    assert tally.counts == {"published": 4, "rejected": 2}
    assert [entry["line"] for entry in listed(rejects)] == [2, 5]
    assert ImportRun.objects.get().phase == ImportRun.Phase.DONE
    assert Related.objects.filter(story=story(1)).count() == 3


def test_a_batch_that_fails_leaves_nothing(do_import, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("standfirst.interchange.ninjs.batch._note", broken)
    with pytest.raises(RuntimeError):
        do_import([item(1)])
    assert not Story.objects.exists()
    assert not Agent.objects.filter(slug__startswith="author").exists()
    assert ImportRun.objects.get().line == 0


def test_a_uri_twice_in_a_file_is_a_story_and_its_change(do_import):
    tally = do_import([item(1), item(1, headlines=[{"value": "Now this"}])])
    assert tally.counts == {"published": 1, "updated": 1}
    assert story(1).title == "Now this"


PICTURE = {
    "name": "lead", "uri": "https://archive.example/p1", "type": "picture", "by": "Pictures desk",
    "descriptions": [{"role": "alternative-text", "value": "A bridge"}],
    "renditions": [{"name": "big", "href": "https://archive.example/p1.png", "width": 400, "contentType": "image/png"}],
}  # fmt: skip


def test_pictures_are_fetched_only_when_asked_for(tmp_path, do_import):
    from standfirst.interchange.tests.everything import a_picture

    with a_picture("green").open_file() as file:
        content = file.read()
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        return content

    path = write(tmp_path / "x.jsonl", [item(1, associations=[PICTURE])])
    do_import([item(2, associations=[PICTURE])])
    assert story(2).lead_picture is None
    running.run_import(path, Choices(pictures=True), tmp_path / "r", lambda tally: None, fetch, NOW)
    assert asked == ["https://archive.example/p1.png"]
    assert story(1).lead_picture.alternative_text == {"en": "A bridge"}


def test_a_picture_that_cannot_be_had_keeps_no_story_back(tmp_path):
    def fetch(url: str) -> bytes:
        raise FetchFailed(Reason.TIME, "too slow", url)

    path = write(tmp_path / "x.jsonl", [item(1, associations=[PICTURE])])
    running.run_import(path, Choices(pictures=True), tmp_path / "r", lambda tally: None, fetch, NOW)
    assert story(1).live


def test_an_embargo_holds_a_story_back(do_import, rejects):
    do_import([item(1, embargoedUntil=(NOW + timedelta(days=1)).isoformat())])
    assert not story(1).live
    assert "embargo" in listed(rejects)[0]["reasons"][0]


def test_a_section_for_items_that_name_none(do_import):
    make_section("archive-2024")
    do_import([item(1, subjects=[])], section="archive-2024")
    assert story(1).section.slug == "archive-2024"
