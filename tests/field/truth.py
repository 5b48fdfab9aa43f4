"""Measures a plan against the truth of made files: what was read of each row, and who was taken for whom."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hocvuso.base.workbooks import read_workbook
from hocvuso.field.sheets.files import FileRead, read_file
from hocvuso.field.sheets.plan import Commune, Plan, PlannedRow, make_plan
from hocvuso.field.sheets.words import SheetWords, read_words
from hocvuso.people.rules.identity import Question
from hocvuso.people.rules.names import read_name
from tests.field.made_files import WARD, MadeFile, Says

COMMUNE = Commune("28249", "Phường", WARD)
TODAY = date(2026, 1, 5)
WORDS = Path(__file__).parents[2] / "content" / "sheet-words.toml"


@cache
def sheet_words() -> SheetWords:
    return read_words(WORDS)


def read_made(made: MadeFile) -> FileRead:
    return read_file(read_workbook(made.path, made.path.name), sheet_words(), TODAY)


def plan_of(made: Iterable[MadeFile]) -> Plan:
    return make_plan([read_made(file) for file in made], COMMUNE)


def said(made: list[MadeFile]) -> dict[tuple, Says]:
    """The truth by (file, sheet, row number); the one sheet of a text file has no name."""
    return {
        (index, "" if file.path.suffix == ".csv" else sheet, number): one
        for index, file in enumerate(made)
        for sheet, number, one in file.says()
    }


def by_place(plan: Plan) -> dict[tuple, PlannedRow]:
    return {(row.file, plan.files[row.file].sheets[row.sheet].name, row.row.number): row for row in plan.rows}


def misread(plan: Plan, made: list[MadeFile]) -> list[str]:
    """What was not understood, a line each: rows lost, rows that are nobody, and each thing that was read wrongly."""
    wanted, found = said(made), by_place(plan)
    lines = [f"{made[place[0]].layout} {place[1:]}: {'lost' if place in wanted else 'nobody'}" for place in wanted.keys() ^ found.keys()]
    for place in wanted.keys() & found.keys():
        one, row = wanted[place], found[place]
        sheet = plan.files[row.file].sheets[row.sheet]
        pairs = {
            "name": (read_name(one.name).key, read_name(row.row.name).key),
            "year": (one.year, row.row.birth.year),
            "phone": (one.phone, row.row.phone),
            "village": (one.village, row.village),
            "sex": (one.sex, row.row.sex),
            "day": (one.day, row.gathering and row.gathering.day),
            "skill": (one.skill, (row.row.skill or sheet.skill) if one.skill else ""),
            "reason": ("", row.reason),
        }
        lines += [
            f"{made[place[0]].layout} {place[1:]} {what}: {own!r} read as {got!r}" for what, (own, got) in pairs.items() if own != got
        ]
    return sorted(lines)


@dataclass(frozen=True)
class Merges:
    """How many made persons were taken for one (wrong), and how many stand as several, before and after the review list."""

    wrong: int
    missed: int
    missed_after: int


def merges(plan: Plan, who: dict[Hashable, int]) -> Merges:
    """`who` is the true person of each mention. The review list is decided by the truth."""
    truth_of, ours_of = defaultdict(set), defaultdict(set)
    for row in plan.accepted:
        truth_of[row.person].add(who[row.mention])
        ours_of[who[row.mention]].add(row.person)
    person_of = {row.mention: row.person for row in plan.accepted}
    joined = joined_by(plan.questions, who, person_of)
    after = [{joined[person] for person in persons} for persons in ours_of.values()]
    return Merges(several(truth_of.values()), several(ours_of.values()), several(after))


def several(sets: Iterable[set]) -> int:
    return sum(len(one) > 1 for one in sets)


def joined_by(questions: Iterable[Question], who: dict[Hashable, int], person_of: dict) -> dict:
    """Each person's representative once every question is answered by the truth."""
    joined = {person: person for person in person_of.values()}

    def find(person):
        while joined[person] != person:
            person = joined[person]
        return person

    for question in questions:
        if question.left in who and question.right in who and who[question.left] == who[question.right]:
            joined[find(person_of[question.left])] = find(person_of[question.right])
    return {person: find(person) for person in joined}


def who_is_who(plan: Plan, made: list[MadeFile]) -> dict[Hashable, int]:
    wanted = said(made)
    return {row.mention: wanted[place].person for place, row in by_place(plan).items() if place in wanted}


def statuses(plan: Plan) -> Counter:
    return plan.by_status()
