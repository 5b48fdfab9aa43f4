"""What a workbook is once it has been read."""

from dataclasses import dataclass, field
from datetime import date, datetime

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[0]` is row 1 as Excel shows it. `merged`: (first row, first column, last row, last column), from 0."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Workbook:
    """A file as the officer named it. `encoding` is "" for Excel files."""

    name: str
    sheets: list[Sheet]
    encoding: str = ""
