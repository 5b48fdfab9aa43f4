"""Copies of a data folder: whole, made under writes, and put back only where nothing is."""

import sqlite3
import tarfile
import threading
from datetime import datetime

import pytest

from hocvuso.base.copies import CopyProblem, make_copy, restore_copy

NOW = datetime(2025, 7, 20, 21, 30)  # noqa: DTZ001  # the name of a file, in local time


@pytest.fixture
def data(tmp_path):
    """A folder in use: a database in WAL mode with an open connection, an upload, a key, things that are made again."""
    folder = tmp_path / "data"
    (folder / "uploads" / "a").mkdir(parents=True)
    (folder / "uploads" / "a" / "list.xlsx").write_bytes(b"sheet")
    (folder / "secret-key").write_text("key")
    for name in ("voice", "static"):
        (folder / name).mkdir()
        (folder / name / "big").write_text("made again")
    database = sqlite3.connect(folder / "hocvuso.sqlite3", isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY, pair INTEGER)")
    database.execute("INSERT INTO fact (pair) VALUES (1), (1)")
    yield folder
    database.close()


@pytest.fixture
def away(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def facts(folder) -> int:
    database = sqlite3.connect(folder / "hocvuso.sqlite3")
    try:
        return database.execute("SELECT count(*) FROM fact").fetchone()[0]
    finally:
        database.close()


def test_a_copy_comes_back_whole(data, away, tmp_path):
    copy = make_copy(data, away, NOW)
    assert copy.name == "hocvuso-20250720-213000.tar.gz"
    assert copy.stat().st_mode & 0o077 == 0
    assert [path.name for path in away.iterdir()] == [copy.name]

    again = tmp_path / "again"
    assert restore_copy(copy, again) == 3
    assert facts(again) == 2
    assert (again / "uploads" / "a" / "list.xlsx").read_bytes() == b"sheet"
    assert sorted(path.name for path in again.iterdir()) == ["hocvuso.sqlite3", "secret-key", "uploads"]


def test_a_copy_made_while_people_write_holds_whole_transactions(data, away, tmp_path):
    stop = threading.Event()

    def write_pairs():
        database = sqlite3.connect(data / "hocvuso.sqlite3", timeout=20, isolation_level=None)
        while not stop.is_set():
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO fact (pair) VALUES (2)")
            database.execute("INSERT INTO fact (pair) VALUES (2)")
            database.execute("COMMIT")
            stop.wait(0.001)
        database.close()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    try:
        copies = [make_copy(data, away, NOW.replace(second=second)) for second in range(3)]
    finally:
        stop.set()
        writer.join()
    for number, copy in enumerate(copies):
        again = tmp_path / f"again{number}"
        restore_copy(copy, again)
        assert facts(again) % 2 == 0


def test_data_is_never_overwritten(data, away):
    copy = make_copy(data, away, NOW)
    with pytest.raises(CopyProblem, match="đã có dữ liệu"):
        restore_copy(copy, data)
    assert facts(data) == 2


def test_a_damaged_copy_leaves_the_folder_as_it_was(data, away, tmp_path):
    copy = make_copy(data, away, NOW)
    copy.write_bytes(copy.read_bytes()[:-40])
    again = tmp_path / "again"
    with pytest.raises(CopyProblem, match="cannot be read"):
        restore_copy(copy, again)
    assert list(again.iterdir()) == []


def test_a_copy_writes_nowhere_else(tmp_path):
    evil = tmp_path / "evil.tar.gz"
    (tmp_path / "x").write_text("x")
    with tarfile.open(evil, "w:gz") as tar:
        tar.add(tmp_path / "x", "../outside")
    with pytest.raises(CopyProblem, match="strange"):
        restore_copy(evil, tmp_path / "again")
    assert not (tmp_path / "outside").exists()


def test_a_damaged_database_is_not_copied(data, away):
    broken = data / "hocvuso.sqlite3"
    for side in data.glob("hocvuso.sqlite3-*"):
        side.unlink()
    broken.write_bytes(b"not a database at all" * 100)
    with pytest.raises(CopyProblem, match="cannot be read"):
        make_copy(data, away, NOW)
    assert list(away.iterdir()) == []


def test_nowhere_to_copy_to_is_said(data, tmp_path):
    with pytest.raises(CopyProblem, match="No such folder"):
        make_copy(data, tmp_path / "none", NOW)
