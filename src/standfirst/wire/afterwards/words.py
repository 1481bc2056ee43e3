"""What a text says, whatever its layout: white space, quotation marks and what stands around an article are nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_WORD = re.compile(r"(?<!\w)[-\u2212](?=\d)|\w+|[$€£¥₽₺₼₾֏%‰°]")
_SENTENCE_END = re.compile(r"[.!?…։؟。][\"'”’»)\]]*$")
_FURNITURE_WORDS = 25
_FURNITURE = re.compile(
    r"""\W*(?:
    (?:also\ )?read\ (?:also|more|next|on)|also\ read|see\ also|related(?:\ articles|\ stories|\ topics)?\b|share\b|follow\ us|
    subscribe|sign\ up|advertisement|sponsored|photo(?:graph)?s?\s*:|image\s*:|most\ read|tags?\s*:|print\b|
    читайте|читать\ дал|смотрите\ так|подпи(?:сывайтесь|шитесь)|поделиться|реклама|фото\s*:|теги\s*:|
    həmçinin\ oxu|oxuyun|paylaş|reklam|abunə\ ol|foto\s*:|
    ayrica|ilgili\ haber|abone\ ol|fotoğraf\s*:
    )""",
    re.VERBOSE,
)
_STAMP = re.compile(
    r"""\W*(?:(?:last\ )?(?:updated?|modified|published|posted)|обновл|опубликован|yenilən|dərc|nəşr|güncelle|yayin)""",
    re.VERBOSE,
)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}|\d{4}|\d{1,2}/\d{1,2}")
_COUNT = re.compile(
    r"""\W*\d[\d\s.,]*\s*(?:min|hour|day|week|view|comment|share|мин|час|дн|день|просмотр|коммент|dəqiqə|saat|gün|baxiş|şərh|
    dakika|yorum|görüntü)""",
    re.VERBOSE,
)
_FEW, _STAMP_WORDS = 4, 8


def folded(text: str) -> str:
    """Return ``text`` in lower case as patterns are written: İ, I and ı are one letter, ё is е."""
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ё", "е").replace("i̇", "i")


def words(text: str) -> list[str]:
    """Return the words, numbers and signs of money and measure, as they are written; a minus stays with its number."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u2212", "-")
    return _WORD.findall(plain)


def is_furniture(paragraph: str) -> bool:
    """Tell what stands around an article, such as "Read also" or "Updated 14:03", from what it says."""
    count = len(words(paragraph))
    low = folded(paragraph.strip())
    if count <= _FURNITURE_WORDS and _FURNITURE.match(low):
        return True
    if count <= _STAMP_WORDS and _STAMP.match(low) and _TIME.search(low):
        return True
    ends = _SENTENCE_END.search(paragraph.strip())
    if count <= _FEW and not ends and _COUNT.match(low):
        return True
    return count < _FEW and not ends and not re.search(r"\d", low)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs that say something, each on one line."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line and not is_furniture(line)]


def said(text: str) -> str:
    """Return what a text says: its words in order. Two texts that say the same differ in nothing that counts."""
    return " ".join(word for paragraph in paragraphs(text) for word in words(paragraph))


def mark_of(title: str, text: str) -> str:
    """Return the SHA-256 of what a title and a text say."""
    return hashlib.sha256(f"{' '.join(words(title))}\n{said(text)}".encode()).hexdigest()
