"""What each row of a sheet says, and which rows are no people: totals, signatures, headings inside the list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from hocvuso.base.text import clean, fold
from hocvuso.base.workbooks import Sheet
from hocvuso.field.sheets.cells import NO_BIRTH, Birth, Cell, birth_of, birth_of_age, day_in, day_of_cell, phone_of, text_of
from hocvuso.field.sheets.layout import Layout, is_number_row, looks_like_a_name
from hocvuso.field.sheets.stamps import month_is_first, stamp_of
from hocvuso.field.sheets.words import SheetWords, plain_words
from hocvuso.places.rules import read_villages

LONGEST_NAME = 70
NO_NAME = _("Thiếu họ tên.")
NOT_A_NAME = _("Ô họ tên không giống tên người.")
CARRIED_DOWN = frozenset({"village", "group", "skill", "day", "time"})
ABSENT = _("Danh sách ghi là vắng mặt.")
FIRST_DAY = date(2020, 1, 1)  # no list of the movement is older
# A line that cites a document carries that document's day, not the gathering's.
CITES = re.compile(r"ke hoach so|kem theo|cong van|quyet dinh|nghi quyet|can cu|huong dan so|thong bao so")
# With their marks: "Bàn Thị Hoa" is a person, "Bản Nà Lau" a village.
_KIND_IN_MARKS = re.compile(r"(?i)(?:thôn|ấp|bản|buôn|xóm|làng|khóm|khối|bon|phum|sóc|khu phố|tổ dân phố|khu dân cư)\s")
_REMARKS = re.compile(r"ghi chu|note|diem danh|co mat|\bvang\b|ky ten|ky nhan|chu ky|tinh trang")


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
    day: date | None = None  # stated for this row: in a day column, or by the title of its part of the sheet
    problem: str = ""
    phone_unread: str = ""  # what stood in the phone column when it is no phone number
    on: date = date(2025, 7, 1)  # the day by which ages were reckoned


def read_rows(sheet: Sheet, layout: Layout, words: SheetWords, on: date, today: date | None = None) -> list[RowRead]:
    """The people of a sheet, from top to bottom. `on` is the day by which two-digit years and ages are read."""
    reader = _Reader(sheet, layout, words, on, today or on)
    return [read for index in range(layout.first, len(sheet.rows)) if (read := reader.read(index))]


class _Reader:
    """Goes down a sheet and remembers the heading it is under ("Khu phố 3"), the cells above (for "như trên"), and whether the
    signatures have begun."""

    def __init__(self, sheet: Sheet, layout: Layout, words: SheetWords, on: date, today: date):
        self.sheet, self.layout, self.words, self.on, self.today = sheet, layout, words, on, today
        self.headers = {column: plain_words(header) for column, header in enumerate(layout.headers)}
        self.section = ""
        self.ended = False
        self.part_day: date | None = None  # of a second list below the first on one sheet
        self.between: list[str] = []  # lines since the last person: the title of the next list
        self.above: dict[int, Cell] = {}
        self.merged = _merged_down(sheet, layout)
        stamps = [text_of(row[column]) for column in layout.columns("time") for row in sheet.rows[layout.first :] if column < len(row)]
        self.month_first = month_is_first(stamps, None if on == today else on, today)

    def read(self, index: int) -> RowRead | None:
        row = self._complete(index, self.sheet.rows[index])
        filled = [text for cell in row if (text := text_of(cell))]
        if not filled or is_number_row(row) or any(self.words.is_total(text) for text in filled[:3]):
            return None
        if self._is_header_again(row):
            self._begin_part()
            return None
        name, birth, phone = self._person_cells(row)
        evidence = bool(phone or birth.year)
        if not evidence and not looks_like_a_name(name, self.words.surnames) and any(self.words.is_footer(text) for text in filled):
            self.ended = True
            self.between.append(" ".join(filled))
            return None
        if section := self._section_in(filled, evidence):
            self.section, self.ended = section, False
            return None
        if self.ended and not (name and evidence):
            self.between.append(" ".join(filled))
            return None
        if not name or self._is_a_heading(name) or (len(filled) == 1 and not looks_like_a_name(name, self.words.surnames)):
            return self._without_name(index + 1, row, filled, evidence)
        problem = "" if _is_name(name) else str(NOT_A_NAME)
        return self._person(index + 1, row, name, birth, phone, problem or (str(ABSENT) if self._is_absent(row) else ""))

    def _complete(self, index: int, row: Sequence[Cell]) -> list[Cell]:
        """The row with what its ditto marks and the cells merged downwards mean; never for what tells people apart."""
        row = list(row)
        for column, role in self.layout.roles.items():
            if role not in CARRIED_DOWN:
                continue
            cell = row[column] if column < len(row) else None
            if self.words.is_ditto(cell) or (not text_of(cell) and (index, column) in self.merged):
                row += [None] * (column + 1 - len(row))
                row[column] = self.above.get(column)
            elif text_of(cell):
                self.above[column] = cell
        return row

    def _begin_part(self) -> None:
        """The header again: a new page, or a new list with a title and a day of its own."""
        days = (day_in(line) for line in self.between if not CITES.search(fold(line)))
        self.part_day = next((day for day in days if day and FIRST_DAY <= day <= self.today), self.part_day)
        self.ended, self.between = False, []

    def _section_in(self, filled: list[str], evidence: bool) -> str:
        """The village that a line of its own names ("I. Khu phố 3", "KHU PHỐ 3:"); "" when the line is none."""
        texts = [text for text in filled if not re.fullmatch(r"[IVXivx]+\.?|\d{1,3}|[A-Ha-h]\.?", text)]
        if evidence or len(texts) != 1:
            return ""
        text = re.sub(r"^(?:[IVX]+|\d{1,2}|[A-H])\s*[.)/]\s*", "", clean(texts[0]))
        text = re.sub(r"\s*[:(–-]\s*(?:\d+\s*(?:người|học viên|hộ|hv).*)?$", "", text, flags=re.IGNORECASE)
        found = read_villages(text)
        named = len(found) == 1 and found[0].kinds and (found[0].is_number or _KIND_IN_MARKS.match(text))
        return text if named and len(text) <= 40 else ""

    def _is_a_heading(self, name: str) -> bool:
        """A line of a form, not a person: "Họ và tên"."""
        return plain_words(name) in self.words.columns["name"]

    def _is_absent(self, row: Sequence[Cell]) -> bool:
        """Whether the remarks say that somebody on the list did not come."""
        return any(
            self.words.says_absent(self._text(row, column))
            for column, role in self.layout.roles.items()
            if role == "ignored" and _REMARKS.search(plain_words(self.layout.headers[column]) if column < len(self.layout.headers) else "")
        )

    def _without_name(self, number: int, row: Sequence[Cell], filled: list[str], evidence: bool) -> RowRead | None:
        """A line with only its number, or prepared for somebody who did not come, is empty; the rest lacks its name."""
        if evidence and len(filled) > 1 and not self.ended:
            return RowRead(number, "", problem=str(NO_NAME))
        self.between.append(" ".join(filled))
        return None

    def _person_cells(self, row: Sequence[Cell]) -> tuple[str, Birth, str]:
        """Name, birth and phone; also when all three stand in the cell of the name ("1. Nguyễn Văn A - 1954")."""
        name, birth, phone = self._name(row), self._birth(row), self._phone(row)
        if not re.search(r"\d", name):
            return name, birth, phone
        name = re.sub(r"^\d{1,4}\s*[.)/-]\s*|^\d{1,3}\s+(?=[^\W\d_])", "", name)
        if beside := re.search(r"[\s,;:–\-(/]*\b(?:sn|sinh năm|sinh ngày|sđt|đt|năm sinh)?[\s.:]*\d.*$", name, re.IGNORECASE):
            if not re.search(r"\d{4}|\d[/.-]\d", beside[0]):
                return name, birth, phone
            birth = birth if birth.year else birth_of(beside[0].strip(" ,;:-–()/"), self.on)
            phone = phone or phone_of(beside[0])
            stated = birth.year or phone
            name = name[: beside.start()].strip(" ,;:-–(/") if stated else name
        return name, birth, phone

    def _person(self, number: int, row: Sequence[Cell], name: str, birth: Birth, phone: str, problem: str) -> RowRead:
        stamps = (stamp_of(self._cell(row, column), self.month_first) for column in self.layout.columns("time"))
        days = (day_of_cell(self._cell(row, column)) for column in self.layout.columns("day"))
        day = next((day for day in days if day and FIRST_DAY <= day <= self.today), self.part_day)
        skill = " ".join(self._texts(row, "skill"))
        self.between = []
        return RowRead(
            number=number,
            name=name,
            birth=birth,
            phone=phone,
            village=self._village(row),
            sex=self._sex(row),
            groups=self.words.groups_in(" , ".join(self._texts(row, "group"))),
            skill=self.words.skill_in(skill),
            moment=next((stamp for stamp in stamps if stamp), None),
            day=day,
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
        return len(cells) >= 2 and sum(self.headers.get(column) == words for column, words in cells) * 2 > len(cells)

    def _name(self, row: Sequence[Cell]) -> str:
        if self.layout.has("family_name") or (self.layout.has("given_name") and self.layout.has("name")):
            order = ("family_name", "name", "given_name")
            return without_notes(" ".join(text for role in order for text in self._texts(row, role)))
        return without_notes(next(iter(self._texts(row, "name")), ""))

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
        "kp": "Khu phố",
        "to": "Tổ",
        "tdp": "Tổ dân phố",
        "khoi pho": "Khối phố",
        "khoi": "Khối",
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
    return plain_words(text_of(cell)) not in {"", "0", "khong", "false"} or text_of(cell) in {"✓", "✔", "√", "+", "*", "☑", "☒", "■", "●"}


def _merged_down(sheet: Sheet, layout: Layout) -> set[tuple[int, int]]:
    """The cells (row, column) below the first of a merged block among the people, and the empty ones of a day column."""
    merged = {
        (row, column)
        for top, left, bottom, right in sheet.merged
        if top >= layout.first and left == right and bottom > top
        for row in range(top + 1, min(bottom + 1, len(sheet.rows)))
        for column in (left,)
    }
    return merged | {(row, column) for column in layout.columns("day") for row in range(layout.first, len(sheet.rows))}


def without_notes(name: str) -> str:
    """A name without what stands in brackets after it ("(tổ trưởng)", "(con bà Sáu)"); a year or a phone there stays."""
    return clean(re.sub(r"\([^)\d]*\)?|\[[^\]\d]*\]?", " ", name)).strip(" .,;:-*")


def _is_name(name: str) -> bool:
    return (
        len(name) <= LONGEST_NAME and len(name.split(" ")) <= 10 and sum(ch.isalpha() for ch in name) >= 2 and not re.search(r"\d{3}", name)
    )
