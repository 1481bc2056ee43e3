"""Saved watches: which items they are for, and what comes of a hit."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.tests.factories import as_chief, make_agent, make_user
from standfirst.wire.actions import watches as acts
from standfirst.wire.feeds.values import Entry, Feed
from standfirst.wire.models import Hit, Item, Watch, WatchedSource
from standfirst.wire.polling import noting
from standfirst.wire.polling.asking import Came
from standfirst.wire.tests.items import BANK, FERRY, NOW, came
from standfirst.wire.watches import Criteria, Looked, Watches, line_words, lines
from standfirst.wire.watching import answers

db = pytest.mark.django_db


def fits(text: str, *, title: str = "", language: str = "en", outlet: int = 1, **criteria) -> bool:
    made = {
        name: lines(value) if name in ("words", "places") else frozenset(value)
        for name, value in criteria.items()
    }
    return Watches({7: Criteria(**made)}).of(Looked(title, text, language, outlet)) == [7]


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ("ferr", "Two FERRIES collided", True),
        ("ferry port", "A ferry near the port", True),
        ("ferry port", "A ferry near the harbour", False),
        ("ran", "Talks in Iran", False),
        ("baki", "Bakıda görüş", True),
        ("Bakı", "Talks in Baku", False),
        ("елка", "Новая ёлка", True),
        ("İstanbul", "istanbul'da", True),
        ("e-mail", "An e-mail came", True),
    ],
)
def test_a_line_fits_where_each_of_its_words_begins_one_of_the_text(line, text, found):
    assert fits(text, words=[line]) is found
    assert fits("", title=text, words=[line]) is found


def test_everything_that_is_filled_in_must_fit_and_one_line_is_enough():
    assert fits(FERRY, words=["zebra", "ferry"], places=["lenkoran"], outlets=[1], languages=["en"])
    assert not fits(FERRY, words=["ferry"], places=["oslo"])
    assert not fits(FERRY, words=["ferry"], outlets=[2])
    assert fits(FERRY, language="en-GB", languages=["en"]) and not fits(
        FERRY, language="en", languages=["en-GB"]
    )


@pytest.mark.parametrize(
    "hostile", ["(a+)+$", ".*", "[", "\\", "%s%n", "' OR 1=1 --", "(?R)", "*" * 100, "\0", "𝔟" * 100]
)
def test_words_are_no_patterns(hostile):
    """What isn't a letter or a digit separates words; a line of nothing else finds nothing instead of everything."""
    began = time.perf_counter()
    found = Watches({7: Criteria(words=lines([hostile]))} if lines([hostile]) else {}).of(
        Looked("a" * 20_000, "aaaa! " * 20_000, "", 1)
    )
    assert found == [] and time.perf_counter() - began < 2


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_word_of_a_text_finds_it(text, line):
    words = line_words(line)
    assert len(words) <= 8 and all(2 <= len(word) <= 30 for word in words)
    if words:
        assert fits(f"{text} {' '.join(words)}", words=[line])


def test_an_item_takes_no_longer_with_a_thousand_watches():
    many = {
        number: Criteria(words=lines([f"word{number} other{number}", f"thing{number}"]))
        for number in range(1000)
    }
    ready, item = Watches(many), Looked("Word7 and other7", f"{FERRY} " * 60, "en", 1)
    began = time.perf_counter()
    for _ in range(20):
        assert ready.of(item) == [7]
    assert (time.perf_counter() - began) / 20 < 0.1


@pytest.fixture
def editor(client: Client, signed_in_editors_may_edit) -> Client:
    return as_chief(client)


def a_watch(email: str = "chief@example.org", **fields) -> Watch:
    values = {"name": "Ferries", "words": ["ferry"], "owner": make_user(email), **fields}
    outlets = values.pop("outlets", [])
    watch = Watch.objects.create(**values)
    watch.outlets.set(outlets)
    return watch


