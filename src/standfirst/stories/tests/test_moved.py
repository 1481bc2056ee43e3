"""Addresses of fronts and standing pages that moved."""

import pytest

from standfirst.keys import documents
from standfirst.publication.models import StandingPage
from standfirst.stories.tests.factories import (
    NOON,
    make_agent,
    make_publication,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication(("en", "az"))


def rename(record, slug):
    record.slug = slug
    record.save()


def at(path):
    return documents.render(path, NOON).rendered


def test_what_stays_leads_on_and_is_not_indexed():
    rename(make_section("energy"), "power")
    page = at("/en/sections/energy/")
    assert (page.status, page.location) == (301, "/en/sections/power/")
    html = page.body.decode()
    assert '<a href="/en/sections/power/">' in html
    assert '<link rel="canonical" href="http://localhost:8000/en/sections/power/">' in html
    assert 'content="noindex"' in html and 'http-equiv="refresh"' in html


def test_an_address_that_moved_twice_leads_to_where_it_is_now():
    topic = make_topic("grid")
    rename(topic, "network")
    rename(topic, "lines")
    assert at("/az/topics/grid/").location == at("/az/topics/network/").location == "/az/topics/lines/"


def test_a_record_that_takes_the_old_address_has_it():
    rename(make_topic("grid"), "network")
    make_topic("grid")
    assert at("/en/topics/grid/").status == 200


def test_renaming_back_ends_the_detour():
    section = make_section("energy")
    rename(section, "power")
    rename(section, "energy")
    assert at("/en/sections/energy/").status == 200
    assert at("/en/sections/power/").location == "/en/sections/energy/"


def test_nothing_stays_where_the_record_is_gone():
    topic = make_topic("grid")
    rename(topic, "network")
    topic.delete()
    with pytest.raises(documents.NoDocument):
        at("/en/topics/grid/")


def test_a_person_who_becomes_an_outlet_is_found_there():
    agent = make_agent("Leyla", "person")
    agent.kind = "outlet"
    agent.save()
    assert at("/en/people/leyla/").location == "/en/outlets/leyla/"


def test_a_standing_page_moves_in_its_own_language():
    page = StandingPage.objects.get(role="about", locale__language_code="en")
    old = page.public_path()
    rename(page, "about-us")
    assert at(old).location == "/en/about-us/"
    twin = StandingPage.objects.get(role="about", locale__language_code="az")
    assert at(twin.public_path()).status == 200


def test_a_feed_that_moved_is_still_whole():
    rename(make_section("energy"), "power")
    feed = at("/en/sections/energy/rss.xml")
    assert (feed.status, feed.location) == (301, "/en/sections/power/rss.xml")
    assert feed.body == at("/en/sections/power/rss.xml").body


def test_every_former_address_is_listed_once():
    rename(make_section("energy"), "power")
    paths = [path for kind in documents.kinds() for path in kind.paths()]
    assert len(paths) == len(set(paths))
    assert {"/en/sections/energy/", "/az/sections/energy/", "/en/sections/energy/feed.json"} <= set(paths)
