"""Machine drafts: two protocols, and where no machine may."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from standfirst.provenance.models import Original
from standfirst.stories.checks import checks
from standfirst.stories.models import Story
from standfirst.translation.actions import MachineRefused, draft_by_machine
from standfirst.translation.machines import MachineFailed, machine
from standfirst.translation.machines.choosing import network
from standfirst.translation.machines.face import MOST_CHARACTERS, portions
from standfirst.translation.machines.services import Dummy
from standfirst.translation.models import TranslationUnit
from standfirst.translation.tests.service import KEY, Service, service
from standfirst.translation.tests.stories import ONE, desk_of, make_translation, say, states


@pytest.fixture
def asked() -> Iterator[Service]:
    with service() as running:
        yield running


def use(settings: Any, name: str, address: str = "", key: str = KEY) -> Any:
    settings.TRANSLATION = {"service": name, "address": address, "key": key}
    return machine()


@pytest.mark.parametrize(("name", "target"), [("libretranslate", "az"), ("deepl", "AZ")])
def test_both_protocols_bring_words_and_tags_home(asked, settings, name, target):
    by = use(settings, name, asked.address)
    assert by.translate(['See <x id="1">the list</x> &amp; more'], "en", "az") == [
        'SEE <x id="1">THE LIST</x> &amp; MORE'
    ]
    said = asked.asked[0]
    assert target in said.values()
    assert {"en", "EN"} & set(map(str, said.values()))


def test_deepl_is_told_which_english(asked, settings):
    use(settings, "deepl", asked.address).translate(["Bir"], "az", "en")
    assert asked.asked[0]["target_lang"] == "EN-GB"


def test_much_text_goes_in_portions(asked, settings):
    texts = ["a" * 3000] * 5 + ["b"] * 60
    assert [len(portion) for portion in portions(texts)] == [2, 2, 40, 21]
    assert list(portions(["c" * (MOST_CHARACTERS + 1), "d"])) == [["c" * (MOST_CHARACTERS + 1)], ["d"]]
    assert len(use(settings, "libretranslate", asked.address).translate(texts, "en", "az")) == 65


@pytest.mark.parametrize(
    ("name", "key", "broken", "said"),
    [
        ("libretranslate", "wrong", b"", "refuses the key"),
        ("deepl", "wrong", b"", "refuses the key"),
        ("deepl", KEY, b"<html>", "no translation"),
        ("deepl", KEY, b'{"translations": [{"text": 3}]}', "no translation"),
        ("libretranslate", KEY, b'{"translatedText": ["one", "two"]}', "no translation"),
        ("libretranslate", KEY, b"[" * 100_000, "no translation"),
        ("libretranslate", KEY, b'{"translatedText": "' + b"x" * 3_000_000 + b'"}', "sends more than"),
    ],
)
def test_what_is_no_translation_is_refused_in_words(asked, settings, name, key, broken, said):
    asked.broken = broken
    with pytest.raises(MachineFailed, match=said):
        use(settings, name, asked.address, key).translate(["Yes"], "en", "az")


def test_a_service_that_doesnt_answer_or_know_the_language_says_so(asked, settings):
    with pytest.raises(MachineFailed, match="xx is not supported"):
        use(settings, "libretranslate", asked.address).translate(["Yes"], "en", "xx")
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"http://127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(MachineFailed, match="cannot be reached"):
        use(settings, "libretranslate", closed).translate(["Yes"], "en", "az")


def test_only_the_address_that_is_named_is_reached():
    allowed = [str(each) for each in network("http://192.168.1.7:5000").allow]
    assert allowed == ["192.168.1.7/32"]
    assert [str(each) for each in network("http://localhost:5000").allow] == ["127.0.0.1/32", "::1/128"]
    assert network("https://translate.example").allow == ()


def test_deepls_own_addresses(settings):
    assert use(settings, "deepl", key="k:fx").address == "https://api-free.deepl.com"
    assert use(settings, "deepl", key="k").address == "https://api.deepl.com"
    assert use(settings, "") is None


@pytest.mark.django_db
def test_drafts_are_marked_until_a_person_has_them(asked, settings):
    story = make_translation()
    use(settings, "libretranslate", asked.address)
    say(story, "Mən yazmışam.")
    draft_by_machine(story)
    desk = desk_of(story)
    assert states(story) == ["edited", "machine", "machine"]
    assert desk.lines[0].state == "machine" and desk.lines[3].engine == "libretranslate"
    assert desk.lines[3].ours.marked == "NOBODY WAS HURT, THE <1>HARBOUR MASTER</1> SAID."
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert 'THE <a href="https://gazette.example/master">HARBOUR MASTER</a> SAID' in str(
        draft.body.get_prep_value()
    )
    codes = {problem.code: problem.message for problem in checks(draft)}
    assert "3 paragraphs are as a machine wrote them" in codes["machine-draft"]
    assert not TranslationUnit.objects.exists()
    say(story, None, "Heç kim xəsarət almayıb.")
    say(story, None, None, None, reviewed=True)
    assert states(story) == ["reviewed"] * 3
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert (
        "1 paragraph is as a machine" in {each.code: each.message for each in checks(draft)}["machine-draft"]
    )


@pytest.mark.django_db
def test_only_the_line_that_was_asked_for_and_never_over_somebodys_words():
    story = make_translation()
    keys = [line.key for line in desk_of(story).lines[2:]]
    say(story, "Mən yazmışam.")
    draft_by_machine(story, keys[:2], by=Dummy())
    assert states(story) == ["edited", "machine", "new"]
    assert desk_of(story).lines[2].ours.text == "Mən yazmışam."


@pytest.mark.django_db
def test_what_came_before_a_failure_is_kept(asked, settings):
    text = "\n\n".join(f"{ONE} {n}." for n in range(25))
    story = make_translation(text=text)
    use(settings, "deepl", asked.address)
    asked.fail_after = 2
    with pytest.raises(MachineFailed, match="no more for us now"):
        draft_by_machine(story)
    assert 18 <= states(story).count("machine") <= 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("of", "fields", "why"),
    [
        ({"reservation": "TDM header https://gazette.example/terms"}, {}, "reserves machine use"),
        ({"reservation": "Content-Usage"}, {}, "Content-Usage"),
        ({"licence": "CC-BY-ND-4.0"}, {"permission": None}, "no translation"),
    ],
)
def test_nothing_is_sent_of_a_text_that_no_machine_may_translate(asked, settings, of, fields, why):
    story = make_translation(of=of, **fields)
    use(settings, "libretranslate", asked.address)
    with pytest.raises(MachineRefused, match=why):
        draft_by_machine(story)
    assert asked.asked == []


@pytest.mark.django_db
def test_our_own_translation_of_a_reserved_text_is_reserved_too(settings):
    from standfirst.stories.actions import publish
    from standfirst.stories.tests.factories import NOON
    from standfirst.translation.actions import begin_version

    story = make_translation()
    publish(story, user=None, at=NOON)
    other = begin_version(story, "ru")
    Original.objects.update(reservation="Content-Usage")
    use(settings, "dummy")
    with pytest.raises(MachineRefused, match="reserves machine use"):
        draft_by_machine(other)


@pytest.mark.django_db
def test_without_a_service_it_says_where_one_is_named(settings):
    use(settings, "")
    with pytest.raises(MachineRefused, match="translation"):
        draft_by_machine(make_translation())
