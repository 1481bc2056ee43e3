"""What readers call the values of records, by record and value; marked for translation here."""

from __future__ import annotations

from collections.abc import Callable


def N_(message: str) -> str:
    """Mark a message for extraction and return it as it is."""
    return message


WORDS: dict[str, dict[str, str]] = {
    "origin": {
        "exclusive": N_("Exclusive"),
        "translation": N_("Translation"),
        "reprint": N_("Reprint"),
        "summary": N_("Summary"),
    },
    "made": {
        "translation": N_("This translation"),
        "reprint": N_("This reprint"),
        "summary": N_("This summary"),
    },
    "genre": {
        "news": N_("News"),
        "analysis": N_("Analysis"),
        "opinion": N_("Opinion"),
        "interview": N_("Interview"),
    },
    "role": {
        "author": N_("Author"),
        "translator": N_("Translator"),
        "editor": N_("Editor"),
        "photographer": N_("Photographer"),
    },
    "source": {
        "wire": N_("News agency"),
        "press": N_("Press"),
        "official": N_("Official"),
        "text": N_("Text of an agreement"),
        "analysis": N_("Analysis"),
        "monitor": N_("Monitor"),
    },
    "permission": {
        "agreement": N_("Agreement with the outlet"),
        "letter": N_("The outlet’s letter"),
        "licence": N_("Open licence"),
        "own": N_("Our own work"),
    },
    "change": {"update": N_("Update"), "correction": N_("Correction")},
    "withdrawn": {
        "lapsed": N_("Our permission to publish it has ended."),
        "removed": N_("It was removed for legal reasons."),
        "editor": N_("The editors have withdrawn it."),
    },
    "cited_by": {"story": N_("Story"), "claim": N_("Claim"), "event": N_("Event")},
    "listing": {
        "section": N_("Section"),
        "topic": N_("Topic"),
        "person": N_("Person"),
        "outlet": N_("Outlet"),
        "newest": N_("Newest"),
    },
}


def words(gettext: Callable[[str], str]) -> Callable[[str, str], str]:
    """Return ``word(record, value)`` for a language; a value without a word is returned as it is."""

    def word(record: str, value: str) -> str:
        message = WORDS[record].get(value)
        return gettext(message) if message else value

    return word
