import pytest
from django.apps import apps
from wagtail.models import Locale, Page, Site

from standfirst.keys.models import OutboxEntry
from standfirst.publication.actions import Refused, add_language, create_publication, remove_language
from standfirst.publication.models import HomePage, Publication, Section, StandingPage, StoryContainer
from standfirst.publication.reading import languages


def add_story(language: str = "en", **fields):
    Story = apps.get_model("stories.Story")
    container = StoryContainer.objects.get(locale__language_code=language)
    story = Story(
        **{"title": "A story", "slug": "a-story", "locale": container.locale, "live": False, **fields}
    )
    return container.add_child(instance=story)


def test_a_new_publication_has_a_tree_for_each_language(digest: Publication) -> None:
    assert languages() == ["en", "az", "fa"]
    for language in languages():
        home = HomePage.objects.get(locale__language_code=language)
        assert home.get_url() == f"/{language}/"
        assert StoryContainer.objects.child_of(home).count() == 1
        assert StandingPage.objects.child_of(home).count() == 6
    assert len(set(HomePage.objects.values_list("translation_key", flat=True))) == 1
    assert Site.objects.get().root_page.specific == HomePage.objects.get(slug="en")
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_publication_without_english_leaves_no_english_behind(db: None) -> None:
    create_publication("خبر", ["fa"])
    assert [locale.language_code for locale in Locale.objects.all()] == ["fa"]
    assert languages() == ["fa"]


def test_a_second_publication_in_one_folder_is_refused(digest: Publication) -> None:
    with pytest.raises(Refused, match="already"):
        create_publication("Another", ["en"])


def test_an_unknown_language_is_refused_and_named(db: None) -> None:
    with pytest.raises(Refused, match="tlh"):
        create_publication("Qapla", ["en", "tlh"])
    assert not HomePage.objects.exists()


def test_adding_a_locale_in_wagtails_admin_makes_its_tree(digest: Publication) -> None:
    Locale.objects.create(language_code="ru")
    assert languages() == ["en", "az", "fa", "ru"]
    assert StandingPage.objects.filter(locale__language_code="ru").count() == 6


def test_adding_a_language_twice_changes_nothing(digest: Publication) -> None:
    pages = Page.objects.count()
    add_language("az")
    assert Page.objects.count() == pages


def test_a_language_with_stories_is_not_removed(digest: Publication) -> None:
    add_story("az")
    with pytest.raises(Refused, match="1 stories"):
        remove_language("az")
    assert "az" in languages()


def test_the_main_language_can_be_removed_and_the_site_stays_whole(digest: Publication) -> None:
    remove_language("en")
    assert languages() == ["az", "fa"]
    assert not Locale.objects.filter(language_code="en").exists()
    assert HomePage.objects.get(slug="az").get_url() == "/az/"
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_last_language_stays(db: None) -> None:
    create_publication("One", ["ru"])
    with pytest.raises(Refused, match="only language"):
        remove_language("ru")


def test_every_kind_of_copy_gets_uids_of_its_own(digest: Publication) -> None:
    Agent = apps.get_model("provenance.Agent")
    Credit = apps.get_model("stories.Credit")
    story = add_story()
    story.standfirst = "What it is about."
    story.section = Section.objects.create(slug="world", name={"en": "World", "az": "Dünya"})
    story.body = [("paragraph", "<p>Text.</p>")]
    story.credits = [Credit(agent=Agent.objects.create(kind="desk", name={"en": "Desk"}, slug="desk"))]
    story.save()
    story.save_revision()
    story = type(story).objects.get(pk=story.pk)
    copy = story.copy(update_attrs={"slug": "copy"})
    translated = story.copy_for_translation(Locale.objects.get(language_code="az"))
    alias = story.create_alias(update_slug="alias")
    pages = [story, copy, translated, alias]
    assert len({page.specific.uid for page in pages}) == 4
    assert len({page.specific.credits.get().uid for page in pages}) == 4
    # Saving a copy from the revision that was copied along must not take the source's uids.
    draft = copy.get_latest_revision_as_object()
    draft.title = "Another headline"
    draft.save()
    assert len({type(story).objects.get(pk=page.pk).uid for page in pages}) == 4
    assert len(set(Credit.objects.values_list("uid", flat=True))) == 4


def test_an_alias_follows_its_source_under_its_own_uid(digest: Publication) -> None:
    page = StandingPage.objects.get(role="about", locale__language_code="en")
    alias = page.create_alias(update_slug="alias")
    page.title = "Us"
    page.save_revision().publish()
    alias.refresh_from_db()
    assert alias.title == "Us" and alias.uid != page.uid


def keys() -> set[str]:
    return set(OutboxEntry.objects.values_list("key", flat=True))


def test_a_new_text_of_a_standing_page_touches_no_menu(digest: Publication) -> None:
    page = StandingPage.objects.filter(role="about").first()
    OutboxEntry.objects.all().delete()
    page.standfirst = "Something else."
    page.save_revision().publish()
    assert keys() == {f"standing:{page.uid}"}
    page.title = "Us"
    page.save_revision()
    assert "menu" not in keys()
    page.save_revision().publish()
    assert "menu" in keys()


def test_moving_a_home_page_changes_the_order_of_languages(digest: Publication) -> None:
    OutboxEntry.objects.all().delete()
    HomePage.objects.get(slug="fa").move(HomePage.objects.get(slug="en"), pos="left")
    assert languages() == ["fa", "en", "az"]
    assert "publication" in keys()
