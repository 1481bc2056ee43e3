import re
from functools import cache

import pytest
from lxml import html

from standfirst.theme import shell as parts
from standfirst.theme.tests import gallery

PAGES = [(language, path) for language in gallery.LANGUAGES for path in gallery.pages(language)]
WHOLE = [(language, path) for language, path in PAGES if "rail" not in path]


@cache
def page(language: str, path: str) -> html.HtmlElement:
    return html.fromstring(gallery.pages(language)[path].decode())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(("language", "path"), PAGES)
def test_nothing_is_styled_or_scripted_inline(language: str, path: str) -> None:
    tree = page(language, path)
    assert not tree.xpath("//style | //*[@style]")
    assert not tree.xpath("//script[not(@src) and not(@type='application/ld+json')]")
    assert not [name for element in tree.iter("*") for name in element.attrib if name.startswith("on")]
    assert not tree.xpath("//a[starts-with(@href, 'javascript:')]")


@pytest.mark.parametrize(("language", "path"), PAGES)
def test_nothing_is_loaded_from_elsewhere(language: str, path: str) -> None:
    tree = page(language, path)
    loaded = tree.xpath("//img/@src | //script/@src | //source/@srcset | //img/@srcset | //iframe/@src")
    loaded += tree.xpath("//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href")
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


@pytest.mark.parametrize(("language", "path"), WHOLE)
def test_a_page_is_sound_for_assistive_technology(language: str, path: str) -> None:
    tree = page(language, path)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert tree.get("lang") == language
    assert tree.get("dir") == gallery.direction(language)
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1
    assert not tree.xpath("//img[not(@alt) or not(@width) or not(@height)]")
    for name in tree.xpath("//@aria-labelledby | //@for"):
        assert name in ids
    levels = [int(each.tag[1]) for each in tree.xpath("//main//h1 | //main//h2 | //main//h3 | //main//h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize(("language", "path"), WHOLE)
def test_an_anchor_leads_somewhere(language: str, path: str) -> None:
    tree = page(language, path)
    for address in tree.xpath("//a/@href"):
        if address.startswith("#"):
            assert tree.xpath("//*[@id=$name]", name=address[1:]), address


@pytest.mark.parametrize("language", gallery.LANGUAGES)
def test_the_story_page_shows_everything_about_a_translation(language: str) -> None:
    tree = page(language, "2026/04/story-0/")
    story = gallery.story(language)
    everything = text(tree.xpath("//article[contains(@class, 'story')]")[0])
    for wanted in (
        story.card.headline, story.card.standfirst, story.author_note, story.changes[0].text,
        *(credit.name for credit in story.credits), story.origin.title, story.origin.credit_wording,
        story.origin.granted_by, story.lead_picture.caption, story.lead_picture.credit,
    ):  # fmt: skip
        assert wanted in everything
    assert tree.xpath("//time/@datetime")[:2] == [gallery.THEN.isoformat(), gallery.LATER.isoformat()]
    assert tree.xpath("//figure[contains(@class, 'lead-picture')]//source/@type") == ["image/avif", "image/webp"]
    assert tree.xpath("//figure[contains(@class, 'lead-picture')]//a[@rel='license']")
    assert len(tree.xpath("//ol[@class='source-list']/li")) == 4
    assert tree.xpath("//li[@id='source-3']//a[@href='#cite-3']")
    assert tree.xpath("//a[@href='https://archive.example/3']")
    assert not tree.xpath("//a[@href='https://outlet3.example/item']"), "a dead address is not linked"
    assert tree.xpath("//nav[@class='versions']//a/@hreflang") == [x for x in gallery.LANGUAGES if x != language]
    assert tree.xpath(f"//a[@href='/_/{language}/saved/add/?story=story-0']")
    assert tree.xpath(f"//a[@href='/_/{language}/follow/?topic=topic-1']")


def test_the_translator_is_as_visible_as_the_author() -> None:
    credits = page("en", "2026/04/story-0/").xpath("//ul[@class='credits']/li[@class='credit']")
    assert [text(each.xpath(".//*[@class='credit-role']")[0]) for each in credits] == ["Author", "Translator"]
    assert [each.xpath("count(.//*[contains(@class, 'emblem')][1])") for each in credits] == [1, 1]


def test_machine_data_cannot_end_its_own_script() -> None:
    assert b"</script><b>" not in gallery.pages("en")[""]
    assert page("en", "").xpath("//script[@type='application/ld+json']")


@pytest.mark.parametrize("language", [x for x in gallery.LANGUAGES if x != "en"])
def test_no_english_is_left_in_the_shell(language: str) -> None:
    words = set(re.findall(r"[A-Za-z]{4,}", text(html.fromstring(parts.footer(gallery.shell(language))))))
    english = set(re.findall(r"[A-Za-z]{4,}", text(html.fromstring(parts.footer(gallery.shell("en"))))))
    assert words & english <= {"desk", "digest", "example", "Archive", "Telegram", "Mastodon"}


def test_accept_and_decline_are_alike_and_there_is_no_notice_without_purposes() -> None:
    asked = html.fromstring(parts.footer(gallery.shell("en")))
    buttons = asked.xpath("//section[@id='consent']//button")
    assert [button.get("data-decide") for button in buttons] == ["accepted", "declined"]
    assert len({frozenset(set(button.attrib) - {"data-decide"}) for button in buttons}) == 1
    silent = parts.footer(gallery.shell("en", consent=False))
    assert "consent" not in silent
    assert "/en/p1/" in silent


def test_a_superseded_version_shows_the_difference() -> None:
    tree = page("en", "2026/04/story-0/v1/")
    assert tree.xpath("//section[@class='difference']//p[@class='runs']/del")
    assert tree.xpath("//section[@class='difference']//p[@class='runs']/ins")
    assert tree.xpath("//a[@href='/en/2026/04/story-0/']")


def test_the_small_screen_order_is_the_publications() -> None:
    tree = page("en", "")
    assert tree.xpath("//nav[@id='menu']/ul/li/@data-order") == ["1", "8", "7", "4", "3", "2"]
