"""One test per cell of the licence table, and the rules around it."""

import datetime

import pytest

from standfirst.provenance import licences
from standfirst.provenance.licence_codes import table
from standfirst.provenance.models import Original, Permission

YES, NO, NC = "yes", "no", "only non-commercial"
CELLS = {
    "CC0": (YES, YES, YES),
    "PD": (YES, YES, YES),
    "CC-BY": (YES, YES, YES),
    "CC-BY-SA": (YES, YES, YES),
    "CC-BY-ND": (YES, NO, YES),
    "CC-BY-NC": (NC, NC, YES),
    "CC-BY-NC-SA": (NC, NC, YES),
    "CC-BY-NC-ND": (NC, NO, YES),
    "AGREEMENT": (NO, NO, NO),
    "UNKNOWN": (NO, NO, YES),
    "TDM-RESERVED": (NO, NO, YES),
}


@pytest.mark.parametrize(
    ("licence", "origin", "cell"),
    [
        (licence, origin, cell)
        for licence, row in CELLS.items()
        for origin, cell in zip(licences.USES, row, strict=True)
    ],
)
def test_cell(licence, origin, cell):
    commercial = licences.allowed(licence, origin, non_commercial=False)
    charity = licences.allowed(licence, origin, non_commercial=True)
    assert commercial.ok == (cell == YES)
    assert charity.ok == (cell in {YES, NC})
    assert bool(commercial.reasons) != commercial.ok
    assert commercial.robots == ("noindex" if origin == "reprint" else "")


def test_every_row_of_the_file_has_its_cells_tested():
    assert set(table()) == set(CELLS)


@pytest.mark.parametrize(
    ("licence", "condition"),
    [("CC-BY-ND-4.0", "unchanged"), ("CC-BY-NC-ND", "unchanged"), ("CC-BY-SA-3.0", "share-alike"),
     ("CC-BY-4.0", "changes-stated"), ("CC-BY", "licence-link")],
)  # fmt: skip
def test_reprint_carries_the_licence_s_conditions(licence, condition):
    assert condition in licences.allowed(licence, "reprint", non_commercial=True).conditions


def test_unknown_rights_mean_a_summary_in_our_own_words_by_a_person():
    assert licences.allowed("", "summary", non_commercial=True).conditions == (
        "own-words", "link", "human-written",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("cc-by-nc-nd-3.0", "CC-BY-NC-ND-3.0"),
        ("Creative Commons BY-SA 4.0", "CC-BY-SA-4.0"),
        ("CC-BY-3.0-IGO", "CC-BY-3.0"),
        ("https://creativecommons.org/licenses/by-nd/4.0/deed.ru", "CC-BY-ND-4.0"),
        ("http://creativecommons.org/licenses/by/3.0/us/", "CC-BY-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "PD"),
        ("CC0-1.0", "CC0"),
        ("Public Domain", "PD"),
        ("all rights reserved", "UNKNOWN"),
        ("© Somebody 2024", "UNKNOWN"),
        ("CC BY-MAGIC 4.0", "UNKNOWN"),
        ("", "UNKNOWN"),
    ],
)
def test_licence_names_are_understood(written, code):
    assert licences.normalise(written) == code


@pytest.mark.parametrize(
    ("code", "url"),
    [
        ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
        ("CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("unknown", ""),
    ],
)
def test_licence_links_to_its_text(code, url):
    assert licences.licence_url(code) == url


def grant(**fields):
    return Permission(kind="agreement", allows_reprint=True, allows_translation=True, **fields)


def test_permission_outweighs_the_licence():
    assert licences.allowed("", "translation", non_commercial=False, permission=grant()).ok


def test_permission_covers_only_its_languages():
    permission = grant(languages=["az"])
    assert licences.allowed("", "translation", non_commercial=False, permission=permission, language="az").ok
    refused = licences.allowed("", "translation", non_commercial=False, permission=permission, language="ru")
    assert not refused.ok and "az" in refused.reasons[0]


def test_last_day_of_a_permission_counts():
    permission = grant(valid_until=datetime.date(2026, 5, 1))

    def on(day):
        when = datetime.date(2026, 5, day)
        return licences.allowed("", "reprint", non_commercial=False, permission=permission, day=when).ok

    assert on(1) and not on(2)


def test_open_licence_on_file_follows_the_table_and_not_the_ticks():
    permission = Permission(kind="licence", licence="CC-BY-ND-4.0", allows_translation=True)
    assert not licences.allowed("", "translation", non_commercial=True, permission=permission).ok


def test_outlet_s_licence_does_not_cover_another_right_holder_s_text():
    own = Original(outlet_id=1, licence="CC BY 4.0")
    agency = Original(outlet_id=1, rights_holder_id=2, licence="CC BY 4.0")
    assert licences.stated_licence(own) == "CC-BY-4.0"
    assert licences.stated_licence(agency) == "UNKNOWN"
