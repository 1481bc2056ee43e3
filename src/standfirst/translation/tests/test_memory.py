"""The memory: what was translated before is proposed again, and goes in and out as TMX."""

import pytest
from django.utils import timezone

from standfirst.stories.models import Story
from standfirst.stories.tests.factories import NOON
from standfirst.translation.actions import add_units, export_units, proposals
from standfirst.translation.models import TranslationUnit, UnitMark
from standfirst.translation.pairing.tmx import Pair, read, write
from standfirst.translation.tests.stories import ONE, TWO, desk_of, make_translation, say

pytestmark = pytest.mark.django_db


def bring(*pairs: tuple[str, str], language: str = "en", target: str = "az") -> tuple[int, int, int]:
    content = b"".join(write([Pair(one, two, language, target, NOON, "Ada") for one, two in pairs], "1"))
    return add_units(content, at=timezone.now())


def found(text: str, language: str = "en", target: str = "az") -> list[tuple[int, str]]:
    return [(each.percent, each.unit.target) for each in proposals([text], language, target)[0]]


def test_the_exact_text_comes_first_and_near_ones_with_their_percent():
    bring((ONE, "Dəqiq"), (ONE.replace("two", "three"), "Yaxın"), (TWO, "Başqa"))
    (exact, near) = found(ONE)
    assert exact == (100, "Dəqiq")
    assert near[1] == "Yaxın" and 90 <= near[0] < 100
    assert found("Nothing of this was ever said.") == []


def test_another_language_is_not_proposed_and_a_region_of_the_same_is():
    bring((ONE, "Точно"), target="ru")
    assert found(ONE) == []
    assert found(ONE, "en-GB", "ru") == [(100, "Точно")]


def test_a_headline_in_capitals_is_near_in_az():
    bring(("İclas açılıb", "The session is open"), language="az", target="en")
    assert found("İCLAS AÇILIB", "az", "en") == [(99, "The session is open")]


def test_a_file_is_taken_in_once():
    assert bring((ONE, "Bir"), (TWO, "İki"), (ONE, "Bir")) == (2, 1, 0)
    assert bring((ONE, "Bir"), (ONE, "Başqa")) == (1, 1, 0)
    assert UnitMark.objects.filter(unit__source=ONE).count() == 16
    assert TranslationUnit.objects.filter(by_name="Ada", made_at=NOON).count() == 3


def test_what_is_given_away_can_be_taken_in_again():
    story = make_translation()
    say(story, "Xankəndi", "Heç kim", "Bərə", reviewed=True)
    bring((ONE, "Из файла"), target="ru")
    content = b"".join(export_units())
    pairs, unused = read(content)
    assert len(pairs) == 4 and unused == 0
    assert {pair.target for pair in read(b"".join(export_units("en", "az")))[0]} == {
        "Xankəndi",
        "Heç kim",
        "Bərə",
    }
    TranslationUnit.objects.all().delete()
    assert add_units(content, at=timezone.now()) == (4, 0, 0)
    assert b"".join(export_units()) == content


def test_a_large_memory_costs_few_queries(django_assert_num_queries):
    numbers = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    bring(*((f"{a} boats and {b} ferries left the harbour of {c}", f"{a}{b}{c}") for a in numbers for b in numbers
            for c in numbers[:4]))  # fmt: skip
    with django_assert_num_queries(2):
        answers = proposals(["six boats and two ferries left the harbour of one", ONE, TWO], "en", "az")
    assert answers[0][0].percent == 100 and answers[0][0].unit.target == "sixtwoone"
    assert answers[1:] == [[], []]


def test_the_desk_remembers_across_stories():
    first = make_translation()
    say(first, "Xankəndi limanı bağlı idi.", reviewed=True)
    second = Story.objects.get(pk=make_translation().pk)
    line = desk_of(second).lines[2]
    assert found(line.original.text) == [(100, "Xankəndi limanı bağlı idi.")]


def test_the_commands_take_it_out_and_in(tmp_path, capsys):
    from standfirst.terminal import CommandFailed
    from standfirst.translation.commands import export_memory, import_memory

    bring((ONE, "Bir"), (TWO, "İki"))
    file = tmp_path / "m.tmx"
    assert export_memory([str(file), "--to", "az"]) == 0
    TranslationUnit.objects.filter(target="Bir").delete()
    assert import_memory([str(file)]) == 0
    assert capsys.readouterr().out == "1 translations are new, 1 were here, 0 can't be used.\n"
    with pytest.raises(CommandFailed, match="there already"):
        export_memory([str(file)])
    (tmp_path / "x.tmx").write_text("<html/>")
    with pytest.raises(CommandFailed, match="no translation memory"):
        import_memory([str(tmp_path / "x.tmx")])
