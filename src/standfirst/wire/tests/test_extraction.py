import time

import pytest

from standfirst.fetch.characters import decode
from standfirst.wire.extraction import ExtractionRefused, Refusal, extract
from standfirst.wire.extraction.dates import edtf
from standfirst.wire.tests.pages import LINKED_DATA, SENTENCES, body, page

URL = "https://www.tide.example/2026/ferry"


def test_the_body_is_the_article_without_menu_and_footer():
    found = extract(page(), url=URL)
    assert found.body_text.value.split("\n\n")[-4:] == list(SENTENCES)
    assert "Home" not in found.body_text.value
    assert "All rights" not in found.body_text.value


def test_json_ld_is_believed_first_and_named():
    found = extract(page(head=LINKED_DATA + '<meta property="og:title" content="Other">'), url=URL)
    assert (found.title.value, found.title.source) == ("No ferry, no bread", "JSON-LD")
    assert (found.authors.value, found.authors.source) == (("Ada Quay", "Bo Pier"), "JSON-LD")
    assert (found.date.value, found.date.source) == ("2026-03-02", "JSON-LD")
    assert (found.licence.value, found.licence.source) == ("CC-BY-4.0", "JSON-LD")
    assert (found.outlet.value, found.language.value) == ("The Tide", "en-GB")
    assert found.picture.value == "https://www.tide.example/ferry.jpg"


def test_open_graph_and_meta_come_next():
    head = (
        '<meta property="og:site_name" content="Tide"><meta property="article:published_time" content="2026-03">'
        '<meta name="author" content="By Ada Quay and Bo Pier"><link rel="canonical" href="/ferry">'
    )
    found = extract(page(head=head), url=URL)
    assert (found.outlet.value, found.outlet.source) == ("Tide", "Open Graph")
    assert (found.date.value, found.date.source) == ("2026-03", "Open Graph")
    assert (found.authors.value, found.authors.source) == (("Ada Quay", "Bo Pier"), "meta")
    assert (found.url.value, found.url.source) == ("https://www.tide.example/ferry", "page")


def test_a_field_nobody_states_stays_empty():
    found = extract(page(), url=None)
    assert not found.licence
    assert found.picture.value == ""
    assert found.picture.source == ""


def test_a_canonical_address_on_another_site_is_not_believed():
    found = extract(page(head='<link rel="canonical" href="https://bank.example/">'), url=URL)
    assert (found.url.value, found.url.source) == (URL, "address")


def test_words_beside_links_and_emphasis_stay_apart():
    text = (
        'The council <a href="/c">said</a> that the <b>only</b> pilot, <i>Ada</i>, retired; '
        '<a href="https://x.example/">a report</a> says more about the harbour and its ferries.'
    )
    found = extract(page(f"<article>{body(text, *SENTENCES)}</article>"), url=URL)
    assert "The council said that the only pilot, Ada, retired; a report says more" in found.body_text.value
    assert '<a href="https://www.tide.example/c">said</a>' in found.body_html.value


def test_an_article_in_several_boxes_comes_whole():
    advert = '<div class="ad"><p>Buy a boat.</p></div>'
    half = '<div class="row"><div class="article-body">{}</div></div>'
    content = advert.join(half.format(body(*SENTENCES[i : i + 2])) for i in (0, 2))
    text = extract(page(f"<div>{content}</div>"), url=URL).body_text.value
    assert [text.find(sentence) >= 0 for sentence in SENTENCES] == [True] * 4


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        ("Qarabağ".encode(), "text/html; charset=iso-8859-1", "Qarabağ"),
        (b"\xef\xbb\xbfQarabag \xc4\x9f", "text/html; charset=windows-1251", "Qarabag ğ"),
        ("Баку".encode("cp1251"), "text/html; charset=windows-1251", "Баку"),
        (b'<meta charset="windows-1251">' + "Баку".encode("cp1251"), "text/html; charset=iso-8859-1", "Баку"),
        ("Баку".encode("utf-16"), None, "Баку"),
        (b"caf\xe9 \x93x\x94", "text/html; charset=latin-1", "café “x”"),
    ],
)
def test_lying_encodings_are_seen_through(content, content_type, text):
    assert decode(content, content_type).endswith(text)


def test_an_encoding_nobody_named_is_guessed():
    assert "паромщик" in decode(("Старый паромщик ушёл на покой. " * 30).encode("cp1251"))


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-02T08:00:00Z", "2026-03-02"),
        ("20260302", "2026-03-02"),
        ("2026-3-2", "2026-03-02"),
        ("0000-01-01", ""),
        ("9999-12-31", ""),
        ("2026-02-31", ""),
        ("yesterday", ""),
    ],
)
def test_dates_keep_their_precision_and_impossible_ones_are_none(written, date):
    assert edtf(written) == date


@pytest.mark.parametrize(
    ("content", "content_type", "reason"),
    [
        (b"%PDF-1.7 ...", "application/pdf", Refusal.NOT_HTML),
        (b"", None, Refusal.NOT_HTML),
        (b'{"title": "x"}', "application/json", Refusal.NOT_HTML),
        (b"<html>" + b" " * (5 * 1024 * 1024), None, Refusal.TOO_BIG),
        (b"<html>" + b"<div>" * 5000, None, Refusal.TANGLED),
        (b"<html><p " + b" ".join(b"a%d=1" % n for n in range(5000)) + b">", None, Refusal.TANGLED),
        (b"<html><body><p>Please enable JavaScript.</p></body></html>", None, Refusal.NO_ARTICLE),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(content, content_type, reason):
    with pytest.raises(ExtractionRefused) as refused:
        extract(content, url=URL, content_type=content_type)
    assert refused.value.reason == reason
    assert len(str(refused.value)) > 20


def test_nothing_that_could_run_is_left():
    hostile = (
        '<p onclick="x()">The pilot <script>alert(1)</script><a href="javascript:x()">retired</a> and the harbour '
        'office <a href="&#106;avascript:y()">looks</a> for another one on the mainland.</p></article></main></body>'
        "<svg><script>z()</script></svg><style>@import 'x'</style><iframe srcdoc='<script>'></iframe>"
    )
    html = extract(page(f"<article>{body()}{hostile}{body()}</article>"), url=URL).body_html.value
    for bad in ("script", "onclick", "iframe", "style", "svg"):
        assert bad not in html.lower()


def test_hostile_linked_data_costs_nothing():
    deep = "[" * 100_000
    many = '<script type="application/ld+json">' + '{"@graph":[' + '{"a":1},' * 60_000 + "{}]}</script>"
    start = time.perf_counter()
    found = extract(page(head=f'<script type="application/ld+json">{deep}</script>{many}'), url=URL)
    assert found.title.value == "No ferry, no bread | Tide" or found.title.value == "No ferry, no bread"
    assert time.perf_counter() - start < 5


def test_private_characters_of_a_page_cannot_forge_our_marks():
    forged = (
        "\ue001\U000f0000a forged link\ue002 stands in this sentence about the harbour office and its pilot."
    )
    found = extract(page(f"<article>{body(forged, *SENTENCES)}</article>"), url=URL)
    assert "a forged link stands" in found.body_text.value
    assert "<a " not in found.body_html.value
