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
    "verdict": {
        "no data": N_("no data"),
        "unverified": N_("unverified"),
        "within": N_("within the limit"),
        "exceeded": N_("exceeded"),
        "contested": N_("contested"),
        "under way": N_("under way"),
        "met": N_("kept"),
        "breached": N_("broken"),
        "consistent": N_("consistent"),
        "not assessable": N_("not assessable"),
    },
    "level": {"established": N_("established"), "reported": N_("reported"), "alleged": N_("alleged")},
    "state": {
        "not in force": N_("not in force"),
        "in force": N_("in force"),
        "suspended": N_("suspended"),
        "winding down": N_("winding down"),
        "renewed": N_("renewed"),
        "expired": N_("expired"),
        "ended": N_("ended"),
        "terminated early": N_("terminated early"),
        "unknown": N_("unknown"),
    },
    "standing": {"agreed": N_("agreed"), "disputed": N_("disputed"), "unsigned": N_("unsigned")},
    "provision": {
        "agreement": N_("Agreement"),
        "limit": N_("Limit"),
        "obligation": N_("Obligation"),
        "prohibition": N_("Prohibition"),
        "permission": N_("Permission"),
        "term": N_("Term"),
        "body": N_("Body"),
        "mandate": N_("Mandate"),
    },
    "event": {
        "opens": N_("Opening"),
        "closes": N_("Closing"),
        "begins_ending": N_("Beginning of the end"),
        "ends": N_("End"),
        "suspends": N_("Suspension"),
        "resumes": N_("Resumption"),
        "renews": N_("Renewal"),
        "handover": N_("Handover"),
        "incident": N_("Incident"),
        "accreditation": N_("Accreditation"),
        "statement": N_("Statement"),
        "other": N_("Event"),
    },
    "happened": {
        "planned": N_("planned"),
        "under_way": N_("under way"),
        "done": N_("done"),
        "cancelled": N_("cancelled"),
        "unknown": N_("whether it happened is unknown"),
    },
    "signature": {
        "signed": N_("signed"),
        "approved": N_("approved it"),
        "not_signed": N_("did not sign"),
        "unknown": N_("whether it signed is unknown"),
    },
    "party": {"signatory": N_("signatory"), "guarantor": N_("guarantor"), "witness": N_("witness")},
    "asserter": {
        "self": N_("the addressee itself"),
        "monitor": N_("the appointed monitor"),
        "party": N_("a party to the agreement"),
        "third": N_("a third party"),
    },
    "how": {
        "observed": N_("observed"),
        "stated": N_("stated"),
        "documented": N_("documented"),
        "inferred": N_("inferred"),
    },
    "verification": {
        "reported": N_("reported"),
        "verified": N_("verified"),
        "disputed": N_("disputed"),
        "dismissed": N_("dismissed"),
    },
    "precision": {
        "exact": N_("the very place"),
        "near": N_("near it"),
        "admin2": N_("its district"),
        "admin1": N_("its province"),
        "region": N_("its region"),
        "country": N_("its country"),
    },
    "participant": {"from": N_("from whom"), "to": N_("to whom"), "by": N_("by whom")},
    "says": {
        "within": N_("within the limit"),
        "exceeded": N_("exceeded"),
        "met": N_("kept"),
        "breached": N_("broken"),
        "under_way": N_("under way"),
        "agreed": N_("it was agreed"),
        "not_agreed": N_("it was not agreed"),
        "planned": N_("planned"),
        "done": N_("done"),
        "cancelled": N_("cancelled"),
        "unknown": N_("unknown"),
    },
    "hedge": {
        "tens": N_("tens"),
        "dozens": N_("dozens"),
        "hundreds": N_("hundreds"),
        "thousands": N_("thousands"),
    },
    "side": {
        "within": N_("kept"),
        "exceeding": N_("not kept"),
        "undecided": N_("does not decide it"),
    },
    "measurable": {
        "yes": N_("It can be measured."),
        "no": N_("It cannot be measured."),
        "unclear": N_("Whether it can be measured is unclear: its wording leaves it open."),
    },
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
