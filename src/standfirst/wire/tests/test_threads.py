"""Items about one happening come together, whatever their language and order; others stay apart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.wire.threads import SETTINGS, Item, Threads
from standfirst.wire.threads.running import gathered
from standfirst.wire.threads.words import guessed_language, sound

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

FERRY = [
    Item(
        "ferry-en",
        "Ferry with 140 aboard runs aground off Alat",
        "The ferry Professor Gul ran aground near the port of Alat on Sunday night with 140 people aboard. Captain Samir "
        "Haciyev said that nobody was hurt. Tugs from Baku are to pull the ship free at high water.",
        "en",
        "Tide Daily",
        published=NOON,
    ),
    Item(
        "ferry-en2",
        "Passengers spend night on stranded ferry near Alat",
        "Some 140 passengers spent the night aboard the Professor Gul, which ran onto a sandbank outside Alat. The "
        "ferry's captain, Samir Haciyev, is being questioned by the port authority.",
        "en",
        "Harbour Post",
        published=NOON + timedelta(hours=9),
    ),
    Item(
        "ferry-ru",
        "Паром со 140 пассажирами сел на мель у Алята",
        "Паром «Профессор Гюль» сел на мель недалеко от порта Алят, на борту было 140 человек. Капитан Самир Гаджиев "
        "сообщил, что пострадавших нет. Из Баку вышли буксиры.",
        "ru",
        "Порт",
        published=NOON + timedelta(hours=2),
    ),
    Item(
        "ferry-az",
        "Ələt yaxınlığında 140 sərnişini olan bərə saya oturub",
        "«Professor Gül» bərəsi bazar gecəsi Ələt limanı yaxınlığında saya oturub, göyərtədə 140 nəfər olub. Kapitan "
        "Samir Hacıyev xəsarət alan olmadığını deyib. Bakıdan yedək gəmiləri çıxıb.",
        "az",
        "Liman",
        published=NOON + timedelta(hours=3),
    ),
    Item(
        "ferry-tr",
        "140 yolculu feribot Alat açıklarında karaya oturdu",
        "Profesör Gül feribotu pazar gecesi Alat limanı yakınında karaya oturdu. Gemide 140 kişi vardı. Kaptan Samir "
        "Haciyev yaralı olmadığını söyledi. Bakü'den römorkörler yola çıktı.",
        "tr",
        "Deniz",
        published=NOON + timedelta(hours=5),
    ),
    Item(
        "ferry-uk",
        "Пором зі 140 пасажирами сів на мілину біля Алята",
        "Пором «Професор Гюль» сів на мілину біля порту Алят, на борту було 140 людей. Капітан Самір Гаджиєв "
        "повідомив, що постраждалих немає. З Баку вийшли буксири.",
        "uk",
        "Хвиля",
        published=NOON + timedelta(hours=6),
    ),
    Item(
        "ferry-ka",
        "ბორანი 140 მგზავრით ალატთან მეჩეჩზე დაჯდა",
        "ბორანი „პროფესორი გული“ ალატის პორტთან მეჩეჩზე დაჯდა, ბორტზე 140 ადამიანი იყო. კაპიტანმა სამირ ჰაჯიევმა თქვა, "
        "რომ არავინ დაშავებულა. ბაქოდან ბუქსირები გავიდა.",
        "ka",
        "ტალღა",
        published=NOON + timedelta(hours=7),
    ),
]
RATE = [
    Item(
        "rate-en",
        "Central bank keeps its rate at 7.25 percent",
        "The central bank left its main rate at 7.25 percent on Monday. Governor Leyla Rustamova said that inflation of "
        "5.6 percent leaves no room for a cut before the summer.",
        "en",
        "Tide Daily",
        published=NOON + timedelta(hours=1),
    ),
    Item(
        "rate-ru",
        "Центробанк сохранил ставку на уровне 7,25 процента",
        "Центральный банк в понедельник оставил ставку на уровне 7,25 процента. Глава банка Лейла Рустамова сказала, "
        "что инфляция в 5,6 процента не позволяет снижать её до лета.",
        "ru",
        "Порт",
        published=NOON + timedelta(hours=4),
    ),
]
FIRE = Item(
    "fire-en",
    "Warehouse fire closes Alat road",
    "A fire in a warehouse of tyres closed the road south of the town for six hours. Firefighters came from three "
    "districts. The owner could not be reached.",
    "en",
    "Harbour Post",
    published=NOON + timedelta(hours=2),
)
ALL = [*FERRY, *RATE, FIRE]


def together(items):
    """The threads of some items, as sets of ids."""
    threads = {}
    for name, thread in gathered(items).items():
        threads.setdefault(thread, set()).add(name)
    return sorted(threads.values(), key=sorted)


def test_reports_in_seven_languages_are_one_thread_and_other_happenings_are_others():
    assert together(ALL) == sorted(
        [{item.id for item in FERRY}, {item.id for item in RATE}, {FIRE.id}], key=sorted
    )


def test_bare_headlines_come_together_and_stay_apart():
    bare = [replace(item, text="") for item in ALL if item.language == "en"]
    assert together(bare) == [{"ferry-en", "ferry-en2"}, {"fire-en"}, {"rate-en"}]


def test_a_language_that_is_not_given_is_guessed():
    assert together([replace(item, language="") for item in ALL]) == together(ALL)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("The ferry has run aground and nobody is hurt", "en"),
        ("Паром сел на мель, и никто не пострадал", "ru"),
        ("ბორანი მეჩეჩზე დაჯდა", "ka"),
        ("Ferry aground", "en"),
        ("Паром сел", "ru"),
    ],
)
def test_the_language_of_a_headline_is_guessed_by_small_words_or_script(title, language):
    assert guessed_language(title, "") == language


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("əliyev", "az"), ("aliyev", "en")),
        (("əliyev", "az"), ("алиев", "ru")),
        (("aliyev", "en"), ("ალიევი", "ka")),
        (("erdoğan", "tr"), ("эрдоган", "ru")),
        (("erdoğan", "tr"), ("اردوغان", "fa")),
        (("қарабақ", "kk"), ("karabakh", "en")),
        (("qarabağ", "az"), ("карабах", "ru")),
        (("tbilisi", "en"), ("თბილისი", "ka")),
    ],
)
def test_a_name_sounds_alike_in_each_script(one, other):
    assert sound(*one) == sound(*other) != ""


def test_one_shared_word_or_number_is_not_one_happening():
    titles = ["Recall of 14 buses", "Recall vote in Springfield", "14 dogs rescued", "Vote on harbour tax"]
    items = [Item(str(number), title, language="en") for number, title in enumerate(titles)]
    assert len(together(items)) == len(items)


def test_two_names_are_a_bridge_between_languages_and_one_is_not():
    one = Item("one", "Leyla Rustamova meets Samir Haciyev", language="en")
    two = Item("two", "Лейла Рустамова встретилась с Самиром Гаджиевым", language="ru")
    other = Item("other", "Рустамова открыла выставку тюльпанов", language="ru")
    assert together([one, two]) == [{"one", "two"}]
    assert together([one, other]) == [{"one"}, {"other"}]


def test_a_happening_of_last_month_is_another_though_the_words_are_the_same():
    month = timedelta(days=30)
    later = [replace(item, id=f"{item.id}-later", published=item.published + month) for item in FERRY[:2]]
    assert together([*FERRY[:2], *later]) == [
        {"ferry-en", "ferry-en2"},
        {"ferry-en-later", "ferry-en2-later"},
    ]


def test_an_item_can_bring_two_threads_together():
    items = [FERRY[0], FERRY[2], FERRY[1]]
    threads = Threads()
    for item in items:
        threads.add(item)
    threads.settle()
    assert len({number for _, number in threads.live()}) == 1


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_arrival_changes_nothing_in_the_end(order):
    four = [FERRY[0], RATE[0], FERRY[3], FIRE]
    assert together([four[place] for place in order]) == together(four)


WORDS = st.sampled_from(
    [
        "ferry",
        "rate",
        "fire",
        "port",
        "bank",
        "Alat",
        "Baku",
        "Samir",
        "Leyla",
        "strike",
        "Gul",
        "14",
        "140",
        "harbour",
        "vote",
    ]
)
MADE = st.lists(
    st.tuples(
        st.lists(WORDS, min_size=1, max_size=6),
        st.lists(WORDS, max_size=12),
        st.sampled_from(["en", "az", "ru", ""]),
        st.none() | st.integers(0, 13 * 24),
    ),
    min_size=1,
    max_size=12,
)


def _made(said):
    return [
        Item(
            f"i{number}",
            " ".join(title),
            " ".join(text),
            language,
            published=None if hours is None else NOON + timedelta(hours=hours),
        )
        for number, (title, text, language, hours) in enumerate(said)
    ]


@given(MADE)
@settings(max_examples=60, deadline=None)
def test_every_item_ends_in_one_thread_named_by_its_first_and_twice_gives_the_same(said):
    items = _made(said)
    ended = gathered(items)
    assert list(ended) == [item.id for item in items]
    assert all(ended[thread] == thread for thread in ended.values())
    assert gathered(items) == ended


@given(MADE, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_dated_items_within_a_window_settle_the_same_in_any_order(said, dice):
    items = [item for item in _made(said) if item.published is not None]
    shuffled = list(items)
    dice.shuffle(shuffled)
    assert together(shuffled) == together(items)


def test_what_leaves_the_window_is_told_once_and_kept_no_longer():
    threads = Threads(replace(SETTINGS, most_live=20))
    left = []
    for number in range(100):
        threads.add(Item(str(number), f"Ferry {number} leaves Baku", published=NOON + timedelta(days=number)))
        left += [name for name, _ in threads.left()]
    assert len(threads) == 15
    assert left == [str(number) for number in range(85)]


def test_undated_items_are_bounded_too():
    threads = Threads(replace(SETTINGS, most_live=20))
    for number in range(100):
        threads.add(Item(str(number), f"Ferry {number} leaves Baku"))
    assert len(threads) == 20


def test_items_that_say_nothing_stay_alone():
    assert len(together([Item("a", ""), Item("b", "the"), Item("c", "...", "\n")])) == 3
