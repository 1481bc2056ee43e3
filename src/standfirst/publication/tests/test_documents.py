import json
from datetime import UTC, date, datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from sectxt import Parser
from wagtail.models import Locale

from standfirst.keys.documents import NoDocument, render
from standfirst.keys.documents import kinds as registered
from standfirst.publication import bodies, documents, icons, machines
from standfirst.publication.actions import renew_security_contact
from standfirst.publication.models import Publication, Section, StandingPage
from standfirst.publication.reading import shell

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show what a template would be given, whatever the theme looks like."""
    monkeypatch.setattr(documents, "render", lambda name, language, shell, page: repr((name, page)).encode())
    monkeypatch.setattr(bodies, "_renderers", [lambda body, language: str(body)])


def test_robots_sends_miners_away_only_where_mining_is_reserved(digest: Publication) -> None:
    def may(agent: str, path: str) -> bool:
        parser = RobotFileParser()
        parser.parse(render("/robots.txt", NOW).rendered.body.decode().splitlines())
        return parser.can_fetch(agent, path)

    assert may("Googlebot", "/en/") and not may("Googlebot", "/_/en/search/") and not may("GPTBot", "/en/")
    digest.tdm_reservation = False
    digest.save()
    assert may("GPTBot", "/en/")


def test_tdmrep_states_the_reservation_and_its_policy(digest: Publication) -> None:
    digest.tdm_policy_url = "https://example.org/policy.json"
    digest.save()
    rules = json.loads(render("/.well-known/tdmrep.json", NOW).rendered.body)
    assert rules == [{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://example.org/policy.json"}]


def test_security_txt_passes_the_standards_own_checker(digest: Publication, settings) -> None:
    settings.BASE_URL = "https://digest.example"
    with pytest.raises(NoDocument):
        render("/.well-known/security.txt", NOW)
    digest.security_contact = "security@digest.example"
    digest.save()
    text = render("/.well-known/security.txt", NOW).rendered.body
    parser = Parser(text)
    assert [error["code"] for error in parser.errors] == ["no_uri"] or parser.errors == []
    assert b"Expires: " in text and b"mailto:security@digest.example" in text


def test_the_schedule_renews_the_security_contact_before_it_expires(digest: Publication) -> None:
    digest.security_expires = date(2027, 1, 1)
    digest.save()
    assert not renew_security_contact(date(2026, 9, 1))
    assert renew_security_contact(date(2026, 12, 1))
    digest.refresh_from_db()
    assert digest.security_expires - date(2026, 12, 1) < timedelta(days=365)


def test_the_manifest_speaks_the_language_of_its_path(digest: Publication) -> None:
    manifest = json.loads(render("/fa/manifest.webmanifest", NOW).rendered.body)
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("fa", "rtl", "/fa/")
    assert manifest["name"] == "ایستاده"
    for icon in manifest["icons"]:
        assert render(icon["src"], NOW).rendered.content_type == icon["type"]
    with pytest.raises(NoDocument):
        render("/ru/manifest.webmanifest", NOW)


def test_every_icon_is_there_without_an_emblem_too(digest: Publication) -> None:
    for path in icons.Icons().paths():
        assert len(render(path, NOW).rendered.body) > 50


def test_the_chooser_names_each_language_in_itself(digest: Publication, plain_pages: None) -> None:
    page = render("/", NOW)
    text = page.rendered.body.decode()
    assert "Azərbaycanca" in text and "فارسی" in text and "('x-default', 'http://localhost:8000/')" in text
    assert "publication" in page.keys


def test_a_standing_page_is_found_at_its_path_until_it_is_unpublished(
    digest: Publication, plain_pages: None
) -> None:
    about = StandingPage.objects.get(role="about", locale=Locale.objects.get(language_code="en"))
    page = render("/en/who-we-are/", NOW)
    assert {f"standing:{about.uid}", "menu", "publication"} <= page.keys
    assert "/en/who-we-are/" in list(documents.StandingPages().paths())
    about.unpublish()
    with pytest.raises(NoDocument):
        render("/en/who-we-are/", NOW)


def test_a_standing_page_offers_its_other_languages(digest: Publication, plain_pages: None) -> None:
    about = StandingPage.objects.get(role="about", locale__language_code="en")
    value = documents.standing_value(about)
    assert [link.language for link in value.versions] == ["az", "fa"]
    assert [tag for tag, _ in value.head.alternates] == ["az", "en", "fa"]


def test_the_page_for_nothing_is_not_indexed_and_says_404(digest: Publication, plain_pages: None) -> None:
    found = render("/az/404.html", NOW).rendered
    assert found.status == 404
    assert "noindex" in found.body.decode()


def test_the_colours_have_an_address_of_their_own_that_changes_with_them(digest: Publication) -> None:
    path = shell("en", NOW).style_path
    assert render(path, NOW).rendered.content_type.startswith("text/css")
    digest.colour_light = "#004466"
    digest.save()
    assert shell("en", NOW).style_path != path
    with pytest.raises(NoDocument):
        render(path, NOW)


def test_every_document_of_the_publication_renders_in_every_language(digest: Publication) -> None:
    section = Section.objects.create(slug="news", name={"en": "News", "az": "Xəbər", "fa": "خبر"})
    Section.objects.create(slug="energy", name={"fa": "انرژی"}, parent=section)
    digest.consent_purposes = ["statistics"]
    digest.security_contact = "security@example.org"
    digest.save()
    own = (documents, icons, machines)
    kinds = [kind for kind in registered() if any(kind.__module__ == module.__name__ for module in own)]
    assert len(kinds) == 10
    for kind in kinds:
        for path in kind.paths():
            first, second = render(path, NOW), render(path, NOW)
            assert first == second and first.rendered.body, path
    page = render("/fa/404.html", NOW).rendered.body.decode()
    assert 'dir="rtl"' in page and "انرژی" in page and "Energy" not in page
