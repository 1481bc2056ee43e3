from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from standfirst.keys.recording import recording
from standfirst.publication.models import (
    FollowLink,
    MenuItem,
    Partner,
    Publication,
    Section,
    StandingPage,
    Topic,
)
from standfirst.publication.reading import shell, shell_changes_at

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def section(slug: str, parent: Section | None = None, order: int = 0, **name: str) -> Section:
    return Section.objects.create(slug=slug, name=name, parent=parent, sort_order=order)


def labels(language: str, instant: datetime = NOW) -> list[str]:
    return [link.label for link in shell(language, instant).menu]


def test_a_section_stands_only_in_the_languages_that_have_its_name(digest: Publication) -> None:
    news = section("news", en="News", az="Xəbər")
    section("energy", news, 1, en="Energy")
    section("economy", news, 0, en="Economy", az="İqtisadiyyat")
    (english,) = shell("en", NOW).menu
    (azerbaijani,) = shell("az", NOW).menu
    assert [link.label for link in english.children] == ["Economy", "Energy"]
    assert [link.href for link in azerbaijani.children] == ["/az/sections/economy/"]
    assert shell("fa", NOW).menu == ()


def test_items_decide_the_menu_and_small_screens_may_differ(digest: Publication) -> None:
    news, culture = section("news", en="News"), section("culture", en="Culture")
    for order, fields in enumerate(
        [
            {"section": news},
            {"section": culture, "label": {"en": "Arts"}},
            {"standing_role": "about", "small_screen_order": 1},
            {"url": "https://example.org/", "label": {"en": "Archive"}},
        ]
    ):
        MenuItem.objects.create(publication=digest, sort_order=order, **fields)
    menu = shell("en", NOW).menu
    assert [link.label for link in menu] == ["News", "Arts", "Who we are", "Archive"]
    assert [link.label for link in sorted(menu, key=lambda link: link.small_screen_order)] == [
        "Who we are", "News", "Arts", "Archive",
    ]  # fmt: skip
    assert menu[3].external and menu[2].href == "/en/who-we-are/"
    assert labels("fa") == [StandingPage.objects.get(role="about", locale__language_code="fa").title]


def test_special_coverage_comes_and_goes_at_its_hour(digest: Publication) -> None:
    begins, ends = NOW + timedelta(hours=1), NOW + timedelta(days=2)
    Topic.objects.create(slug="cop29", name={"en": "COP29"}, covered_from=begins, covered_until=ends)
    Topic.objects.create(slug="quiet", name={"en": "Quiet"})
    assert labels("en") == [] and shell_changes_at(NOW) == begins
    assert labels("en", begins) == ["COP29"] and shell_changes_at(begins) == ends
    assert labels("en", ends) == [] and shell_changes_at(ends) is None
    assert labels("az", begins) == []


def test_a_covered_topic_keeps_the_place_of_its_item(digest: Publication) -> None:
    topic = Topic.objects.create(slug="cop29", name={"en": "COP29"}, covered_until=NOW + timedelta(days=1))
    MenuItem.objects.create(publication=digest, sort_order=0, section=section("news", en="News"))
    MenuItem.objects.create(publication=digest, sort_order=1, topic=topic)
    assert labels("en") == ["News", "COP29"]
    assert labels("en", NOW + timedelta(days=1)) == ["News"]


def test_a_shell_speaks_its_language_and_falls_back_on_none(digest: Publication) -> None:
    digest.tagline = {"en": "Every line shows its source"}
    digest.save()
    persian = shell("fa", NOW)
    assert (persian.direction, persian.name, persian.tagline) == ("rtl", "ایستاده", "")
    assert [(link.label, link.language) for link in persian.languages] == [
        ("English", "en"), ("Azərbaycanca", "az"), ("فارسی", "fa"),
    ]  # fmt: skip
    assert len(persian.standing) == 6 and len(persian.terms) == 2


def test_an_unpublished_standing_page_leaves_the_footer(digest: Publication) -> None:
    StandingPage.objects.get(role="cookies", locale__language_code="en").unpublish()
    assert "Cookies" not in [link.label for link in shell("en", NOW).standing]


def test_without_a_purpose_nobody_is_asked(digest: Publication) -> None:
    assert shell("en", NOW).consent is None
    digest.consent_purposes = ["statistics"]
    digest.save()
    notice = shell("en", NOW).consent
    assert notice is not None and notice.text
    assert notice.purposes == (("statistics", "Counting visits"),)


@pytest.mark.parametrize("size", [1, 12])
def test_a_shell_costs_the_same_few_queries_however_large_the_menu(
    digest: Publication, size: int, django_assert_num_queries
) -> None:
    for number in range(size):
        one = section(f"s{number}", en=f"S{number}")
        section(f"s{number}-below", one, en="Below")
        topic = Topic.objects.create(slug=f"t{number}", name={"en": "T"}, covered_from=NOW)
        for fields in ({"section": one}, {"topic": topic}, {"standing_role": "about"}):
            MenuItem.objects.create(publication=digest, sort_order=number, **fields)
        Partner.objects.create(publication=digest, name={"en": "P"}, url="https://example.org/")
        FollowLink.objects.create(publication=digest, service="rss", url="https://example.org/")
    with django_assert_num_queries(8):
        shell("en", NOW)


def test_an_rss_link_without_an_address_leads_to_the_feed_in_the_readers_language(
    digest: Publication,
) -> None:
    FollowLink.objects.create(publication=digest, service="rss")
    assert [link.href for link in shell("az", NOW).follow] == ["/az/feeds/rss.xml"]
    with pytest.raises(ValidationError):
        FollowLink(publication=digest, service="telegram").full_clean()


def test_a_shell_records_what_it_rests_on_also_when_all_is_empty(db: None) -> None:
    with recording() as keys:
        assert shell("en", NOW).menu == ()
    assert keys >= {"publication", "menu"}
