"""In the child: what an OLE container (the old Office form) holds, told by the names in its directory."""

import re
from pathlib import Path

from hocvuso.base.workbooks.collecting import TooMuch

_DIRECTORY_ENTRY = 128
_BOOKS = ("Workbook", "Book", "WORKBOOK", "BOOK")
# What the presence of a stream or folder means.
_MEANING = {
    "EncryptedPackage": "encrypted",
    "EncryptionInfo": "encrypted",
    "_VBA_PROJECT_CUR": "macro",
    "_VBA_PROJECT": "macro",
    "VBA": "macro",
    "WordDocument": "word",
    "PowerPoint Document": "powerpoint",
}
_FILEPASS = 0x2F
_FIRST_RECORDS = 5


def check_ole(path: Path) -> None:
    """Refuses what is no readable .xls: locked, Word, PowerPoint, with macros."""
    data = path.read_bytes()
    for name, code in _MEANING.items():
        if _entry(data, name) is not None:
            raise TooMuch(code)
    books = [at for name in _BOOKS if (at := _entry(data, name)) is not None]
    if not books:
        raise TooMuch("corrupt" if _entry(data, "Root Entry") is None else "not-a-workbook")
    if _is_locked(data, books[0]):
        raise TooMuch("encrypted")


def _entry(data: bytes, name: str) -> int | None:
    """Where the directory entry of this name begins; elsewhere the same letters are only words in a cell."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    for found in re.finditer(re.escape(wanted), data):
        at = found.start()
        if at % _DIRECTORY_ENTRY == 0 and data[at + 64 : at + 66] == len(wanted).to_bytes(2, "little"):
            return at
    return None


def _is_locked(data: bytes, entry: int) -> bool:
    """Whether a FILEPASS record stands among the first of the workbook: the rest is enciphered."""
    sector_bytes = 1 << min(data[30], 16)
    at = (int.from_bytes(data[entry + 116 : entry + 120], "little") + 1) * sector_bytes
    for _ in range(_FIRST_RECORDS):
        if int.from_bytes(data[at : at + 2], "little") == _FILEPASS:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False
