"""What counts as a change of an original, by its pages, and when it is looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from standfirst.wire.afterwards.judging import Kind, Known, Reading, judge
from standfirst.wire.afterwards.looking import AGAIN, LAST, Saw, State, after, interval, saw
from standfirst.wire.afterwards.words import is_furniture, mark_of
from standfirst.wire.extraction import extract, standing_of
from standfirst.wire.tests.pages import SENTENCES, body, page

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TITLE, TEXT = "No ferry, no bread", "\n\n".join(SENTENCES)
KNOWN = Known(TITLE, TEXT)


def found(text=TEXT, title=TITLE, known=KNOWN, **fields):
    return judge(known, Reading(title, text, **fields))


def kind(*args, **fields):
    finding = found(*args, **fields)
    return finding and finding.kind


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace(" ", "  ").replace("\n\n", "\n"),
        TEXT.replace("its only", "its\u00a0only").replace("a successor.", "a suc\u00adcessor."),
        TEXT.replace("that a", "“that” a"),
        " ".join(SENTENCES),
        f"{TEXT}\n\nRead also: The bridge that nobody wanted",
        f"Updated: 2 March 2026, 14:03\n\n{TEXT}",
        f"{TEXT}\n\nAdvertisement\n\nShare\n\n3 hours ago\n\n12 comments",
        f"Обновлено: 02.03.2026 14:03\n\n{TEXT}\n\nЧитайте также: Мост, который никому не нужен",
        f"Yenilənib: 14:03\n\n{TEXT}\n\nHəmçinin oxuyun: Heç kimə lazım olmayan körpü",
        f"Güncelleme: 02.03.2026\n\n{TEXT}\n\nİlgili haberler",
    ],
)
def test_white_space_typography_and_what_stands_around_are_no_change(text):
    assert found(text) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("two years", "three years"),
        ("nobody has applied", "somebody has applied"),
        ("on Monday because", "on Monday, at -5 degrees, because"),
        ("one fishing boat", "1 fishing boat"),
        (SENTENCES[2], ""),
    ],
)
def test_one_other_word_is_a_change(old, new):
    assert old in TEXT
    assert kind(TEXT.replace(old, new)) is Kind.CHANGED


def test_a_minus_a_sign_of_money_and_a_short_line_with_a_number_count():
    for one, other in (
        ("It was -5 there.", "It was 5 there."),
        ("€5 each.", "$5 each."),
        ("Killed: 12", "Killed: 14"),
    ):
        assert mark_of("", f"{TEXT}\n{one}") != mark_of("", f"{TEXT}\n{other}")
    assert mark_of("", "From 5-7 May.") != mark_of("", "From 5-8 May.")
    assert not is_furniture("Update: the ministry says that five people died in 2026.")


def test_another_headline_is_a_change_and_only_its_quotation_marks_are_none():
    assert kind(title="No ferry, no bread, no papers") is Kind.CHANGED
    assert found(title="«No ferry», no bread") is None


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier text said that two pilots had retired. One had.",
        "Clarification (3 March): the council meets in public.",
        "This article was amended on 3 March to give the name of the council.",
        "An earlier version of this story gave a wrong day.",
        "Update 3 March: the council says that a pilot has been found.",
        "Исправление: в тексте была ошибка в имени капитана.",
        "В предыдущей версии этого текста была указана неверная дата.",
        "Düzəliş: kapitanın adı səhv yazılmışdı.",
        "Düzeltme: kaptanın adı yanlış yazılmıştı.",
        "DÜZELTME: Haberin ilk halinde kaptanın adı yanlıştı.",
    ],
)
def test_a_note_of_the_page_is_a_correction_in_its_own_words(note):
    finding = found(f"{TEXT}\n\n{note}")
    assert finding is not None
    assert (finding.kind, finding.said) == (Kind.CORRECTED, note)


def test_a_note_that_was_there_before_is_none():
    note = "Correction: the pilot retired on Monday."
    assert kind(f"{TEXT}\n\n{note} Twice.", known=Known(TITLE, f"{TEXT}\n\n{note}")) is Kind.CORRECTED
    assert kind(f"{TEXT} More.\n\n{note}", known=Known(TITLE, f"{TEXT}\n\n{note}")) is Kind.CHANGED


def test_linked_data_that_speaks_of_a_correction_is_one_once_and_its_date_alone_is_none():
    assert kind(correction="The day was wrong.") is Kind.CORRECTED
    assert found(correction="The day was wrong.", known=Known(TITLE, TEXT, "", "The day was wrong.")) is None
    assert found(modified="2026-03-03") is None


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("RETRACTED: No ferry, no bread", ""),
        ("[Retracted] No ferry, no bread", ""),
        ("Отозвано: нет парома, нет хлеба", ""),
        ("Geri çəkilib: bərə yoxdur", ""),
        ("GERİ ÇEKİLDİ: feribot yok", ""),
        (TITLE, "This article has been retracted by its editors."),
        (TITLE, "We have withdrawn this story."),
        (TITLE, "Эта статья отозвана редакцией."),
        (TITLE, "Bu məqalə geri götürülüb."),
        (TITLE, "BU HABER YAYINDAN KALDIRILMIŞTIR."),
    ],
)
def test_words_of_retraction_count_in_the_headline_and_at_the_beginning_also_without_an_article(
    title, opening
):
    for text in (None, f"{opening}\n\n{TEXT}".strip()):
        finding = found(text, title, opening=opening)
        assert finding is not None
        assert (finding.kind, finding.said) == (Kind.RETRACTED, opening or title)


@pytest.mark.parametrize(
    "text",
    [
        f"The minister retracted his statement.\n\n{TEXT}",
        f"The ship was withdrawn from the harbour.\n\n{TEXT}",
        f"Министр отозвал законопроект.\n\n{TEXT}",
        f"{TEXT}\n\n{TEXT}\n\nThis article has been retracted.",
    ],
)
def test_news_of_a_retraction_and_words_far_down_are_none(text):
    assert kind(text) is Kind.CHANGED


def test_a_status_says_that_it_is_retracted_and_a_page_without_an_article_says_nothing():
    assert kind(status="Retracted") is Kind.RETRACTED
    assert found(None, opening="Please subscribe to read on.") is None


def test_a_page_that_is_all_another_is_doubted_and_of_a_withheld_text_only_its_hash_is_compared():
    notice = "We use cookies to make this site work, and you may say which of them. " * 4
    assert [each.doubtful for each in (found(notice), found(TEXT + " More."))] == [True, False]
    withheld = Known(TITLE, "", mark_of(TITLE, TEXT))
    assert found(known=withheld) is None
    changed = found(f"{TEXT} More.", known=withheld)
    assert (changed.kind, changed.doubtful) == (Kind.CHANGED, False)


def test_the_same_state_of_a_page_has_the_same_mark():
    one = found(f"{TEXT} More.").mark
    assert found(f"{TEXT}  More.\n\nShare").mark == one
    assert found(f"{TEXT} Less.").mark != one


def test_pages_are_read_as_they_are_sent():
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "No ferry, no bread", "dateModified": '
        '"2026-03-03", "correction": {"@type": "CorrectionComment", "text": "The &lt;b&gt;day&lt;/b&gt; was wrong."}, '
        '"creativeWorkStatus": "Published"}</script>'
    )
    content = page(f"<article><h1>No ferry, no bread</h1>{body()}</article>", data)
    said = standing_of(content, url="https://tide.example/1")
    assert (said.modified, said.correction, said.status) == ("2026-03-03", "The day was wrong.", "Published")
    text = str(extract(content, url="https://tide.example/1").body_text.value)
    assert judge(Known(TITLE, text), Reading(TITLE, text, said.opening)) is None
    short = page("<article><h1>Withdrawn</h1><p>This article has been <b>removed</b>.</p></article>")
    assert (
        standing_of(short, url="https://tide.example/1").opening
        == "Withdrawn\nThis article has been removed."
    )


@pytest.mark.parametrize(
    ("age", "hours"), [(0, 6), (1.9, 6), (2, 24), (8, 72), (31, 720), (400, 2160), (4000, 2160)]
)
def test_the_older_the_story_the_longer_between_looks(age, hours):
    assert interval(age * DAY) == timedelta(hours=hours)


def looked(state, what, status=200, age=40 * DAY, now=NOW, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return after(state, what, status, named, age, now)


def test_it_is_gone_when_it_was_missing_twice_two_days_apart_and_comes_back():
    assert [saw(status) for status in (404, 410, 451, 403, 500, 0)] == [Saw.MISSING] * 3 + [Saw.FAILED] * 3
    first = looked(State("u"), Saw.MISSING, 404)
    assert not first.gone and first.state.next_check - NOW >= 2 * DAY
    assert not looked(first.state, Saw.MISSING, 404, now=NOW + DAY).gone
    second = looked(first.state, Saw.MISSING, 410, now=first.state.next_check)
    assert second.gone and second.state.next_check - first.state.next_check >= 30 * DAY
    assert looked(second.state, Saw.READ).state.missing_since is None


def test_a_failed_look_is_repeated_soon_then_less_and_a_wish_holds_for_the_host():
    state, waits = State("u"), []
    for _ in range(10):
        state = looked(state, Saw.FAILED, 500).state
        waits.append(state.next_check - NOW)
    assert AGAIN <= waits[0] < 1.1 * AGAIN and waits == sorted(waits) and waits[-1] < 1.1 * 30 * DAY
    asked = looked(State("u"), Saw.FAILED, 503, retry_after="43200")
    assert asked.host_waits_until == NOW + 12 * timedelta(hours=1) <= asked.state.next_check
    assert looked(State("u"), Saw.FAILED, 429, age=4000 * DAY).state.next_check < NOW + LAST