def arrive(*texts: str, now=NOW) -> None:
    """Let the poller's noting step keep an answer with these items."""
    outlet = make_agent("The Tide", "outlet")
    source, _ = WatchedSource.objects.get_or_create(
        url="https://tide.example/feed", defaults={"outlet": outlet}
    )
    entries = tuple(
        Entry(id=text, url=f"https://tide.example/{number}", title=text[:40], text=text, published=now)
        for number, text in enumerate(texts)
    )
    feed = Feed("rss", "Tide", language="en", entries=entries)
    asked = noting.state_of(source)
    noting.note(source.pk, asked, Came(answers.Answer(200, source.url, {}), "", feed, b"<rss/>"), now)


def hit(watch: Watch, item: Item) -> Hit:
    return Hit.objects.create(watch=watch, item=item, at=NOW)


@db
def test_items_that_come_are_hits_and_lists_name_the_watch(editor, django_assert_max_num_queries):
    ferries, bank = a_watch(), a_watch(name="Banks", words=["bank"], active=False)
    a_watch(name="Elsewhere", outlets=[make_agent("The Port", "outlet")])
    arrive(FERRY, BANK)
    assert [(each.watch, each.item.text) for each in Hit.objects.all()] == [(ferries, FERRY)]
    page = editor.get("/admin/wire/items/").content.decode()
    assert page.count("watch “Ferries”") == 1 and "watch “Banks”" not in page
    item = Hit.objects.get().item
    assert "Ferries</a>" in editor.get(f"/admin/wire/items/{item.uid}/").content.decode()
    bank.active = True
    bank.save()
    arrive(FERRY, BANK, BANK + " More.")
    assert bank.hits.count() == 1 and ferries.hits.count() == 1  # what came before isn't looked at again
    ferries.delete()
    arrive(FERRY, FERRY + " Again.")
    assert Hit.objects.count() == 1
    with django_assert_max_num_queries(20):
        page = editor.get(reverse("standfirst_wire:hits", args=[bank.pk])).content.decode()
    assert "The central bank" in page


@db
def test_a_watch_that_is_deleted_while_items_come_costs_nothing_but_its_hits(editor):
    watch = a_watch()
    item = came("1", FERRY)
    acts.note([(item, [watch.pk, watch.pk + 1])], [item], NOW)
    assert Hit.objects.count() == 1


@db
def test_a_mail_tells_of_new_hits_at_most_once_an_hour_and_nothing_else(editor):
    watch = a_watch(mail="hourly", name="Ferries\nand more")
    a_watch(name="Silent")
    assert acts.send_mail(NOW) == 0 and mail.outbox == []
    first = came("1", FERRY, title="No ferry\r\nBcc: x@example.org")
    hit(watch, first)
    assert acts.send_mail(NOW) == 1
    (sent,) = mail.outbox
    assert sent.to == ["chief@example.org"] and sent.subject == "Ferries and more: 1 new item"
    assert "No ferry Bcc:" in sent.body and first.uid in sent.body
    hit(watch, came("2", BANK))
    assert acts.send_mail(NOW + timedelta(minutes=59)) == 0
    assert acts.send_mail(NOW + timedelta(hours=1)) == 1
    assert first.uid not in mail.outbox[1].body and "The central bank" in mail.outbox[1].body
    assert acts.send_mail(NOW + timedelta(hours=9)) == 0
    Watch.objects.update(active=False)
    hit(watch, came("3", BANK))
    assert acts.send_mail(NOW + timedelta(days=9)) == 0


@db
def test_a_mail_that_cannot_be_sent_is_tried_again_and_its_hits_are_not_lost(editor, monkeypatch):
    watch = a_watch(mail="daily")
    hit(watch, came("1", FERRY))

    def broken(*args, **kwargs):
        raise ConnectionRefusedError("no server")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", broken)
        assert acts.send_mail(NOW) == 0
    assert acts.send_mail(NOW + timedelta(days=1)) == 1 and len(mail.outbox) == 1


@db
def test_who_may_see_no_items_any_more_gets_neither_mail_nor_feed(editor):
    left = make_user("left@example.org")
    watch = a_watch("left@example.org", mail="hourly")
    acts.renew_feed(watch)
    hit(watch, came("1", FERRY))
    left.is_superuser = False
    left.save()
    assert acts.send_mail(NOW) == 0
    assert Client().get(reverse("standfirst_watches:feed", args=[watch.feed_token])).status_code == 404


