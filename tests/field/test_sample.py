"""The sample of Đạo Thạnh, July 2025: 15 lists, 529 rows, 510 attendances, 416 people, decided to the last row."""

import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from hocvuso.base.workbooks import read_workbook
from hocvuso.field.sheets.files import read_file
from hocvuso.field.sheets.plan import make_plan
from tests.field.truth import COMMUNE, TODAY, sheet_words

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "content" / "sample" / "sheets"
TRUTH = json.loads((HERE / "sample_truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def plan():
    return make_plan([read_file(read_workbook(path, path.name), sheet_words(), TODAY) for path in sorted(SAMPLE.iterdir())], COMMUNE)


def who(session: dict, number: int):
    return session["who_is_in_row"].get(str(number))


def test_every_row_is_understood(plan):
    sessions = {session["file"]: session for session in TRUTH["sessions"]}
    wanted = {(name, int(number)) for name, session in sessions.items() for number in session["who_is_in_row"]}
    assert {(plan.files[row.file].name, row.row.number) for row in plan.rows} == wanted
    assert (len(plan.rows), plan.attendances, plan.people) == (529, 510, 416)
    assert not [row for row in plan.rows if row.reason]
    assert {plan.files[row.file].name: str(row.gathering.day) for row in plan.rows} == {n: s["date"] for n, s in sessions.items()}


def test_nobody_is_merged_wrongly_and_nobody_is_missed(plan):
    sessions = {session["file"]: session for session in TRUTH["sessions"]}
    ours, theirs = defaultdict(set), defaultdict(set)
    for row in plan.rows:
        person = who(sessions[plan.files[row.file].name], row.row.number)
        ours[row.person].add(person)
        theirs[person].add(row.person)
    assert [people for people in ours.values() if len(people) > 1] == []
    assert [people for people in theirs.values() if len(people) > 1] == []


def test_places_days_and_statuses(plan):
    assert sorted(plan.new_villages) == sorted(f"Khu phố {number}" for number in range(1, 13))
    units = {session["file"]: session["unit"] for session in TRUTH["sessions"]}
    assert {plan.files[file].name: place for (file, _), place in plan.places.items()} == units
    assert set(plan.by_status()) <= {"new", "known", "repeat", "review"}
    assert plan.by_status()["repeat"] == 529 - 510


def test_the_sample_has_the_window_of_the_report(plan):
    """15 June to 14 July: 479 attendances of 392 people, the figures in the report."""
    inside = {(row.person, row.gathering) for row in plan.accepted if row.gathering.day <= date(2025, 7, 14)}
    assert (len(inside), len({person for person, _ in inside})) == (479, 392)
    assert Counter(row.gathering.day.month for row in plan.accepted) == {7: 529}
