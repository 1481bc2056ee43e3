"""Importing by address, from a site that answers well and badly."""

from collections.abc import Iterator

import pytest

from standfirst.fetch import FetchError, Network
from standfirst.fetch.tests.sites import LOOPBACK, answer, dripping, endless, redirect, site
from standfirst.provenance.models import Agent, Original
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import make_publication
from standfirst.wire.actions import REFUSALS, Wanted, take
from standfirst.wire.models import Intake
from standfirst.wire.reading import read_page
from standfirst.wire.tests.pages import LINKED_DATA, SENTENCES, page

pytestmark = pytest.mark.django_db
AZERBAIJANI = "Gəminin yeganə lisenziyalı bələdçisi təqaüdə çıxdı, ona görə adaya çörək gəlmir. "
RUSSIAN = "Паром не ходит, потому что единственный лоцман ушёл на пенсию, и хлеба на острове нет. "


def russian() -> bytes:
    text = page(f"<article><h1>Парома нет</h1><p>{RUSSIAN * 6}</p></article>", lang="ru").decode()
    return text.replace("utf-8", "windows-1251").encode("cp1251")


ANSWERS = {
    "/ferry": answer(page(head=LINKED_DATA)),
    "/first": redirect("/second", "301 Moved Permanently"),
    "/second": redirect("/third", "307 Temporary Redirect"),
    "/third": redirect("/ferry"),
    "/loop": redirect("/loop"),
    "/private": redirect("http://10.0.0.1/"),
    "/metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/file": redirect("file:///etc/passwd"),
    "/endless": endless,
    "/dripping": dripping,
    "/russian": answer(russian(), "text/html; charset=iso-8859-1"),
    "/lying": answer(
        page(f"<article><p>{AZERBAIJANI * 5}</p></article>", lang="az"), "text/html; charset=iso-8859-9"
    ),
    "/report.pdf": answer(b"%PDF-1.7 " + b"x" * 3000, "application/pdf"),
    "/data": answer(b'{"articles": []}', "application/json"),
    "/gone": answer(b"<h1>Gone</h1>", status="410 Gone"),
    "/locked": answer(b"<h1>Subscribe</h1>", status="403 Forbidden"),
    "/busy": answer(b"<h1>Later</h1>", status="503 Service Unavailable"),
    "/empty": answer(page("<article><p>Nothing.</p></article>")),
    "/large": answer(b"<html><body><p>" + b"x" * 5_500_000),
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with site(ANSWERS) as url:
        yield url


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def imported(url: str, network: Network = LOOPBACK) -> Intake:
    return take(read_page(url, network=network), Wanted("en"))


def test_a_page_is_fetched_and_becomes_a_draft(address):
    intake = imported(f"{address}/ferry")
    assert intake.url == f"{address}/ferry"
    assert intake.original.title == "No ferry, no bread"
    assert intake.original.text.endswith(SENTENCES[-1])
    assert intake.fields["url"] == {
        "value": f"{address}/ferry", "source": "address", "others": [], "confirmed": False
    }  # fmt: skip


def test_the_address_kept_is_where_a_chain_of_redirects_ends(address):
    assert imported(f"{address}/first").url == f"{address}/ferry"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/loop", "keeps redirecting"),
        ("/private", "private network"),
        ("/metadata", "private network"),
        ("/file", "http"),
        ("/endless", "more than 5 MB"),
        ("/nothing-here", "There is no page"),
        ("/gone", "There is no page"),
        ("/locked", "save it as a file"),
        ("/busy", "Try again later"),
        ("/report.pdf", "not a web page"),
        ("/data", "not a web page"),
        ("/empty", "No article was found"),
        ("/large", "more than 5 MB"),
    ],
)
def test_what_is_no_article_is_refused_in_words_and_leaves_nothing_behind(address, path, says):
    with pytest.raises(REFUSALS, match=says):
        imported(address + path)
    assert not (Story.objects.exists() or Original.objects.exists() or Agent.objects.exists())


def test_a_site_that_sends_a_byte_at_a_time_is_left(address, monkeypatch):
    import standfirst.wire.reading as reading

    monkeypatch.setattr(reading, "LIMITS", reading.Limits(total_seconds=1.0))
    with pytest.raises(FetchError, match="second"):
        imported(f"{address}/dripping")


def test_without_leave_our_own_network_is_not_visited(address):
    with pytest.raises(FetchError, match="private network"):
        imported(f"{address}/ferry", Network())


@pytest.mark.parametrize(("path", "text"), [("/russian", RUSSIAN), ("/lying", AZERBAIJANI)])
def test_a_page_that_names_a_wrong_encoding_is_read_right(address, path, text):
    assert text.strip() in imported(address + path).original.text
