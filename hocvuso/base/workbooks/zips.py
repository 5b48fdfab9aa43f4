"""In the child: is this zip a plain .xlsx or .ods, and does it stay small when opened? Asked before calamine sees it.

Sizes written in a zip are claims; every part is unpacked once, in pieces, and counted.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from hocvuso.base.workbooks import limits
from hocvuso.base.workbooks.collecting import TooMuch

_PIECE = 256 * 1024
_END_RECORD = b"PK\x05\x06"
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_LAST_ROW_ENDS = b"<row>"
_VALUE = re.compile(rb"<(?:\w+:)?(?:v(?: [^<>]*)?>[^<]|is>)")
# A cell's address, when something stands in the cell.
_CELL = re.compile(rb"""<(?:\w+:)?c [^<>]*?\br=["\']([A-Z]{1,3})(\d{1,7})["\'][^<>]*(?<!/)>\s*<""")


def check_zip(path: Path) -> None:
    """Raises TooMuch with the reason when the zip is no plain, small .xlsx (or .ods)."""
    try:
        with path.open("rb") as file:
            _check_directory(file)
            with zipfile.ZipFile(file) as parts:
                _check_parts(parts.infolist())
                _check_kind(parts)
                _check_unpacked(parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError, RuntimeError) as error:
        raise TooMuch("corrupt") from error


def _check_directory(file: IO[bytes]) -> None:
    """The list of parts is itself bounded before Python reads it whole."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) < at + 22:
        raise TooMuch("corrupt")
    entries, directory_bytes = struct.unpack_from("<HI", tail, at + 10)
    if entries > limits.ZIP_ENTRIES or directory_bytes > limits.ZIP_DIRECTORY_BYTES:
        raise TooMuch("zip-bomb")


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(names) > limits.ZIP_ENTRIES:
        raise TooMuch("zip-bomb")
    if any(part.flag_bits & 0x1 for part in parts):
        raise TooMuch("encrypted")
    # A flat bomb lets many names share the same packed bytes.
    in_order = sorted(parts, key=lambda part: part.header_offset)
    for one, two in zip(in_order, in_order[1:], strict=False):
        if one.header_offset + 30 + len(one.filename.encode()) + one.compress_size > two.header_offset:
            raise TooMuch("zip-bomb")
    if len(set(names)) != len(names):
        raise TooMuch("corrupt")
    if any(part.file_size > limits.RATIO_FROM_BYTES and part.file_size > limits.RATIO * part.compress_size for part in parts):
        raise TooMuch("zip-bomb")


def _check_kind(parts: zipfile.ZipFile) -> None:
    names = {name.lower() for name in parts.namelist()}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise TooMuch("macro")
    if any(name.startswith("word/") for name in names):
        raise TooMuch("word")
    if any(name.startswith("ppt/") for name in names):
        raise TooMuch("powerpoint")
    if "mimetype" in names:
        _check_open_document(parts, names)
        return
    if "xl/workbook.bin" in names:
        raise TooMuch("old-excel")
    if "[content_types].xml" not in names:
        raise TooMuch("archive")
    kinds = b"".join(_pieces(parts, "[Content_Types].xml", 1024 * 1024))
    if b"macroenabled" in kinds.lower():
        raise TooMuch("macro")
    if b"spreadsheetml.sheet.main+xml" not in kinds and b"spreadsheetml.template.main+xml" not in kinds:
        raise TooMuch("not-a-workbook")


def _check_open_document(parts: zipfile.ZipFile, names: set[str]) -> None:
    """The form of LibreOffice, which many offices use; only its sheets (.ods), without macros and password."""
    kind = b"".join(_pieces(parts, "mimetype", 1024))
    if b"opendocument.text" in kind:
        raise TooMuch("word")
    if b"opendocument.spreadsheet" not in kind:
        raise TooMuch("not-a-workbook")
    if any(name.startswith(("basic/", "scripts/")) for name in names):
        raise TooMuch("macro")
    if "meta-inf/manifest.xml" in names and b"encryption-data" in b"".join(_pieces(parts, "META-INF/manifest.xml", 1024 * 1024)):
        raise TooMuch("encrypted")


def _check_unpacked(parts: zipfile.ZipFile) -> None:
    """Unpacks everything once. Sheets go first, so that a list too long is called that and not a bomb."""
    left = limits.UNPACKED_BYTES
    rows = 0
    for name in sorted(parts.namelist(), key=lambda name: not _is_sheet(name)):
        counter = _SheetCounter(rows) if _is_sheet(name) else None
        for piece in _pieces(parts, name, left):
            left -= len(piece)
            if counter:
                counter.see(piece)
        if counter:
            counter.see(_LAST_ROW_ENDS)
            rows = counter.rows


def _is_sheet(name: str) -> bool:
    return name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")


def _pieces(parts: zipfile.ZipFile, name: str, at_most: int) -> Iterator[bytes]:
    with parts.open(name) as part:
        while piece := part.read(_PIECE):
            at_most -= len(piece)
            if at_most < 0:
                raise TooMuch("zip-bomb")
            yield piece


class _SheetCounter:
    """Counts the rows of one sheet that hold something, and how far out its cells lie, from the raw XML."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self._last_row = self._last_column = 1
        self._rest = b""

    def see(self, piece: bytes) -> None:
        *rows, self._rest = _ROW.split(self._rest + piece)
        for row in rows:
            self._see_row(row)
        if len(self._rest) > limits.LINE_CHARACTERS:
            self._see_row(self._rest)
            self._rest = b""

    def _see_row(self, row: bytes) -> None:
        values = len(_VALUE.findall(row))
        if not values:
            return
        self.rows += 1
        if self.rows > limits.ROWS:
            raise TooMuch("too-many-rows")
        if values > limits.COLUMNS:
            raise TooMuch("too-many-columns")
        for letters, number in _CELL.findall(row):
            self._last_row = max(self._last_row, int(number))
            self._last_column = max(self._last_column, _column(letters))
        if self._last_row > limits.LAST_ROW or self._last_column > limits.LAST_COLUMN:
            raise TooMuch("too-wide")
        # calamine makes the whole rectangle up to the farthest cell.
        if self._last_row * self._last_column > limits.GRID_CELLS:
            raise TooMuch("too-wide")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
