import gzip

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse

from standfirst.project.middleware import TextCompression
from standfirst.stories.tests.factories import make_publication

LONG = "Who said so, and when. " * 200


def through(answer, accepted: str = "gzip, br"):
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accepted
    return TextCompression(lambda _request: answer)(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "text/javascript"])
def test_text_is_sent_compressed_to_who_can_read_it(kind):
    answer = through(HttpResponse(LONG, content_type=kind))
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert gzip.decompress(answer.content).decode() == LONG
    assert "Content-Encoding" not in through(HttpResponse(LONG, content_type=kind), "identity")


def test_its_length_says_nothing():
    assert len({len(through(HttpResponse(LONG)).content) for _each in range(20)}) > 1


def test_what_is_downloaded_keeps_its_length():
    picture = through(HttpResponse(LONG.encode(), content_type="image/png"))
    assert "Content-Encoding" not in picture
    assert picture.content == LONG.encode()
    with open(__file__, "rb") as opened:
        assert "Content-Encoding" not in through(FileResponse(opened, content_type="text/plain"))


@pytest.mark.django_db
def test_pages_of_the_app_are_compressed(client):
    make_publication()
    answer = client.get("/_/en/account/login/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 14_000, "One round trip."
    assert b"<form" in gzip.decompress(answer.content)
