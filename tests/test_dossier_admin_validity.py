"""The admin's pages of dossiers are valid HTML, but for what Wagtail's own templates bring along."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.dossiers.actions import import_dossier
from standfirst.dossiers.actions.reporting import Said, invite, receive
from standfirst.dossiers.admin.views import SECTIONS
from standfirst.dossiers.models import Dossier
from standfirst.dossiers.reckoning import read_data
from standfirst.dossiers.tests.river import claim, event, river
from standfirst.stories.tests.factories import as_chief
from tests.tools.validators import html_errors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
WAGTAILS = {
    "A table row was 1 columns wide, which is less than the column count established by the first row (2).": (
        "Its list of keyboard shortcuts, which every page holds, writes colspan on the row instead of on the cell."
    ),
}
"""What the checker says of Wagtail's own templates, by message, with the reason. Where Wagtail mends one, it goes from here."""
INCIDENT = event("incident", "2021-06-20", "guards", "g2", place="bridge")


def url(name: str, *args: object) -> str:
    return reverse(f"standfirst_dossiers:{name}", args=args)


@pytest.fixture
def ferry(client: Client, settings: Any, tmp_path: Path) -> Dossier:
    settings.FOLDER = replace(settings.FOLDER, path=tmp_path)
    as_chief(client)
    places = [{"id": "bridge", "name": {"en": "The bridge"}}]
    value = river(claim("c1", says="exceeded"), claim("c2", "north"), events=[INCIDENT], places=places)
    value["claims"][1] |= {"says": "within"}
    return import_dossier(read_data(value), why="", live=True)


def pages(client: Client, ferry: Dossier) -> dict[str, Any]:
    """What each page answers, by a name for it."""
    reporter, _token = invite(ferry, {"name": "A. Person"}, days=3, user=None)
    said = Said("0" * 32, "en", "2021-06-20", "Shots.", "observed", place="bridge", contact="me@example.org")
    report = receive(ferry, said, reporter)
    pk, seen, claimed = ferry.pk, report.pk, url("record", ferry.pk, "claims", "c1")
    onto = f"{url('report', pk, seen)}?onto={INCIDENT['id']}"
    found = {f"add-{section}": client.get(url("add", pk, section)) for section in SECTIONS}
    found |= {
        f"edit-{section}": client.get(url("record", pk, section, ident))
        for section, ident in (("claims", "c1"), ("events", INCIDENT["id"]), ("agreements", "pact"))
    }
    return found | {
        "wrong-fields": client.post(url("add", pk, "provisions"), {"kind": "limit", "from": "soon"}),
        "wrong-record": client.post(url("record", pk, "agents", "south"), {"action": "remove-really"}),
        "remove": client.post(claimed, {"action": "remove"}),
        "history": client.get(url("history", pk, "claims", "c1")),
        "index": client.get(url("index")),
        "dossier": client.get(url("dossier", pk)),
        "head": client.get(url("head", pk)),
        "tables": client.get(url("tables", pk)),
        "reports": client.get(url("reports", pk)),
        "report": client.get(url("report", pk, seen)),
        "onto": client.post(onto, {"action": "look", "verification": "verified"}),
        "identity": client.post(url("identity", pk, reporter.pk)),
        "forget-reporter": client.get(url("forget_reporter", pk, reporter.pk)),
        "forget-sender": client.get(url("forget_sender", pk, seen)),
    }


def test_the_pages_of_dossiers_are_valid(client: Client, ferry: Dossier, tmp_path: Path) -> None:
    files = []
    for name, answer in pages(client, ferry).items():
        assert answer.status_code == 200, name
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(answer.content)
    # The checker is seen to check: it finds what is wrong in this one.
    files.append(tmp_path / "wrong.html")
    form = '<form method="post">'
    files[-1].write_text(files[0].read_text().replace(form, f"{form}<ul><p>no item</p></ul>", 1))
    errors = html_errors(*files)
    ours = [each for each in errors if not any(f": {message} | " in each for message in WAGTAILS)]
    assert len(ours) == 1 and ours[0].startswith("wrong.html:"), ours
    gone = [message for message in WAGTAILS if not any(message in each for each in errors)]
    assert gone == [], "Wagtail has mended it."
