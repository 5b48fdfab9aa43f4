"""In the child: web pages with a table, which many programs save as ".xls". Only rows and cells are read."""

from collections.abc import Iterator
from html.parser import HTMLParser

from hocvuso.base.workbooks import limits
from hocvuso.base.workbooks.collecting import TooMuch
from hocvuso.base.workbooks.encodings import guess_encoding, text_lines

_BREAKS = {"br", "p", "div", "li"}


def tables(data: bytes) -> Iterator[object]:
    """The messages of a page: one sheet with the rows of all its tables, one after another."""
    reader = _Tables()
    yield {"sheet": "", "merged": []}
    for line in text_lines(data, guess_encoding(data)):
        reader.feed(line)
        yield from reader.take()
    reader.close()
    reader.end_row()
    yield from reader.take()
    if not reader.found:
        raise TooMuch("no-table")


class _Tables(HTMLParser):
    """Gathers the text of td and th. A cell over several columns leaves the others empty, as a merged cell in Excel does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = False
        self._done: list[list[str]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = 1
        self._silent = False
        # Columns still covered by a cell of an earlier row: column -> rows to go.
        self._covered: dict[int, int] = {}

    def take(self) -> list[list[str]]:
        done, self._done = self._done, []
        return done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.end_row()
            self.found = True
            self._row = []
        elif tag in {"td", "th"} and self._row is not None:
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append(" ")
        elif tag in {"style", "script"}:
            self._silent = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self.end_row()
        elif tag in {"style", "script"}:
            self._silent = False

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._done.append(self._row)
            self._row = None
            self._covered = {column: rows - 1 for column, rows in self._covered.items() if rows > 1}

    def _begin_cell(self, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        assert self._row is not None
        while len(self._row) in self._covered:
            self._row.append("")
        self._cell = []
        self._span = _small_number(attrs.get("colspan"))
        rows = _small_number(attrs.get("rowspan"))
        if rows > 1:
            # +1: the count goes down when the row that holds the cell itself ends.
            self._covered |= {len(self._row) + step: rows for step in range(self._span)}

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        self._row += ["".join(self._cell), *[""] * (self._span - 1)]
        self._cell = None
        if len(self._row) > limits.LAST_COLUMN:
            raise TooMuch("too-wide")


def _small_number(text: str | None) -> int:
    return min(int(text), limits.COLUMNS) if text and text.isdecimal() else 1
