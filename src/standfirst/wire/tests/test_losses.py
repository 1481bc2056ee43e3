"""What a translation may have lost: found where it is gone, and not where a language only writes it otherwise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.models import Story
from standfirst.stories.tests.factories import (
    make_draft,
    make_original,
    make_publication,
    make_user,
    paragraph,
)
from standfirst.wire.losses import MOST, losses, values

ENGLISH = (
    "On November 10, 2020 the statement allowed 1,960 troops for 5 years, at a cost of $1.5 million. “They left,” he "
    "said on April 16. It fell by 4.2 percent. See https://digest.example/paper."
)


def lost(
    ours: str, language: str, original: str = ENGLISH, links: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    return [(each.kind, each.what) for each in losses(original, "en", ours, language, links)]


LINK = frozenset({"https://www.digest.example/paper/"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "10 ноября 2020 года заявление разрешило 1 960 военных на пять лет, ценой 1,5 млн долларов. «Они ушли», — "
            "сказал он 16 апреля. Упало на 4,2 процента.",
        ),
        (
            "az",
            "2020-ci il noyabrın 10-da bəyanat beş il üçün 1960 hərbçiyə icazə verdi, qiyməti 1,5 milyon dollar. "
            "“Getdilər”, - aprelin 16-da dedi. 4,2 faiz azaldı.",
        ),
        (
            "tr",
            "10 Kasım 2020’de bildiri beş yıl için 1.960 askere izin verdi, bedeli 1.500.000 dolar. “Gittiler” dedi, "
            "16 Nisan’da. Yüzde 4,2 düştü.",
        ),
        (
            "fa",
            "بیانیه ۱۰ نوامبر ۲۰۲۰ به ۱٬۹۶۰ نفر برای پنج سال اجازه داد، به بهای ۱٫۵ میلیون دلار. «رفتند»، او "
            "۱۶ آوریل گفت. ۴٫۲ درصد کم شد.",
        ),
        (
            "de",
            "Am 10. November 2020 erlaubte die Erklärung 1.960 Soldaten für fünf Jahre, für 1,5 Millionen Dollar. "
            "„Sie gingen“, sagte er am 16. April. Es fiel um 4,2 Prozent.",
        ),
    ],
)
def test_nothing_is_lost_where_a_language_only_writes_it_otherwise(language: str, text: str) -> None:
    assert lost(text, language, links=LINK) == []


def test_what_is_gone_is_named_where_it_stood() -> None:
    ours = "10 ноября 2020 года разрешили 1 690 военных. Он сказал это 17 апреля. Упало на 42 процента."
    assert lost(ours, "ru") == [
        ("number", "1,960"),
        ("number", "1.5"),
        ("day", "April 16"),
        ("number", "4.2"),
        ("link", "https://digest.example/paper"),
        ("quotation", "1 → 0"),
    ]
    first = losses(ENGLISH, "en", ours, "ru")[0]
    assert first.before.endswith("the statement allowed ") and first.after.startswith(" troops for 5 years")


def test_a_day_in_figures_is_the_same_day() -> None:
    assert lost("10.11.2020: 1960, 1,5 mln, «…ушли», 16/04/2024, 4,2", "ru", links=LINK) == []


def test_a_number_named_twice_is_told_once_and_the_list_ends_somewhere() -> None:
    assert lost("Nothing.", "en", "1,234 and again 1,234.") == [("number", "1,234")]
    many = " ".join(f"{number} men." for number in range(1000, 1100))
    assert len(losses(many, "en", "Nobody.", "en")) == MOST


@pytest.mark.parametrize(
    ("written", "decimal", "meanings"),
    [
        ("1,960", ".", {"1960"}),
        ("1.960", "", {"1960", "1.96"}),
        ("1 960", "", {"1960"}),
        ("1.234.567,5", "", {"1234567.5", "1", "234", "567", "5"}),
        ("3.141.592", ".", {"3141592"}),
        ("4,2", ",", {"4.2"}),
        ("2 million", ".", {"2", "2000000"}),
        ("12 тыс.", ",", {"12", "12000"}),
        ("3 млрд", ",", {"3", "3000000000"}),
    ],
)
def test_a_number_may_mean(written: str, decimal: str, meanings: set[str]) -> None:
    [(_, _, found)] = values(written, decimal)
    assert found == {Decimal(meaning) for meaning in meanings}


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(["en", "ru", "az", "fa", "ka", "xx"]))
def test_any_text_can_be_compared_and_loses_nothing_to_itself(one: str, other: str, language: str) -> None:
    losses(one, language, other, language)
    assert losses(one, language, one, language) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("signed_in_editors_may_edit")
def test_the_form_of_a_translation_lists_what_may_be_lost_and_blocks_nothing(client: Client) -> None:
    make_publication(("en", "az"))
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    original = make_original(language="en", text="There were 1,960 of them.")
    draft = make_draft(
        "az", origin=Story.Origin.TRANSLATION, original=original, body=[paragraph("<p>Onlar çox idi.</p>")]
    )
    form = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Compared with the original" in form and "<mark>1,960</mark>" in form
    draft.body = [paragraph("<p>Onlar 1960 nəfər idi.</p>")]
    draft.save_revision()
    panel = client.get(reverse("standfirst_wire:losses", args=[draft.pk])).content.decode()
    assert "Every number, day, quotation and link" in panel
    exclusive = make_draft(title="Ours")
    assert (
        "Compared with the original"
        not in client.get(reverse("wagtailadmin_pages:edit", args=[exclusive.pk])).content.decode()
    )
