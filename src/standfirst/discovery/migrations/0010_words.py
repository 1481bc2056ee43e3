"""The index of folded words: FTS5 on SQLite, a tsvector on PostgreSQL."""

from django.db import migrations

_SQLITE = """
CREATE VIRTUAL TABLE discovery_words USING fts5(
    headline, standfirst, body,
    prefix='2 3', tokenize='unicode61 remove_diacritics 0'
)
"""
_POSTGRESQL = """
ALTER TABLE discovery_searchentry ADD COLUMN words tsvector NOT NULL DEFAULT ''::tsvector;
CREATE INDEX discovery_words ON discovery_searchentry USING gin (words);
"""


def make(apps, schema_editor):
    schema_editor.execute(_SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE discovery_words")


class Migration(migrations.Migration):
    dependencies = [("discovery", "0004_initial")]
    operations = [migrations.RunPython(make, drop)]
