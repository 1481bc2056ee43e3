"""On what a sentence may rest: proposals across languages and scripts, and sentences that were edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.translation.pairing.resting import Rest, Sources, followed, said_in, told
from standfirst.wire.passages import sentences

SOURCE = said_in(
    "What the statement says",
    "On November 10, 2020 Azerbaijan, Armenia and Russia signed the statement on Nagorno-Karabakh.\n"
    "1,960 peacekeepers with 90 armoured personnel carriers were to be deployed for five years.\n\n"
    "The monitoring centre in Aghdam was opened on January 30, 2021, with 60 Russian and 60 Turkish servicemen. "
    "Russia began the withdrawal in April 2024. The posts were handed over one by one.",
)
SIGNED, FORCE, CENTRE, LEAVING = 1, 2, 3, 4


def proposed(text: str, language: str) -> list[int]:
    """Return the places of what is proposed for a sentence."""
    return [each.at for each in Sources((each, "en") for each in SOURCE).proposed(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "rests_on"),
    [
        ("az", "10 noyabr 2020-ci ildə Azərbaycan, Ermənistan və Rusiya bəyanat imzaladı.", SIGNED),
        ("az", "Beş il üçün 1960 sülhməramlı yerləşdirilməli idi.", FORCE),
        ("az", "Ağdamdakı mərkəz 2021-ci il yanvarın 30-da açılıb.", CENTRE),
        ("ru", "10 ноября 2020 года Азербайджан, Армения и Россия подписали заявление.", SIGNED),
        ("ru", "Планировалось разместить 1 960 миротворцев.", FORCE),
        ("ru", "Россия начала вывод в апреле 2024 г.", LEAVING),
        ("tr", "Ağdam'daki merkez 30 Ocak 2021'de açıldı.", CENTRE),
        ("fa", "۱۹۶۰ صلح‌بان مستقر شدند.", FORCE),
        ("fa", "مرکز آغدام در ۳۰ ژانویه ۲۰۲۱ گشایش یافت.", CENTRE),
        ("en", "The peacekeepers were to stay for five years, 1,960 of them.", FORCE),
    ],
)
def test_the_sentence_is_proposed_that_has_the_same_numbers_days_and_names(language, text, rests_on):
    assert proposed(text, language)[0] == rests_on


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Hava yaxşı idi."),
        ("ru", "Никто этого не ожидал."),
        ("fa", "هوا خوب بود."),
        ("en", "It rained."),
    ],
)
def test_nothing_is_proposed_where_nothing_is_shared(language, text):
    assert proposed(text, language) == []


def test_it_is_said_what_both_have():
    (found,) = Sources((each, "en") for each in SOURCE).proposed(
        "Ağdam'daki merkez 30 Ocak 2021'de açıldı.", "tr"
    )
    assert found.shared[:2] == ("30 Ocak", "2021") and "Ağdam" in found.shared


def test_what_every_sentence_has_proposes_none():
    alike = [f"The ferry Almaz left pier {each}." for each in ("one", "two", "three", "four", "five", "six")]
    assert Sources((each, "en") for each in alike).proposed("Bərə Almaz yola düşdü.", "az") == []


def test_a_title_is_a_sentence_and_none_is_there_twice():
    assert said_in("Ferry aground", "Ferry aground\n\nNobody was hurt. Nobody  was hurt.") == [
        "Ferry aground",
        "Nobody was hurt.",
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Prof. Dr. A. Əliyev gəldi. Qiymət 9,5 faiz artıb. Səh. 5-ə bax.", 3),
        ("Akad. İ. Quliyev dedi: “Yox.” Sonra getdi…", 2),
        ("Президент И. И. Иванов был в 2020 г. Москве. Погибли 3 тыс. человек. Он ушёл.", 3),
        ("Doç. Dr. Kaya saat 21.00'de geldi. Prof. Av. Demir gelmedi!", 2),
        ("او آمد؟ بله. قیمت ۹٫۵ درصد شد! رفت.", 4),
        ("Dr. Smith paid $1,500 at 9.30 a.m. on 12 May. Lt. Gen. Grey didn't.", 2),
    ],
)
def test_titles_initials_and_numbers_end_no_sentence(line, parts):
    found = list(sentences(line))
    assert len(found) == parts and " ".join(found) == line


def test_an_edited_sentence_is_known_by_most_of_its_words():
    kept = ["The port was closed for two days.", "Nobody was hurt.", "This one is gone entirely."]
    now = ["Rain is expected.", "The port was closed for three days.", "Nobody was hurt."]
    assert followed(kept, now) == {kept[0]: now[1], kept[1]: now[2]}


@given(st.lists(st.text("ab .", max_size=9), max_size=6), st.lists(st.text("ab .", max_size=9), max_size=6))
def test_no_sentence_is_what_two_became(kept, now):
    found = followed(kept, now)
    assert len(set(found.values())) == len(found) and set(found.values()) <= set(now)
    assert all(found[each] == each for each in kept if each in now)


@given(st.text(max_size=200), st.sampled_from(["az", "ru", "tr", "fa", "en", "xx", ""]))
def test_any_text_is_compared_without_an_error(text, language):
    sources = Sources([(text, language), ("", "")])
    assert all(each in text for each in told(text, language).values())
    assert all(each.at == 0 for each in sources.proposed(text, language))
    assert [Rest(each) for each in Rest]