@db
def test_the_feed_is_for_who_knows_its_address_which_can_be_renewed_and_closed(editor):
    watch = a_watch()
    item = came("1", FERRY, title='<script>alert("1")</script>')
    hit(watch, item)
    page = reverse("standfirst_wire:hits", args=[watch.pk])
    url = reverse("standfirst_wire:feed", args=[watch.pk])
    editor.post(url, {"act": "renew"})
    watch.refresh_from_db()
    old = reverse("standfirst_watches:feed", args=[watch.feed_token])
    assert old in editor.get(page).content.decode() and old.startswith("/_/")
    reader = Client()
    answer = reader.get(old)
    feed = json.loads(answer.content)
    assert answer["X-Robots-Tag"].startswith("noindex") and "private" in answer["Cache-Control"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["items"][0]["id"] == item.uid
    assert reader.get(old, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    editor.post(url, {"act": "renew"})
    watch.refresh_from_db()
    assert reader.get(old).status_code == 404
    new = reverse("standfirst_watches:feed", args=[watch.feed_token])
    assert reader.get(new).status_code == 200
    editor.post(url, {"act": "close"})
    assert reader.get(new).status_code == 404
    assert reader.get(reverse("standfirst_watches:feed", args=["x"])).status_code == 404


@db
def test_a_watch_is_made_changed_and_deleted_after_asking(editor):
    tide = came("1", FERRY).outlet
    add = reverse("standfirst_wire:add_watch")
    sent = {
        "name": "Ferries",
        "words": "ferry port\r\nbaki",
        "outlets": [tide.pk],
        "mail": "daily",
        "active": "on",
    }
    answer = editor.post(add, sent)
    watch = Watch.objects.get()
    assert answer.url == reverse("standfirst_wire:hits", args=[watch.pk])
    assert (watch.words, list(watch.outlets.all()), str(watch.owner)) == (
        ["ferry port", "baki"],
        [tide],
        "chief@example.org",
    )
    Hit.objects.create(watch=watch, item=Item.objects.get(), at=NOW)
    edit = reverse("standfirst_wire:watch", args=[watch.pk])
    assert "ferry port\nbaki" in editor.get(edit).content.decode()
    editor.post(edit, {**sent, "mail": "hourly", "languages": "en"})
    assert acts.send_mail(NOW) == 0  # mails tell of what comes after they were switched on
    assert "Ferries" in editor.get(reverse("standfirst_wire:watches")).content.decode()
    delete = reverse("standfirst_wire:delete_watch", args=[watch.pk])
    assert "Delete “Ferries”?" in editor.get(delete).content.decode() and Watch.objects.exists()
    editor.post(delete)
    assert not Watch.objects.exists() and Item.objects.exists()


@db
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Say what it waits for"),
        ({"words": "!!!"}, "has no word of at least 2 letters"),
        ({"words": "w" * 101}, "is too long"),
        ({"words": "\n".join(f"w{n}" for n in range(51))}, "At most 50 lines"),
        ({"languages": "not one"}, "is not a language"),
        ({"outlets": "99999"}, "not one of the available choices"),
    ],
)
def test_a_watch_that_cannot_be_kept_is_refused_with_the_reason(editor, fields, says):
    answer = editor.post(reverse("standfirst_wire:add_watch"), {"name": "x", **fields})
    assert answer.status_code == 422 and says in answer.content.decode() and not Watch.objects.exists()


@db
def test_others_watches_are_seen_but_not_changed(editor):
    watch = a_watch()
    writer = make_user("writer@example.org")
    writer.is_superuser = False
    writer.save()
    names = ("access_admin", "view_item", "view_watch", "add_watch")
    writer.user_permissions.set(Permission.objects.filter(codename__in=names))
    editor.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert "Ferries" in editor.get(reverse("standfirst_wire:watches")).content.decode()
    assert editor.get(reverse("standfirst_wire:hits", args=[watch.pk])).status_code == 200
    for name in ("watch", "delete_watch", "feed"):
        editor.post(reverse(f"standfirst_wire:{name}", args=[watch.pk]), {"name": "x", "words": "y"})
    watch.refresh_from_db()
    assert (watch.name, watch.feed_token) == ("Ferries", "")
