"""A seal names what it holds, and entries are found by the day they were received.

Adding a column rebuilds the table on SQLite, which drops its triggers: they are put back.
"""

from django.db import migrations, models

from hocvuso.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only_triggers")]

    operations = [
        migrations.AddField(model_name="seal", name="ids", field=models.BinaryField(default=b"")),
        append_only("journal_seal"),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["received_at"], name="entry_received")),
    ]
