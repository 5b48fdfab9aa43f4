"""In the child: an Excel file through calamine, as messages. First the container is looked at, then the sheets."""

from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from hocvuso.base.workbooks import limits
from hocvuso.base.workbooks.collecting import TooMuch
from hocvuso.base.workbooks.ole import check_ole
from hocvuso.base.workbooks.zips import check_zip

_BROKEN_CELLS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!", "#GETTING_DATA"}


def sheets(path: Path, kind: str) -> Iterator[object]:
    """The messages of every sheet that a person sees; hidden sheets hold lists for menus, and drafts."""
    (check_zip if kind == "zip" else check_ole)(path)
    try:
        # By content: given a path, calamine would believe the name.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            for at, about in enumerate(book.sheets_metadata):
                if _is_seen(about):
                    yield from _sheet(about.name, book.get_sheet_by_index(at))
    except PasswordError as error:
        raise TooMuch("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise TooMuch("encrypted" if "password" in str(error).lower() else "corrupt") from error


def _is_seen(about: SheetMetadata) -> bool:
    return about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible


def _sheet(name: str, sheet: CalamineSheet) -> Iterator[object]:
    merged = sorted([*first, *last] for first, last in sheet.merged_cell_ranges or [])
    yield {"sheet": name, "merged": merged[: limits.ROWS]}
    if sheet.start is None:
        return
    indent = [None] * sheet.start[1]  # rows come without the empty columns before the first one
    if sheet.total_height * sheet.total_width > limits.GRID_CELLS:
        raise TooMuch("too-wide")
    blank = 0
    for row in sheet.iter_rows():
        values = [None if isinstance(value, str) and value in _BROKEN_CELLS else value for value in row]
        while values and (values[-1] is None or values[-1] == ""):
            values.pop()
        if not values:
            blank += 1
            continue
        if blank:
            yield blank
        yield [*indent, *values]
        blank = 0
