"""What is between this machine and others is not in a backup."""

import sqlite3
from dataclasses import replace

from django.conf import settings

from standfirst.project.backup import HUBS, copy_database
from standfirst.wire.models import HubDelivery, HubSubscription


def test_a_backup_has_no_secret_of_a_hub_and_all_the_rest(tmp_path):
    assert {model._meta.db_table for model in (HubDelivery, HubSubscription)} == set(HUBS)
    (tmp_path / "out").mkdir()
    folder = replace(settings.FOLDER, path=tmp_path, database_url="")
    for known in (HUBS, ()):
        folder.database.unlink(missing_ok=True)
        with sqlite3.connect(folder.database) as made:
            for table in (*known, "other"):
                made.execute(f"CREATE TABLE {table} (secret TEXT)")
                made.execute(f"INSERT INTO {table} VALUES ('between us {table}')")
        made.close()
        copy = copy_database(folder, tmp_path / "out")
        written = copy.read_bytes()
        assert b"between us other" in written and b"between us wire_hub" not in written
        assert b"between us wire_hub" in folder.database.read_bytes() or not known
        copy.unlink()
