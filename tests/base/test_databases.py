"""An unsound SQLite is refused at the start; a database that cannot be written is noticed."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from hocvuso.base.databases import SOUND_SQLITE, can_write, refuse_unsound_sqlite

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 7, 0)])
def test_an_unsound_sqlite_is_refused_with_what_to_do(version):
    with pytest.raises(ImproperlyConfigured, match=r"3\.51\.3.*pysqlite3.*DATABASE_URL"):
        refuse_unsound_sqlite(version)


@pytest.mark.parametrize("version", [SOUND_SQLITE, (3, 53, 0), (4, 0, 0)])
def test_a_sound_one_is_taken(version):
    refuse_unsound_sqlite(version)


def test_the_program_runs_on_the_sound_one():
    assert sqlite3.sqlite_version_info >= SOUND_SQLITE


@pytest.mark.parametrize(("version", "starts"), [((3, 40, 1), False), ((3, 51, 3), True)])
def test_the_program_does_not_start_on_an_unsound_one(tmp_path, version, starts):
    code = f"import hocvuso, sqlite3; sqlite3.sqlite_version_info = {version}; from hocvuso import settings"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"HOCVUSO_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode == 0) is starts
    assert ("SQLite 3.40.1" in done.stderr) is not starts


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_healthy_database_can_be_written():
    assert can_write(connection) is True


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_read_only_database_cannot():
    switch = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off"),
    }
    close, open_ = switch[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(close)
        try:
            assert can_write(connection) is False
        finally:
            cursor.execute(open_)
    assert can_write(connection) is True


FULL_DISK = """
import resource, signal
import django
django.setup()
from django.db import connection
from hocvuso.base.databases import can_write

with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE t (a)")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
answers = [can_write(connection)]
for bytes_left in (0, resource.RLIM_INFINITY):  # no file may grow, as on a full disk; then space comes back
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, resource.RLIM_INFINITY))
    answers.append(can_write(connection))
print(answers)
"""


def test_a_full_disk_is_noticed_and_so_is_its_end(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"HOCVUSO_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hocvuso.settings"}
    done = subprocess.run([sys.executable, "-c", FULL_DISK], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[True, False, True]", "")
