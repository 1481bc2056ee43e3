"""A shared link shows the headline in its own letters."""

import io

import pytest
from PIL import Image, ImageDraw

from standfirst.discovery import share_picture
from standfirst.discovery.share_picture import SIZE, Share, draw

HEADLINES = {
    "en": "A headline of ordinary length",
    "az": "Müəllif haqqında: ə, ı, ğ, ş",
    "ru": "Заголовок на русском языке",
    "hy": "Երևանում",
    "ka": "თბილისში",
    "fa": "تهران و باکو (۱۲ نوامبر)",
}


def share(headline: str, language: str = "en") -> Share:
    return Share(headline, "The Digest", "World", language, "#a4241c")


@pytest.mark.parametrize("language", HEADLINES)
def test_every_language_is_drawn_at_the_size_that_readers_of_links_expect(language):
    picture = Image.open(io.BytesIO(draw(share(HEADLINES[language], language))))
    assert picture.size == SIZE
    assert len(set(picture.convert("L").crop((72, 200, 1128, 560)).tobytes())) > 2


def test_the_same_story_gives_the_same_bytes():
    assert draw(share("One")) == draw(share("One"))


@pytest.mark.parametrize("headline", ["word " * 200, "x" * 300, "", "   "])
def test_text_stays_inside(monkeypatch, headline):
    written = []
    plain = ImageDraw.ImageDraw.text
    monkeypatch.setattr(
        ImageDraw.ImageDraw,
        "text",
        lambda self, xy, text, **o: (written.append(xy), plain(self, xy, text, **o)),
    )
    draw(share(headline))
    assert all(y <= 565 for _, y in written)


def test_a_long_headline_is_cut_with_an_ellipsis():
    lines, _ = share_picture._fitted("word " * 200, 1000)
    assert lines[-1].endswith("…")
