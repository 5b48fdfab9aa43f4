"""Rows as they come in, cleaned and counted, so that a file too large is left before it fills the memory."""

import math
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from hocvuso.base.text import clean
from hocvuso.base.workbooks import limits
from hocvuso.base.workbooks.model import Cell, Sheet
from hocvuso.base.workbooks.mojibake import mender_of

_REMEMBERED = 50_000


class TooMuch(Exception):
    """A limit was passed; `code` is one of errors.MESSAGES."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Collector:
    """Takes the rows of all sheets of one file and keeps the counts that the limits are about."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._rows = 0
        self._blank = 0  # blank rows since the last row with something in it
        self._characters = 0
        self._same: dict[str, str] = {}

    def begin(self, name: str, merged: Iterable[tuple[int, int, int, int]] = ()) -> None:
        if len(self.sheets) >= limits.SHEETS:
            raise TooMuch("too-many-sheets")
        self._blank = 0
        self.sheets.append(Sheet(name=clean(name), rows=[], merged=list(merged)))

    def add(self, values: Iterable[object]) -> None:
        """One row, its cells still as found in the file."""
        row = [self._cell(value) for value in values]
        while row and row[-1] is None:
            row.pop()
        if not row:
            self.skip(1)
            return
        self._count(row)
        # Blank rows are written when a row follows: trailing ones never are.
        rows = self.sheets[-1].rows
        rows.extend([] for _ in range(self._blank))
        rows.append(row)
        self._blank = 0

    def skip(self, rows: int) -> None:
        """So many blank rows."""
        self._blank += rows
        if self._blank > limits.BLANK_ROWS:
            raise TooMuch("too-wide")

    def finish(self) -> list[Sheet]:
        """The sheets, without trailing empty rows, broken letters mended, all text on one clean line."""
        for sheet in self.sheets:
            _mend(sheet.rows)
            while sheet.rows and not sheet.rows[-1]:
                sheet.rows.pop()
        return self.sheets

    def _count(self, row: list[Cell]) -> None:
        self._rows += 1
        if self._rows > limits.ROWS:
            raise TooMuch("too-many-rows")
        if sum(cell is not None for cell in row) > limits.COLUMNS:
            raise TooMuch("too-many-columns")
        if len(row) > limits.LAST_COLUMN or len(self.sheets[-1].rows) + self._blank >= limits.LAST_ROW:
            raise TooMuch("too-wide")

    def _cell(self, value: object) -> Cell:
        if isinstance(value, str):
            return self._text(value)
        return plain_value(value)

    def _text(self, value: str) -> str | None:
        value = value[: limits.CELL_CHARACTERS]
        if not value or value.isspace():
            return None
        known = self._same.get(value)
        if known is None:
            self._characters += len(value)
            if self._characters > limits.TEXT_CHARACTERS:
                raise TooMuch("too-big")
            known = value
            if len(self._same) < _REMEMBERED and len(value) < 60:
                self._same[value] = value
        return known


def plain_value(value: object) -> Cell:
    """A number, date or tick as the rest of the program wants it: whole numbers whole, TRUE as "x", times as "07:30"."""
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, int | date | datetime):
        return value
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return None


def _mend(rows: list[list[Cell]]) -> None:
    """Mends and cleans every text cell in place. Mending is first: cleaning drops the soft hyphen that is "ư" in TCVN3."""
    mend = mender_of(cell for row in rows for cell in row if isinstance(cell, str) and not cell.isascii())
    for row in rows:
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                row[at] = _one_line(mend(cell))
        while row and row[-1] is None:
            row.pop()


def _one_line(text: str) -> str | None:
    # Most cells are clean already, and asking is ten times faster than cleaning.
    if text.isprintable() and "  " not in text and text == text.strip() and unicodedata.is_normalized("NFC", text):
        return text or None
    return clean(text) or None
