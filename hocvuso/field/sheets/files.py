"""One file as a whole: its lists, the day, the place and the skill that its title or its name states."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from hocvuso.base.text import clean, fold
from hocvuso.base.workbooks import Sheet, Workbook
from hocvuso.field.sheets.cells import day_in, text_of
from hocvuso.field.sheets.layout import Layout, find_layout
from hocvuso.field.sheets.rows import RowRead, read_rows
from hocvuso.field.sheets.words import SheetWords
from hocvuso.places.rules import read_villages

# A line that cites a document carries that document's day, not the gathering's.
_CITES = re.compile(r"ke hoach so|kem theo|cong van|quyet dinh|nghi quyet|can cu|huong dan so|thong bao so")
_VENUE = re.compile(r"(?:địa điểm|địa chỉ|nơi tổ chức|tại)\s*:?\s+(.{3,120}?)(?=\s*(?:[,;\n]|lúc\b|ngày\b|từ\b|vào\b|$))", re.IGNORECASE)


@dataclass(frozen=True)
class Corrections:
    """What the officer set for a file; empty means: as understood."""

    columns: dict[str, dict[int, str]] = field(default_factory=dict)  # by the model's signature
    day: date | None = None
    skill: str = ""
    place: str = ""  # a village as written, or its code

    @classmethod
    def from_json(cls, data: dict) -> "Corrections":
        return cls(
            columns={
                signature: {int(column): role for column, role in roles.items()} for signature, roles in data.get("columns", {}).items()
            },
            day=date.fromisoformat(data["day"]) if data.get("day") else None,
            skill=data.get("skill", ""),
            place=data.get("place", ""),
        )


@dataclass(frozen=True)
class SheetRead:
    """One list of a file."""

    name: str
    layout: Layout
    rows: list[RowRead]
    day: date | None  # None: each row's own day, or not stated at all
    venue: str
    place: str  # the village in the title, as written
    skill: str  # what the title states, for rows that state none
    examples: tuple[tuple[str, ...], ...] = ()  # the first rows below the header, to be shown


@dataclass(frozen=True)
class FileRead:
    """A file understood. `problem` says why nothing of it can be taken."""

    name: str
    sheets: list[SheetRead]
    problem: str = ""
    puzzles: tuple[SheetRead, ...] = ()  # tables in which no column of names was found: the officer may say which it is

    @property
    def rows(self) -> list[RowRead]:
        return [row for sheet in self.sheets for row in sheet.rows]


NO_LIST = "Không thấy danh sách người nào trong tệp “{name}”. Bác kiểm tra có cột “Họ và tên” không."
NO_PEOPLE = "Tệp “{name}” có tiêu đề nhưng chưa có dòng nào."


def read_file(workbook: Workbook, words: SheetWords, today: date, corrections: Corrections | None = None) -> FileRead:
    """Every list of a workbook. `today` is the latest day a list can be of; ages and short years are read by the list's day."""
    corrections = corrections or Corrections()
    read = [_read_sheet(workbook, sheet, words, today, corrections) for sheet in workbook.sheets]
    lists = [sheet for sheet in read if sheet.rows]
    problem = "" if lists else (NO_PEOPLE if any(sheet.layout.is_list for sheet in read) else NO_LIST).format(name=workbook.name)
    puzzles = tuple(sheet for sheet in read if not sheet.layout.is_list and len(sheet.examples) > 1)
    return FileRead(workbook.name, lists, problem, puzzles)


def _read_sheet(workbook: Workbook, sheet: Sheet, words: SheetWords, today: date, corrections: Corrections) -> SheetRead:
    layout = find_layout(sheet, words, corrections.columns)
    titles = [clean(line) for line in layout.title.split("\n") if not _CITES.search(fold(line))]
    named = stem(workbook.name)
    day = corrections.day or _first_day([*titles, sheet.name, named], today)
    rows = read_rows(sheet, layout, words, day or today) if layout.is_list else []
    stated = [*titles, sheet.name if len(workbook.sheets) > 1 else "", named]
    venue = next((found[1].strip(" .:-") for line in titles if (found := _VENUE.search(line))), "")
    skill = corrections.skill or next((code for text in stated if (code := words.skill_in(text))), "")
    place = corrections.place or venue or _numbered_village(named)
    return SheetRead(sheet.name, layout, rows, day or _usual_day(rows, today), venue, place, skill, _examples(sheet, layout))


def _numbered_village(name: str) -> str:
    """The numbered village that a file's name states ("DS KP4 ngay 05.07": Khu phố 4); a name would be guessing."""
    for found in read_villages(name):
        number = re.match(r"0*(\d{1,3}[A-Ha-h]?)(?!\w)", found.name)
        if found.kinds and number:
            return f"{found.kinds[0]} {number[1]}"
    return ""


def _examples(sheet: Sheet, layout: Layout) -> tuple[tuple[str, ...], ...]:
    filled = (row for row in sheet.rows[layout.first :] if any(text_of(cell) for cell in row))
    return tuple(tuple(text_of(cell) for cell in row) for row, _ in zip(filled, range(3), strict=False))


def stem(name: str) -> str:
    """A file's name without its ending, its separators as spaces except between digits."""
    return re.sub(r"(?<!\d)[_-]|[_-](?!\d)", " ", re.sub(r"\.[A-Za-z]{2,4}$", "", name))


def _first_day(texts: list[str], today: date) -> date | None:
    return next((day for text in texts if (day := day_in(text)) and date(2020, 1, 1) <= day <= today), None)


def _usual_day(rows: list[RowRead], today: date) -> date | None:
    """The day that all rows with a day share; None when they differ, so that each row keeps its own."""
    days = Counter(row.day for row in rows if row.day and row.day <= today)
    return next(iter(days)) if len(days) == 1 else None


def day_of_row(sheet: SheetRead, row: RowRead) -> date | None:
    """The day a row belongs to."""
    return sheet.day or row.day
