"""What each row of a sheet says, and which rows are no people: totals, signatures, headings inside the list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hocvuso.base.text import clean
from hocvuso.base.workbooks import Sheet
from hocvuso.field.sheets.cells import NO_BIRTH, Birth, Cell, birth_of, birth_of_age, day_of_cell, phone_of, text_of
from hocvuso.field.sheets.layout import Layout, looks_like_a_name
from hocvuso.field.sheets.words import SheetWords, plain_words
from hocvuso.places.rules import read_villages

LONGEST_NAME = 70
NO_NAME = "Thiếu họ tên."
NOT_A_NAME = "Ô họ tên không giống tên người."


@dataclass(frozen=True)
class RowRead:
    """One person as one row names them. `number` counts from 1, as Excel shows it; `problem` says why it is not taken."""

    number: int
    name: str
    birth: Birth = NO_BIRTH
    phone: str = ""
    village: str = ""  # as written
    sex: str = ""
    groups: tuple[str, ...] = ()
    skill: str = ""
    moment: datetime | None = None  # a form's time stamp, local and naive
    day: date | None = None  # of a day column or a time stamp
    problem: str = ""
    phone_unread: str = ""  # what stood in the phone column when it is no phone number
    on: date = date(2025, 7, 1)  # the day by which ages were reckoned


def read_rows(sheet: Sheet, layout: Layout, words: SheetWords, on: date) -> list[RowRead]:
    """The people of a sheet, from top to bottom. `on` is the day by which two-digit years and ages are read."""
    reader = _Reader(layout, words, on)
    return [read for index in range(layout.first, len(sheet.rows)) if (read := reader.read(index + 1, sheet.rows[index]))]


class _Reader:
    """Goes down a sheet and remembers the heading it is under ("Khu phố 3") and whether the signatures have begun."""

    def __init__(self, layout: Layout, words: SheetWords, on: date):
        self.layout, self.words, self.on = layout, words, on
        self.section = ""
        self.ended = False

    def read(self, number: int, row: Sequence[Cell]) -> RowRead | None:
        filled = [text for cell in row if (text := text_of(cell))]
        if not filled or self._is_header_again(row) or any(self.words.is_total(text) for text in filled[:2]):
            return None
        name, phone, birth = self._name(row), self._phone(row), self._birth(row)
        evidence = bool(phone or birth.year)
        if not evidence and any(self.words.is_footer(text) for text in filled):
            self.ended = True
            return None
        if self.ended and not (name and evidence):
            return None
        if not name or (len(filled) == 1 and not looks_like_a_name(name, self.words.surnames)):
            return self._without_name(number, row, filled, evidence)
        problem = "" if _is_name(name) else NOT_A_NAME
        return self._person(number, row, name, birth, phone, problem)

    def _without_name(self, number: int, row: Sequence[Cell], filled: list[str], evidence: bool) -> RowRead | None:
        """A heading inside the list is remembered; a line with only its number is empty; the rest lacks its name."""
        if len(filled) == 1 and read_villages(filled[0]):
            self.section = filled[0]
            return None
        told = [
            column for role in ("phone", "birth", "village", "group") for column in self.layout.columns(role) if self._text(row, column)
        ]
        if not told or (len(filled) == 1 and not evidence):
            return None
        return RowRead(number, "", problem=NO_NAME)

    def _person(self, number: int, row: Sequence[Cell], name: str, birth: Birth, phone: str, problem: str) -> RowRead:
        moment = next((cell for column in self.layout.columns("time") if isinstance(cell := self._cell(row, column), datetime)), None)
        moment = moment or _moment(" ".join(self._texts(row, "time")))
        days = [
            found for role in ("day", "time") for column in self.layout.columns(role) if (found := day_of_cell(self._cell(row, column)))
        ]
        skill = " ".join(self._texts(row, "skill"))
        return RowRead(
            number=number,
            name=name,
            birth=birth,
            phone=phone,
            village=self._village(row),
            sex=self._sex(row),
            groups=self.words.groups_in(" , ".join(self._texts(row, "group"))),
            skill=self.words.skill_in(skill),
            moment=moment,
            day=days[0] if days else None,
            problem=problem,
            phone_unread="" if phone else self._unread_phone(row),
            on=self.on,
        )

    def _cell(self, row: Sequence[Cell], column: int) -> Cell:
        return row[column] if column < len(row) else None

    def _text(self, row: Sequence[Cell], column: int) -> str:
        return text_of(self._cell(row, column))

    def _texts(self, row: Sequence[Cell], role: str) -> list[str]:
        return [text for column in self.layout.columns(role) if (text := self._text(row, column)) and not self.words.says_nothing(text)]

    def _is_header_again(self, row: Sequence[Cell]) -> bool:
        """The header repeated at the top of a printed page."""
        cells = [(column, plain_words(text_of(cell))) for column, cell in enumerate(row) if text_of(cell)]
        headers = {column: plain_words(header) for column, header in enumerate(self.layout.headers)}
        return len(cells) >= 2 and sum(headers.get(column) == words for column, words in cells) * 2 > len(cells)

    def _name(self, row: Sequence[Cell]) -> str:
        if self.layout.has("family_name") or (self.layout.has("given_name") and self.layout.has("name")):
            order = ("family_name", "name", "given_name")
            return clean(" ".join(text for role in order for text in self._texts(row, role)))
        return clean(next(iter(self._texts(row, "name")), ""))

    def _phone(self, row: Sequence[Cell]) -> str:
        return next((phone for column in self.layout.columns("phone") if (phone := phone_of(self._cell(row, column)))), "")

    def _unread_phone(self, row: Sequence[Cell]) -> str:
        return next((text for text in self._texts(row, "phone") if re.search(r"\d{4}", text)), "")

    def _birth(self, row: Sequence[Cell]) -> Birth:
        """From the birth column; from "Nam" and "Nữ" columns that hold years; from an age."""
        for role in ("birth", "male", "female"):
            for column in self.layout.columns(role):
                if (birth := birth_of(self._cell(row, column), self.on)).year:
                    return birth
        return next(
            (birth for column in self.layout.columns("age") if (birth := birth_of_age(self._cell(row, column), self.on)).year), NO_BIRTH
        )

    def _sex(self, row: Sequence[Cell]) -> str:
        """From the sex column, or from the one of two columns that has a tick (or a year) in it."""
        stated = next((sex for text in self._texts(row, "sex") if (sex := self.words.sex_of(text))), "")
        ticked = [
            sex
            for role, sex in (("male", "m"), ("female", "f"))
            if any(_ticked(self._cell(row, column)) for column in self.layout.columns(role))
        ]
        return stated or (ticked[0] if len(ticked) == 1 else "")

    def _village(self, row: Sequence[Cell]) -> str:
        """What the row says of where the person lives; a bare number takes the kind that its header names ("Thôn": "3")."""
        parts = []
        for column in self.layout.columns("village"):
            text = self._text(row, column)
            if text and not (self.words.says_nothing(text) and not text.isdecimal()):
                parts.append(
                    f"{_kind_of_header(self.layout, column)} {text}".strip() if re.fullmatch(r"0*\d{1,3}[a-hA-H]?", text) else text
                )
        return ", ".join(parts) or self.section


def _kind_of_header(layout: Layout, column: int) -> str:
    """The word before a village's name when the header states just one: "Khu phố", "Thôn số"; "" for "Địa chỉ", "Tổ/Khu phố"."""
    words = plain_words(layout.headers[column]) if column < len(layout.headers) else ""
    return {
        "khu pho": "Khu phố",
        "thon": "Thôn",
        "ap": "Ấp",
        "khom": "Khóm",
        "to dan pho": "Tổ dân phố",
        "xom": "Xóm",
        "ban": "Bản",
        "buon": "Buôn",
    }.get(words.removesuffix(" so"), "")


def _ticked(cell: Cell) -> bool:
    """Any mark but a written no."""
    return plain_words(text_of(cell)) not in {"", "0", "khong", "false"} or text_of(cell) in {"✓", "✔", "√", "+", "*"}


def _is_name(name: str) -> bool:
    return (
        len(name) <= LONGEST_NAME and len(name.split(" ")) <= 10 and sum(ch.isalpha() for ch in name) >= 2 and not re.search(r"\d{3}", name)
    )


def _moment(text: str) -> datetime | None:
    """A form's time stamp: "03/07/2025 12:51:52", "2025-07-03T12:51"."""
    found = re.search(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(SA|CH|AM|PM)?", text, re.IGNORECASE)
    day = day_of_cell(text)
    if not found or not day:
        return None
    hour = int(found[1]) % 12 + (12 if found[4].upper() in {"CH", "PM"} else 0) if found[4] else int(found[1])
    try:
        return datetime(day.year, day.month, day.day, hour, int(found[2]), int(found[3] or 0))  # noqa: DTZ001
    except ValueError:
        return None
