import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from standfirst.publication.forms import LinesField, TextsField
from standfirst.publication.models import Publication, Section, StandingPage, StoryContainer, Topic

pytestmark = pytest.mark.usefixtures("signed_in_editors_may_edit")


@pytest.fixture
def editor(client, digest: Publication):
    user = get_user_model().objects.create_superuser(email="chief@example.org", password="a long password")
    client.force_login(user)
    return client


def test_a_text_has_one_labelled_input_for_each_language(editor) -> None:
    html = editor.get("/admin/snippets/publication/section/add/").content.decode()
    assert '<input type="text" name="name-az" id="id_name-az" lang="az" dir="ltr"' in html
    assert '<textarea name="description-fa" id="id_description-fa" lang="fa" dir="rtl"' in html
    assert "فارسی" in html


def test_a_new_section_gets_its_address_from_its_name(editor) -> None:
    for _ in range(2):
        editor.post(
            "/admin/snippets/publication/section/add/",
            {"name-en": "", "name-az": "Şəhər həyatı", "description-en": "", "parent": "", "slug": ""},
        )
    assert list(Section.objects.order_by("pk").values_list("slug", "name")) == [
        ("seher-heyati", {"az": "Şəhər həyatı"}),
        ("seher-heyati-2", {"az": "Şəhər həyatı"}),
    ]


def test_a_section_without_any_name_is_refused(editor) -> None:
    answer = editor.post("/admin/snippets/publication/section/add/", {"name-en": " ", "slug": "x"})
    assert answer.status_code == 200 and not Section.objects.exists()


def test_a_text_in_a_language_the_publication_lost_stays_editable(editor) -> None:
    section = Section.objects.create(name={"ru": "Энергия"}, slug="energy")
    html = editor.get(f"/admin/snippets/publication/section/edit/{section.pk}/").content.decode()
    assert 'name="name-ru"' in html and "Энергия" in html


def test_sections_are_listed_with_what_they_are_inside_of(editor) -> None:
    news = Section.objects.create(name={"en": "News"}, slug="news")
    Section.objects.create(name={"en": "Energy"}, slug="energy", parent=news)
    assert "News › Energy" in editor.get("/admin/snippets/publication/section/").content.decode()


def test_addresses_of_a_topic_are_written_one_a_line(editor) -> None:
    editor.post(
        "/admin/snippets/publication/topic/add/",
        {"name-en": "COP29", "same_as": "https://example.org/a\n\n https://example.org/b ", "slug": ""},
    )
    assert Topic.objects.get().same_as == ["https://example.org/a", "https://example.org/b"]
    assert Topic.objects.get().slug == "cop29"


def publication_form(**changes):
    return nested_form_data(
        {
            "name-en": "The Standing",
            "colour_light": "#9b1c1c",
            "colour_dark": "#f0a8a0",
            "time_zone": "Asia/Baku",
            "kept_copies_mb": "500",
            "menu_items": inline_formset([]),
            "partners": inline_formset([]),
            "follow_links": inline_formset([]),
            **changes,
        }
    )


def test_the_whole_identity_is_edited_in_one_form(editor, digest: Publication) -> None:
    section = Section.objects.create(name={"en": "News"}, slug="news")
    url = f"/admin/settings/publication/publication/{digest.pk}/"
    assert editor.get(url).status_code == 200
    answer = editor.post(
        url,
        publication_form(
            menu_items=inline_formset(
                [{"section": section.pk, "label-en": "All news", "small_screen_order": ""}]
            ),
            partners=inline_formset([{"name-en": "A partner", "url": "https://example.org/"}]),
            follow_links=inline_formset([{"service": "telegram", "label": "", "url": "https://t.me/x"}]),
            **{"consent_text-en": "May we?"},
        )
        | {"consent_purposes": ["embeds", "statistics"]},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    digest.refresh_from_db()
    assert digest.consent_purposes == ["embeds", "statistics"]
    assert digest.consent_text_version == 2
    assert digest.menu_items.get().label == {"en": "All news"}
    assert digest.partners.get().name == {"en": "A partner"}


def test_the_consent_version_counts_only_what_is_asked(digest: Publication) -> None:
    digest.tagline = {"en": "Anything"}
    digest.save()
    assert digest.consent_text_version == 1
    digest.consent_purposes = ["statistics"]
    digest.save(update_fields=["consent_purposes"])
    digest.refresh_from_db()
    assert digest.consent_text_version == 2


def test_an_unknown_purpose_is_refused(digest: Publication) -> None:
    digest.consent_purposes = ["advertising"]
    with pytest.raises(Exception, match="advertising"):
        digest.full_clean()


def test_a_page_without_an_address_gets_one_by_its_languages_rules(digest: Publication) -> None:
    home = Page.objects.get(slug="az").specific
    page = home.add_child(instance=StandingPage(title="Ödəniş şərtləri", locale=home.locale))
    assert page.slug == "odenis-sertleri"
    container = StoryContainer.objects.get(locale=home.locale)
    Story = apps.get_model("stories.Story")
    story = container.add_child(instance=Story(title="Вода", locale=home.locale, live=False))
    assert story.slug.isascii() and story.slug


def test_texts_and_lines_notice_no_change_where_there_is_none() -> None:
    assert not TextsField().has_changed({"en": "x", "az": ""}, {"en": "x "})
    assert TextsField().has_changed({"en": "x"}, {"en": "y"})
    assert not LinesField().has_changed(["a"], "a\n")
