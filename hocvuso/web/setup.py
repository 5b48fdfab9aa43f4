"""Making a data folder ready: every command calls this first, and it costs nothing when there is nothing to do."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hocvuso.base import clock
from hocvuso.places.actions import load_areas
from hocvuso.places.actions.areas import DATA, changes_due


def prepare_data_folder() -> None:
    """Migrates an empty or older database, gives it the areas, and remembers that it did.

    Two commands that start together: the second waits for the first, and then finds nothing to do.
    """
    now = schema_stamp()
    if is_ready(now):
        return
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_ready(now):
            return
        call_command("migrate", interactive=False, verbosity=0)
        load_areas()
        stamp_path().write_text(now)


def is_ready(stamp: str) -> bool:
    return stamp_path().exists() and stamp_path().read_text() == stamp and database_is_there()


def stamp_path() -> Path:
    return settings.DATA_DIR / "schema"


def schema_stamp() -> str:
    """A hash of the names of all migrations, of the shipped areas, of the changes to them in force today, and of the database."""
    names = sorted(f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    where = ":".join(str(connection.settings_dict[key]) for key in ("HOST", "PORT", "NAME"))
    files = b"".join((DATA / name).read_bytes() for name in ("areas.csv", "changes.csv"))
    return hashlib.sha256("\n".join([*names, where, str(changes_due(clock.today()))]).encode() + files).hexdigest()


def database_is_there() -> bool:
    """A SQLite file may have been deleted behind our back; a PostgreSQL database is taken at its word."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()
