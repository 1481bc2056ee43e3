import re
import unicodedata

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from standfirst.publication.languages import (
    count_words,
    direction,
    fold,
    fold_with_map,
    folding,
    lower,
    month_name,
    month_names,
    names,
    read_minutes,
    slug,
    upper,
)

SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
LANGUAGES = st.sampled_from(["en", "az", "tr", "ru", "hy", "ka", "fa", "de", "zh"])


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Bakıda Əliyev, IŞIQ və İlham görüşü", "az", "bakida-eliyev-isiq-ve-ilham-gorusu"),
        ("Çığ ve Öğün", "tr", "cig-ve-ogun"),
        ("Щука и объект", "ru", "shchuka-i-obekt"),
        ("Երևանում", "hy", "yerevanum"),
        ("Հայաստան և որդի", "hy", "hayastan-yev-vordi"),
        ("ყირიმი ჭამა", "ka", "qirimi-chama"),
        ("İSTANBUL’da I\u0307KLİM: IĞDIR", "tr", "istanbulda-iklim-igdir"),
        ("2020-ci ilin 44 günü", "az", "2020-ci-ilin-44-gunu"),
        ("ЁЛКА, съезд, Е\u0308ж и и\u0306од", "ru", "yolka-sezd-yozh-i-yod"),
        ("ԵՐԵՎԱՆ և Ոսկի", "hy", "yerevan-yev-voski"),
        ("Ինչո՞ւ, ո՞վ, ո՛չ", "hy", "inchu-ov-voch"),  # marks inside of words
        ("ՈՒՍՈՒՄ առևտուր", "hy", "usum-arevtur"),
        ("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ – საქართველო", "ka", "sakartvelo-sakartvelo"),  # capitals of headlines
        ("خانه می‌شود", "fa", "khaneh-mi-shud"),
        ("ایران و خانهٔ او", "fa", "iran-v-khaneh-u"),
        ("می‌خواهم یک رئیس‌جمهور", "fa", "mi-khahm-yk-ris-jmhur"),
        ("سال ۱۴۰۳ و ٢٠٢٤", "fa", "sal-1403-v-2024"),
        ("EDM’s Straße", "de", "edms-strasse"),
    ],
)
def test_an_address_is_readable_in_every_language(text, language, expected):
    assert slug(text, language) == expected


@given(st.text(), LANGUAGES)
def test_a_slug_is_always_a_valid_address_and_empty_only_without_letters(text, language):
    found = slug(text, language)
    if found or any(c.isalpha() or c.isdecimal() for c in text):
        assert SLUG.match(found)
        assert len(found) <= 80


def test_a_long_title_is_cut_between_words():
    assert slug("alpha beta gamma", "en", length=12) == "alpha-beta"
    assert slug("alpha beta", "en", length=10) == "alpha-beta"
    assert slug("x" * 200, "en") == "x" * 80


def test_letters_i_keep_their_dots_in_azerbaijani_and_turkish():
    assert lower("BAKI İL", "az") == "bakı il"
    assert upper("iyul ı", "tr") == "İYUL I"
    assert lower("BAKI", "en") == "baki"
    assert lower("I\u0307L ISTI", "az") == "il ıstı"
    assert upper("ə, i, ı", "az") == "Ə, İ, I"
    assert upper("Երևան", "hy") == "ԵՐԵՎԱՆ"
    assert lower("ᲥᲐᲠᲗᲣᲚᲘ", "ka") == "ქართული"
    assert upper("ёж", "ru") == "ЁЖ"


@pytest.mark.parametrize(
    "same",
    [
        ("Bakı", "BAKI", "baki", "BAKİ"),
        ("müəllif", "muellif", "MÜƏLLİF"),
        ("ёлка", "елка", "Е\u0308лка"),
        ("كتاب", "کتاب"),
        ("می‌شود", "میشود", "ميشود"),
        ("край", "краи\u0306"),
        ("۱۲", "12"),
        ("Straße", "STRASSE"),
        ("ԵՐԵՎԱՆ", "Երևան", "երեվան"),
        ("Ինչո՞ւ", "ինչու"),
        ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"),
        ("İl", "I\u0307L", "il", "ıl"),
    ],
)
def test_spellings_find_each_other(same):
    assert len({fold(each) for each in same}) == 1


def test_the_russian_short_i_stays_a_letter():
    assert fold("мой") != fold("мои")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_folded_character_leads_back_to_its_original(text):
    folded, offsets = fold_with_map(text)
    assert folded == fold(text)
    assert len(folded) == len(offsets)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(st.text(alphabet=st.characters(exclude_categories=("Mn", "Cs"))))
def test_a_mark_elsewhere_changes_no_letters_folding(text):
    # With a mark in the text every letter is folded with its neighbours in view, without one all in one go.
    assert fold(f"{text} a\u0301") == f"{fold(text)} a"
    assert fold_with_map(f"{text} a\u0301")[0] == f"{fold_with_map(text)[0]} a"


def test_every_mark_is_known_as_one():
    marks = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Mn"}
    assert marks == folding._MARKS


def test_a_hit_is_marked_in_the_text_as_written():
    text = "Yeni Bakı–Tiflis"
    folded, offsets = fold_with_map(text)
    hit = folded.index("baki")
    assert text[offsets[hit] : offsets[hit + 4]] == "Bakı"


def test_direction_follows_the_script():
    assert [direction(tag) for tag in ("fa", "az", "az-Arab", "ur_Latn", "he-IL")] == [
        "rtl",
        "ltr",
        "rtl",
        "ltr",
        "rtl",
    ]


def test_reading_takes_at_least_a_minute_and_longer_in_turkish_than_in_english():
    assert read_minutes(0, "az") == 1
    assert read_minutes(229, "en") == 2
    assert read_minutes(2000, "az") == read_minutes(2000, "tr") > read_minutes(2000, "en")


def test_words_are_counted_as_readers_count_them():
    assert count_words("A well-known limit of 1,960 — “troops”", "en") == 6
    assert count_words("می‌شود 2020-ci", "fa") == 2


MONTHS = {
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ka": "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "hy": "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
}


@pytest.mark.parametrize("first", MONTHS)
def test_months_stay_in_their_language_whatever_was_asked_before(first):
    """Babel 2.18 gives Turkish and Georgian the stand-alone months of Azerbaijani once it has read those."""
    names._own_data.cache_clear()
    for context in ("stand-alone", "format"):
        dict(Locale.parse(first).months[context]["wide"])
    for language, expected in MONTHS.items():
        assert " ".join(month_names(language, "stand-alone").values()) == expected
        assert len(set(month_names(language, "stand-alone", "abbreviated").values())) == 12
    assert [month_name(5, "ru"), month_name(1, "hy"), month_name(1, "fa")] == ["мая", "հունվարի", "ژانویهٔ"]


def test_a_language_without_months_is_named():
    with pytest.raises(LookupError):
        month_names("../en")
