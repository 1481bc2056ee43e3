"""Our migrations run on every Wagtail that we say we run on: the lowest is 7.4."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "standfirst"
LAST_OF_7_4 = {
    "wagtailcore": 97,
    "wagtailimages": 27,
    "wagtaildocuments": 14,
    "wagtailsearch": 10,
    "wagtailadmin": 6,
}


def test_no_migration_depends_on_one_that_wagtail_7_4_has_not() -> None:
    found = 0
    for file in SOURCE.glob("*/migrations/*.py"):
        for app, number, name in re.findall(
            r"\(['\"](wagtail\w+)['\"], ['\"](\d{4})(\w*)['\"]\)", file.read_text()
        ):
            found += 1
            assert int(number) <= LAST_OF_7_4[app], (
                f"{file.name} depends on {app} {number}{name}: depend on {LAST_OF_7_4[app]:04} instead"
            )
    assert found
