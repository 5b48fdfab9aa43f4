"""Copies of a data folder: one file, made while people work, proved by opening it."""

import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

DATABASE = "hocvuso.sqlite3"
# Made again from what is copied: voices, static files, published pages, stamps of what was done.
MADE_AGAIN = {"voice", "static", "published", "schema", "static-stamp", "voice.log", "made-by"}


class CopyProblem(Exception):
    """A copy that cannot be made, or is not whole, or has nowhere to go; the message says what to do."""


def make_copy(data: Path, to: Path, now: datetime, *, with_database: bool = True) -> Path:
    """Copies the data folder into one file in the folder `to` and gives its path. The database is taken as of one moment."""
    if not to.is_dir():
        raise CopyProblem(f"Không có thư mục {to}. / No such folder.")
    target = to / f"hocvuso-{now:%Y%m%d-%H%M%S}.tar.gz"
    part = target.with_suffix(".part")
    try:
        with tempfile.TemporaryDirectory(dir=to) as temporary, tarfile.open(part, "w:gz", compresslevel=6) as tar:
            if with_database:
                snapshot = Path(temporary) / DATABASE
                copy_database(data / DATABASE, snapshot)
                tar.add(snapshot, DATABASE)
            for path in files_to_copy(data):
                tar.add(path, path.relative_to(data).as_posix(), recursive=False)
        part.chmod(0o600)  # it holds names and the key
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def files_to_copy(data: Path) -> Iterator[Path]:
    for path in sorted(data.rglob("*")):
        top = path.relative_to(data).parts[0]
        if path.is_file() and not path.is_symlink() and top not in MADE_AGAIN and not top.startswith(DATABASE):
            yield path


def copy_database(source: Path, target: Path) -> None:
    """SQLite's own on-line copy: readers and writers go on. What comes out is checked page by page."""
    if not source.exists():
        raise CopyProblem(f"Không có cơ sở dữ liệu {source}. / No such database.")
    here, there = sqlite3.connect(source), sqlite3.connect(target)
    try:
        here.backup(there)
        check(there)
    except sqlite3.DatabaseError as error:
        raise CopyProblem(f"Cơ sở dữ liệu không đọc được / the database cannot be read: {error}") from error
    finally:
        here.close()
        there.close()


def check(database: sqlite3.Connection) -> None:
    try:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise CopyProblem(f"Cơ sở dữ liệu không nguyên vẹn / the database is damaged: {answer}")


def restore_copy(copy: Path, data: Path) -> int:
    """Unpacks a copy into a data folder without a database; gives the number of files. A damaged copy leaves the folder as it was."""
    if (data / DATABASE).exists():
        raise CopyProblem(f"{data} đã có dữ liệu; hãy chọn một thư mục trống. / The folder already holds data; choose an empty one.")
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data) as temporary:
        try:
            count = unpack(copy, Path(temporary))
        except (tarfile.TarError, OSError, EOFError) as error:
            raise CopyProblem(f"Không đọc được bản sao {copy} / the copy cannot be read: {error}") from error
        restored = Path(temporary) / DATABASE
        if restored.exists():
            database = sqlite3.connect(restored)
            try:
                check(database)
            finally:
                database.close()
        for path in sorted(Path(temporary).iterdir()):
            settle(path, data / path.name)
    return count


def unpack(copy: Path, folder: Path) -> int:
    """Plain files with plain names only: a copy from elsewhere must not write outside the folder."""
    count = 0
    with tarfile.open(copy, "r:gz") as tar:
        for member in tar:
            name = PurePosixPath(member.name)
            if not member.isfile() or name.is_absolute() or ".." in name.parts:
                raise CopyProblem(f"Bản sao có mục lạ / the copy holds something strange: {member.name}")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            content = tar.extractfile(member)
            if content is None:
                raise CopyProblem(f"{member.name}: ?")
            with target.open("wb") as file:
                shutil.copyfileobj(content, file)
            target.chmod(0o600)
            count += 1
    return count


def settle(path: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    path.replace(target)
