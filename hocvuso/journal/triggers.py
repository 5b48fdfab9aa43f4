"""Triggers that refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE on a table of the journal."""

from django.db import migrations

MESSAGE = "the journal is append-only: add an entry that corrects the earlier one"


def create(connection, table: str) -> None:
    """Puts the triggers on the table, in place of any it had."""
    drop(connection, table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )
            return
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
        cursor.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
        )
        cursor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
        )


def drop(connection, table: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
            return
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")


def append_only(table: str) -> migrations.RunPython:
    """The migration operation that makes a table append-only; also for after a migration that rebuilt the table."""
    return migrations.RunPython(
        lambda apps, editor: create(editor.connection, table),
        lambda apps, editor: drop(editor.connection, table),
    )
