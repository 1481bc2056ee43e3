"""Between two breakpoints no answer changes; on each, one does."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings

from standfirst.dossiers.reckoning import Assessor, assess, breakpoints, read_data, rows_on
from standfirst.dossiers.tests.generated import whole_dossiers
from standfirst.dossiers.tests.river import claim, event, river, with_term

FIRST, LAST = date(2021, 2, 20), date(2023, 3, 10)


@settings(max_examples=15, deadline=None)
@given(whole_dossiers())
def test_every_day_has_the_rows_of_its_breakpoint(data):
    dossier = read_data(data)
    points = breakpoints(Assessor(dossier))
    fresh = Assessor(dossier)
    day = FIRST
    while day <= LAST:
        here, _ = rows_on(points, day)
        assert (list(here.rows) if here else []) == fresh.assess(day, day), day
        day += timedelta(days=1)
    for before, after in pairwise(points):
        assert before.rows != after.rows and before.day < after.day


def test_what_is_scheduled_is_a_change_that_will_come():
    term = {"start": "2021-03-01", "duration": "P1Y", "renewal": {"duration": "P1Y", "mode": "automatic"}}
    dossier = read_data(river(claim("c1", says="within"), provisions=with_term(**term)))
    days = [point.day for point in breakpoints(Assessor(dossier))]
    assert date(2022, 3, 2) in days and date(2023, 3, 2) in days and len(days) < 20


def test_a_term_that_was_extended_early_is_renewed_from_its_first_end():
    data = river(events=[event("renews", "2023-02-01")])
    dossier = read_data(data)
    points = breakpoints(Assessor(dossier))
    for day in (date(2023, 3, 1), date(2023, 3, 2), date(2025, 3, 2)):
        assert list(rows_on(points, day)[0].rows) == assess(dossier, day, day)


def test_an_extension_long_before_the_last_day_on_record_is_a_breakpoint_too():
    term = {"start": "2021-03-01", "duration": "P1Y", "renewal": {"duration": "P1Y", "mode": "automatic"}}
    sources = [
        {"id": "t", "outlet": "gazette", "date": "2021-03-01"},
        {"id": "late", "outlet": "gazette", "date": "2025-06-01"},
    ]
    data = river(
        events=[event("ends", "2025-05-01", via="late")], provisions=with_term(**term), sources=sources
    )
    dossier = read_data(data)
    points = breakpoints(Assessor(dossier))
    for day in (date(2022, 3, 2), date(2024, 3, 2), date(2024, 12, 31), date(2025, 6, 1)):
        assert list(rows_on(points, day)[0].rows) == assess(dossier, day, day)
