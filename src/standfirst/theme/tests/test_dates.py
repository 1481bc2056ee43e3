from datetime import UTC, datetime

import pytest

from standfirst.theme.dates import edtf, instant, locale_of, number


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("2020-11-10", "en", "November 10, 2020"),
        ("2020-11-10", "az", "10 noyabr 2020"),
        ("2020-11", "ru", "ноябрь 2020\u202fг."),
        ("2020-11~", "en", "≈ November 2020"),
        ("2020?", "en", "2020 (?)"),
        ("2020-11-10", "fa", "۱۰ نوامبر ۲۰۲۰"),
        ("2020/..", "en", "2020 – …"),
        ("", "en", ""),
        ("2020-13-40", "en", "2020-13-40"),
    ],
)
def test_a_date_is_no_more_exact_than_it_is(text: str, language: str, words: str) -> None:
    assert edtf(text, locale_of(language)).replace("\xa0", "\u202f") == words


def test_a_time_is_the_publications_with_its_offset() -> None:
    moment = datetime(2026, 4, 22, 22, 30, tzinfo=UTC)
    shown = instant(moment, "Asia/Baku", locale_of("en"))
    assert shown.startswith("April 23, 2026, 02:30")
    assert "GMT+4" in shown
    assert "۰۲:۳۰" in instant(moment, "Asia/Baku", locale_of("fa"))


def test_numbers_have_the_languages_digits() -> None:
    assert number(1960, locale_of("en")) == "1,960"
    assert "۹" in number(9, locale_of("fa"))
