"""What stands in the journal stays: the database itself refuses, on SQLite and on PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from hocvuso.journal.actions import seal_days
from hocvuso.journal.models import Entry, Seal
from tests.guards import APPEND_ONLY
from tests.journal.facts import utc, write_entry

pytestmark = pytest.mark.django_db

TRIGGERS = {
    "sqlite": {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")},
    "postgresql": {f"{table}_no_{what}" for table in APPEND_ONLY for what in ("change", "truncate")},
}
NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
}


@pytest.fixture
def written():
    """One fact, sealed."""
    entry = write_entry(utc(1))
    seal_days(today=utc(5).date())
    assert (Entry.objects.count(), Seal.objects.count()) == (1, 1)  # adding succeeds
    return entry


def refused(statement) -> bool:
    """Whether the database refuses, with our words."""
    try:
        with transaction.atomic():
            statement()
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def run(sql: str):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_triggers_are_there_after_all_migrations():
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    assert found >= TRIGGERS[connection.vendor]


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_rows_are_neither_changed_nor_deleted(written, table):
    column = {"journal_entry": "home", "journal_seal": "hash"}[table]
    assert refused(lambda: run(f"UPDATE {table} SET {column} = '82'"))
    assert refused(lambda: run(f"DELETE FROM {table}"))
    assert Entry.objects.get().home == "28249"
    assert Seal.objects.count() == 1


def test_no_row_is_replaced_through_an_insert(written):
    if connection.vendor == "sqlite":  # its REPLACE tells the DELETE trigger only with recursive_triggers on (settings.py)
        columns = ", ".join(field.column for field in Entry._meta.concrete_fields)
        values = columns.replace("home", "'82'")
        assert refused(lambda: run(f"INSERT OR REPLACE INTO journal_entry ({columns}) SELECT {values} FROM journal_entry"))
    else:
        assert refused(lambda: run("INSERT INTO journal_entry SELECT * FROM journal_entry ON CONFLICT (id) DO UPDATE SET home = '82'"))
    assert Entry.objects.get().home == "28249"


def test_a_table_is_not_emptied(written):
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # a key still to be checked would refuse it first
        assert refused(lambda: run("TRUNCATE journal_seal"))
        assert refused(lambda: run("TRUNCATE journal_entry CASCADE"))
    else:  # SQLite knows no TRUNCATE: it deletes row by row
        assert refused(lambda: Entry.objects.all().delete() and None) or refused(lambda: run("DELETE FROM journal_entry WHERE 1"))
    assert Entry.objects.count() == 1


def test_the_same_row_through_django_is_refused_too(written):
    written.home = "82"
    assert refused(written.save)
    assert refused(lambda: Entry.objects.update(home="82"))
    assert refused(Seal.objects.get().delete)
