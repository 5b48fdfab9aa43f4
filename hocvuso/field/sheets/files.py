"""One file as a whole: its lists, the day, the place and the skill that its title or its name states."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from hocvuso.base.text import clean, fold
from hocvuso.base.workbooks import Sheet, Workbook
from hocvuso.field.sheets.cells import day_in, text_of
from hocvuso.field.sheets.layout import SAMPLE, Layout, find_layout, is_heading, looks_like_a_name
from hocvuso.field.sheets.rows import CITES, FIRST_DAY, RowRead, read_rows
from hocvuso.field.sheets.words import SheetWords
from hocvuso.places.rules import read_villages

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


NO_LIST = _("Không thấy danh sách người nào trong tệp “{name}”. Bác kiểm tra có cột “Họ và tên” không.")
NO_PEOPLE = _("Tệp “{name}” có tiêu đề nhưng chưa có dòng nào.")


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
    titles = [clean(line) for line in layout.title.split("\n") if not CITES.search(fold(line))]
    named = stem(workbook.name)
    title_day = corrections.day or _first_day([*titles, sheet.name, named], today)
    holds_people = layout.is_list and (layout.signature in corrections.columns or _holds_people(sheet, layout, words))
    rows = read_rows(sheet, layout, words, title_day or today, today) if holds_people else []
    day = title_day or _first_day(_lines_below(sheet, rows), today)
    rows, day = _settle_days(rows, day, bool(corrections.day), today)
    own = sheet.name if len(workbook.sheets) > 1 else ""
    if not layout.has("village") and _IS_A_VILLAGE.fullmatch(fold(own)):
        rows = [row if row.village else replace(row, village=own) for row in rows]
    stated = [*titles, own, named]
    venue = next((found[1].strip(" .:-") for line in titles if (found := _VENUE.search(line))), "")
    skill = corrections.skill or next((code for text in stated if (code := words.skill_in(text))), "")
    place = corrections.place or _place([venue, *titles]) or venue or _numbered_village([sheet.name, named])
    return SheetRead(sheet.name, layout, rows, day, venue, place, skill, _examples(sheet, layout))


# A sheet named after a village holds that village's people.
_IS_A_VILLAGE = re.compile(
    r"(?:khu pho|kp|thon|ap|khom|xom|to dan pho|tdp|khoi|khu)\s*\.?\s*(?:so\s*)?\d{1,3}[a-h]?|(?:thon|ap|khom|xom|buon) [a-z ]{2,30}"
)


def _holds_people(sheet: Sheet, layout: Layout, words: SheetWords) -> bool:
    """Whether the column of names holds any: a page of instructions has the header's words, but nobody."""
    columns = layout.columns("name") or layout.columns("given_name")
    cells = [
        cell
        for row in sheet.rows[layout.first : layout.first + SAMPLE]
        for column in columns
        if column < len(row) and text_of(cell := row[column])
    ]
    strange = sum(is_heading(cell, words) and not looks_like_a_name(cell, words.surnames) for cell in cells)
    return strange * 2 <= len(cells)


def _lines_below(sheet: Sheet, rows: list[RowRead]) -> list[str]:
    """What stands below the last person: the day of signing says the day where nothing else does."""
    last = max((row.number for row in rows), default=len(sheet.rows))
    return [clean(" ".join(text_of(cell) for cell in row)) for row in sheet.rows[last : last + 15]]


def _place(texts: list[str]) -> str:
    """The first text that names a village by its number, or that is short and begins with its kind."""
    for text in texts:
        for found in read_villages(text):
            if found.kinds and found.is_number and not found.is_group:
                return text
    return ""


def _numbered_village(names: list[str]) -> str:
    """The numbered village that the name of a sheet or a file states ("DS KP4 ngay 05.07 muon": Khu phố 4); a word would be guessing."""
    for name in names:
        for found in read_villages(name):
            number = re.match(r"0*(\d{1,3}[A-Ha-h]?)(?!\w)", found.name)
            if found.kinds and number:
                return f"{found.kinds[0]} {number[1]}"
    return ""


def _settle_days(rows: list[RowRead], day: date | None, is_set: bool, today: date) -> tuple[list[RowRead], date | None]:
    """The rows with the day each states, and the day of the list for those that state none.

    What the officer set holds for all. A day column speaks for its row. Time stamps speak only where the list states no day, or
    where they all lie before it: then it is the day on which the answers were saved.
    """
    if is_set:
        return [replace(row, day=None) for row in rows], day
    stamps = [row.moment.date() for row in rows if row.moment and row.moment.date() <= today]
    if stamps and (day is None or sum(stamp < day for stamp in stamps) * 10 > len(stamps) * 9):
        rows = [replace(row, day=row.moment.date()) if row.moment and not row.day and row.moment.date() <= today else row for row in rows]
    own = {row.day for row in rows}
    return rows, (own.pop() if len(own) == 1 and None not in own else None if None not in own and own else day)


def _examples(sheet: Sheet, layout: Layout) -> tuple[tuple[str, ...], ...]:
    filled = (row for row in sheet.rows[layout.first :] if any(text_of(cell) for cell in row))
    return tuple(tuple(text_of(cell) for cell in row) for row, _ in zip(filled, range(3), strict=False))


def stem(name: str) -> str:
    """A file's name without its ending, its separators as spaces except between digits."""
    return re.sub(r"(?<!\d)[_-]|[_-](?!\d)", " ", re.sub(r"\.[A-Za-z]{2,4}$", "", name))


def _first_day(texts: list[str], today: date) -> date | None:
    return next((day for text in texts if (day := day_in(text)) and FIRST_DAY <= day <= today), None)


def day_of_row(sheet: SheetRead, row: RowRead) -> date | None:
    """The day a row belongs to."""
    return row.day or sheet.day
