import json
from datetime import UTC, datetime
from typing import Any

import pytest

from standfirst.provenance.models import Agent, Original
from standfirst.stories.actions import Refused, publish
from standfirst.stories.blocks import blocks
from standfirst.stories.models import Credit, Story
from standfirst.stories.tests.factories import make_agent, make_publication, make_section
from standfirst.wire.actions import ImportRefused, Wanted, confirm, import_page
from standfirst.wire.commands import import_page as command
from standfirst.wire.extraction import extract
from standfirst.wire.models import Intake
from standfirst.wire.tests.pages import LINKED_DATA, SENTENCES, body, page

URL = "https://www.tide.example/2026/ferry"
AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def take(content: bytes, url: str | None = URL, **wanted: Any) -> Intake:
    return import_page(extract(content, url=url), Wanted(**{"language": "en", **wanted}), url=url, at=AT)


def edited() -> Story:
    story = Story.objects.get()
    story.standfirst, story.section = "What it says.", make_section("news")
    story.credits = [Credit(agent=make_agent(), role="author")]
    return story


def test_a_page_becomes_a_draft_with_its_original_and_where_each_fact_came_from():
    make_publication()
    intake = take(page(head=LINKED_DATA), origin="translation")
    story, original = Story.objects.get(), Original.objects.get()
    assert (story.live, story.origin, story.title) == (False, "translation", "No ferry, no bread")
    assert original.text.endswith(SENTENCES[-1])
    assert (original.authors, original.date, original.licence) == (
        ["Ada Quay", "Bo Pier"],
        "2026-03-02",
        "CC-BY-4.0",
    )
    assert original.outlet.name == {"en-GB": "The Tide"}
    assert intake.fields["date"] == {
        "value": "2026-03-02",
        "source": "JSON-LD",
        "others": [],
        "confirmed": False,
    }
    assert [block.block_type for block in story.body][-4:] == ["paragraph"] * 4


def test_an_outlet_we_know_by_its_host_is_not_made_again():
    make_publication()
    known = make_agent("Tide Weekly", "outlet", url="https://tide.example/")
    take(page(head=LINKED_DATA))
    assert Original.objects.get().outlet == known


def test_what_nobody_confirmed_is_not_published():
    make_publication()
    intake = take(page(head=LINKED_DATA), origin="reprint")
    with pytest.raises(Refused, match=r"not confirmed yet: title, .*licence"):
        publish(edited(), user=None, at=AT)
    confirm(intake, list(intake.fields))
    assert publish(edited(), user=None, at=AT).live


@pytest.mark.parametrize("url", [URL, "https://copy.example/ferry"])
def test_the_same_page_again_is_refused_by_name_and_changes_nothing(url):
    make_publication()
    take(page())
    with pytest.raises(ImportRefused, match="No ferry, no bread"):
        take(page(), url=url)
    assert (Story.objects.count(), Original.objects.count(), Agent.objects.count()) == (1, 1, 1)


def test_a_page_of_nobody_is_refused_unless_the_outlet_is_said():
    make_publication()
    with pytest.raises(ImportRefused, match="which outlet"):
        take(page(), url=None)
    intake = take(page(), url=None, outlet="Tide")
    assert intake.original.outlet.slug == "tide"
    assert (intake.fields["outlet"]["value"], intake.fields["outlet"]["source"]) == ("Tide", "editor")


def test_an_outlet_known_only_by_its_address_says_so():
    make_publication()
    fields = take(page(head='<link rel="canonical" href="https://tide.example/ferry">'), url=None).fields
    assert (fields["outlet"]["value"], fields["outlet"]["source"]) == ("tide.example", "address")


def test_the_command_goes_on_after_a_refusal_and_says_so(tmp_path, capsys):
    make_publication()
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_bytes(page(head=LINKED_DATA))
    bad.write_bytes(b"%PDF")
    nobodys = tmp_path / "nobodys.html"
    nobodys.write_bytes(page())
    assert command([str(bad), str(tmp_path / "none.html"), str(nobodys), str(good)]) == 1
    out = capsys.readouterr().out
    assert "1 drafts made, 3 pages refused" in out
    assert "Use --outlet NAME." in out
    assert Story.objects.count() == 1


def test_the_answer_for_programs_says_where_each_field_came_from_and_has_the_text(tmp_path, capsys):
    make_publication()
    (tmp_path / "good.html").write_bytes(page(head=LINKED_DATA))
    assert command(["--json", str(tmp_path / "good.html")]) == 0
    (said,) = json.loads(capsys.readouterr().out)
    assert said["fields"]["licence"]["source"] == "JSON-LD"
    assert said["text"].endswith(SENTENCES[-1])


def test_whoever_works_on_it_is_credited_by_what_it_becomes():
    make_publication()
    take(page(), section=make_section("news"), credit=make_agent("Ada"), origin="translation")
    story = Story.objects.get()
    assert [(str(credit.agent), credit.role) for credit in story.credits.all()] == [("Ada", "translator")]
    assert story.section.slug == "news"


def test_the_site_goes_before_the_agency_whose_copy_it_prints():
    make_publication()
    intake = take(page(head=LINKED_DATA + '<meta property="og:site_name" content="Island Times">'))
    assert str(intake.original.outlet) == "Island Times"
    assert intake.fields["outlet"]["others"] == [["JSON-LD", "The Tide"]]
    assert intake.fields["outlet"]["new"]


def test_a_summary_begins_without_the_pages_own_standfirst_and_a_reprint_with_it():
    make_publication()
    head = '<meta name="description" content="A pilot retires.">'
    assert take(page(head=head)).story.standfirst == ""
    other = page(f"<article>{body(*reversed(SENTENCES))}</article>", head)
    intake = take(other, url="https://x.example/", origin="reprint")
    assert intake.story.standfirst == "A pilot retires."
    assert "description" in intake.unconfirmed


def test_addresses_in_our_own_network_are_not_visited(capsys):
    make_publication()
    assert command(["http://127.0.0.1/"]) == 1
    assert "private network" in capsys.readouterr().out


def test_blocks_keep_what_an_article_is_made_of_and_nothing_that_runs():
    found = blocks(
        '<h2>A heading</h2><p>Some <b onclick="x()">bold</b> <a href="javascript:x()">text</a> '
        '<a href="https://x.example/?a=1&amp;b=2">here</a><script>x()</script></p><ul><li>One</li><li>Two</li></ul>'
        "<figure class=quote><blockquote><p>We sail.</p></blockquote><figcaption>The pilot</figcaption></figure>"
        "<table><caption>Trips</caption><tr><th>Day</th><td>3</td></tr></table>loose &lt;script&gt;"
    )
    assert [(block["type"], block["value"]) for block in found] == [
        ("heading", "A heading"),
        (
            "paragraph",
            '<p>Some <b>bold</b> text <a href="https://x.example/?a=1&amp;b=2">here</a></p>',
        ),
        ("paragraph", "<ul><li>One</li><li>Two</li></ul>"),
        ("quote", {"text": "We sail.", "who": "The pilot"}),
        ("table", {"caption": "Trips", "rows": [["Day", "3"]]}),
        ("paragraph", "<p>loose &lt;script&gt;</p>"),
    ]
    assert body() and blocks("") == []
