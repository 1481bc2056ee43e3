"""A front asks for its newest stories, not for all of them."""

import pytest
from django.db import connection

from standfirst.stories import newest_index
from standfirst.stories.gatherings import Gathering
from standfirst.stories.tests.factories import make_publication

pytestmark = pytest.mark.django_db


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, "wagtailcore_page"))


def test_the_index_is_there_after_migrate_and_made_again_where_it_was_lost() -> None:
    assert newest_index.NAME in indexes()
    with connection.cursor() as cursor:
        cursor.execute(f'DROP INDEX "{newest_index.NAME}"')
    newest_index.make()
    assert newest_index.NAME in indexes()


def test_the_newest_of_a_language_come_from_the_index() -> None:
    make_publication()
    if connection.vendor == "sqlite":  # PostgreSQL chooses by how many rows there are, here none
        assert newest_index.NAME in Gathering("newest", "", "en").newest().explain()
