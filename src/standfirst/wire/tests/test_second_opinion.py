"""Where a page contradicts itself, and what a wider reading of it brings back."""

import pytest

from standfirst.wire.extraction import extract
from standfirst.wire.extraction.second import differs
from standfirst.wire.extraction.tongue import language_of
from standfirst.wire.tests.pages import LINKED_DATA, SENTENCES, body, page

URL = "https://www.tide.example/2026/ferry"


def test_other_places_that_say_otherwise_are_named_and_those_that_agree_are_not():
    head = (
        LINKED_DATA + '<meta property="og:title" content="No ferry, no bread | The Tide">'
        '<meta property="article:published_time" content="2026-03-05">'
        '<meta name="author" content="Cy Buoy">'
    )
    found = extract(page(head=head), url=URL)
    assert found.title.others == ()
    assert found.date.others == (("Open Graph", "2026-03-05"),)
    assert found.authors.others == (("meta", ("Cy Buoy",)),)


def test_what_two_places_say_alike_is_named_once():
    head = LINKED_DATA + "".join(
        f'<meta {name} content="A pilot goes">' for name in ('property="og:title"', 'name="twitter:title"')
    )
    assert extract(page(head=head), url=URL).title.others == (("Open Graph", "A pilot goes"),)


RUSSIAN = (
    "Паром не ходит, потому что единственный лоцман ушёл на пенсию, и хлеба на острове нет. В порту говорят, что "
    "новому лоцману надо учиться два года и что никто пока не подал заявления. Торговцы на меньшем острове сообща "
    "пользуются рыбацкой лодкой, которая на рассвете привозит хлеб и газеты."
)
AZERBAIJANI = (
    "Gəminin yeganə lisenziyalı bələdçisi təqaüdə çıxdı, ona görə adaya çörək gəlmir. Liman idarəsi deyir ki, yeni "
    "bələdçi iki il oxumalıdır və bu vəzifəyə hələ heç kim müraciət etməyib. Kiçik adanın dükançıları səhər tezdən "
    "çörək və qəzet gətirən bir balıqçı qayığını birlikdə işlədirlər."
)
TURKISH = (
    "Geminin tek lisanslı kılavuzu emekli oldu, bu yüzden adaya ekmek gelmiyor. Liman idaresi yeni kılavuzun iki yıl "
    "eğitim görmesi gerektiğini ve göreve henüz kimsenin başvurmadığını söylüyor. Küçük adanın esnafı şafakta ekmek "
    "ve gazete getiren bir balıkçı teknesini birlikte kullanıyor."
)


@pytest.mark.parametrize(
    ("text", "language"), [(" ".join(SENTENCES), "en"), (RUSSIAN, "ru"), (AZERBAIJANI, "az"), (TURKISH, "tr")]
)
def test_a_language_that_the_page_does_not_state_is_guessed_from_its_words(text, language):
    found = extract(page(f"<article>{body(text)}</article>", lang=""), url=URL).language
    assert (found.value, found.source) == (language, "text")


def test_a_page_that_lies_about_its_language_is_contradicted():
    found = extract(page(f"<article>{body(RUSSIAN)}</article>", lang="en"), url=URL).language
    assert (found.value, found.others) == ("en", (("text", "ru"),))
    assert not extract(page(), url=URL).language.others


def test_few_words_are_no_ground_for_a_guess():
    assert language_of("The ferry stopped.") == ""


def test_fuller_and_shorter_statements_of_one_fact_agree():
    assert not differs("en", "en-GB")
    assert not differs("http://www.x.example/a", "https://x.example/a/")
    assert not differs(("Ada Quay", "Bo Pier"), ("BO PIER", "Ada Quay"))
    assert differs(("Ada Quay",), ("Ada Quay", "Bo Pier"))
    assert differs("2026-03-02", "2026-03-05")


def test_a_paragraph_that_only_the_wider_reading_finds_is_kept_beside_the_text():
    lost = "Readers who kept the old timetable may hand it in at the harbour office for the town archive."
    content = f'<article><div class="teaser"><p>{lost}</p></div>{body(*SENTENCES * 3)}</article>'
    found = extract(page(content), url=URL)
    passages = [passage for _source, passage in found.body_text.others]
    assert lost not in found.body_text.value
    assert passages == [lost]
    assert not extract(page(), url=URL).body_text.others
