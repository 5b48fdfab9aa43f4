"""Entries and seals can be added and never changed or deleted: triggers on both databases.

A later migration that rebuilds one of these tables on SQLite drops its triggers and must end with
`append_only("journal_…")` again; tests/journal/test_append_only.py looks for them after all migrations.
"""

from django.db import migrations

from hocvuso.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_entry_pending_seal")]

    operations = [append_only("journal_entry"), append_only("journal_seal")]
