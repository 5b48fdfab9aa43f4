"""In the child: what an OLE container (the old Office form) holds, told by the names in its directory."""

import re
from pathlib import Path

from hocvuso.base.workbooks.collecting import TooMuch

_DIRECTORY_ENTRY = 128


def check_ole(path: Path) -> None:
    """Refuses what is no readable .xls: locked, Word, PowerPoint, with macros."""
    names = _names(path.read_bytes())
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise TooMuch("encrypted")
    if {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"} & names:
        raise TooMuch("macro")
    if "WordDocument" in names:
        raise TooMuch("word")
    if "PowerPoint Document" in names:
        raise TooMuch("powerpoint")
    if not {"Workbook", "Book", "WORKBOOK", "BOOK"} & names:
        raise TooMuch("not-a-workbook" if names else "corrupt")


_KNOWN = ("EncryptedPackage", "EncryptionInfo", "_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "WordDocument", "PowerPoint Document")
_KNOWN += ("Workbook", "Book", "WORKBOOK", "BOOK")


def _names(data: bytes) -> set[str]:
    """The known names that stand where a directory entry begins; elsewhere they are only words in a cell."""
    found = set()
    for name in _KNOWN:
        wanted = name.encode("utf-16-le") + b"\0\0"
        for at in re.finditer(re.escape(wanted), data):
            length = data[at.start() + 64 : at.start() + 66]
            if at.start() % _DIRECTORY_ENTRY == 0 and int.from_bytes(length, "little") == len(wanted):
                found.add(name)
    return found
