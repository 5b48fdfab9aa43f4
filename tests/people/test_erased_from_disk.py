"""Erased means gone from the files too: SQLite keeps no copy in free space or in its write-ahead log."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from hocvuso.base import clock
from hocvuso.people.actions.persons_edit import edit_person, erase_person
from hocvuso.people.models import Account, Mention, Person
from hocvuso.places.models import Area
commune = Area.objects.get(pk="28249")
officer = Account.objects.create_user("0912345678", "x", name="Lan")
for _ in range(20):
    person = Person.objects.create(name="Zqxv Canary", name_key="zqxv canary", home=commune, commune=commune, created_at=clock.now())
    Mention.objects.create(person=person, commune=commune, name=person.name, name_key=person.name_key, created_at=clock.now())
    edit_person(person=person, name="Zqxv Canary Dài Hơn", birth_year=1950, sex="f", home=commune, groups=[], phone="", by=officer)
    if not {keep}:
        erase_person(person=person, by=officer)
"""


def canaries(folder: Path, *, keep: bool) -> int:
    """How often the name stands in the files of a data folder after the script ran there."""
    environment = {**os.environ, "HOCVUSO_DATA": str(folder), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "hocvuso.settings"}
    command = [sys.executable, "-m", "hocvuso", "shell", "--no-imports", "-c", SCRIPT.replace("{keep}", str(keep))]
    subprocess.run(command, env=environment, check=True, timeout=120, capture_output=True)
    return sum(path.read_bytes().lower().count(b"zqxv canary") for path in folder.glob("hocvuso.sqlite3*"))


@pytest.mark.full
def test_no_file_holds_an_erased_name(tmp_path):
    assert canaries(tmp_path / "kept", keep=True) > 0, "the scan can find it"
    assert canaries(tmp_path / "erased", keep=False) == 0
