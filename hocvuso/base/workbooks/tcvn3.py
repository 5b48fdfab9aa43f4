"""TCVN3, also called ABC: one byte a letter, for the fonts .VnTime and their like.

Source: the third character set (VN3) of the Vietnamese standard TCVN 5712:1993. It has capitals for the seven
letters Ă Â Ê Ô Ơ Ư Đ only; other capitals with marks are the small letter shown by a font of capitals (.VnTimeH).
"""

import re
import unicodedata

_CELLS = re.compile(r"([,;|\t\r\n\"]+)")
_WORDS = re.compile(r"(\s+)")
_CAPITAL_INSIDE = re.compile(r"(?:[A-Za-z]|[^\x00-\x7f])[A-Z]")
_SMALL = re.compile(r"[a-z]")
_FROM = {
    0xA1: "ĂÂÊÔƠƯĐ",
    0xA8: "ăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
LETTERS = {chr(first + step): letter for first, row in _FROM.items() for step, letter in enumerate(row)}
_TABLE = str.maketrans(LETTERS)


# The first set (VN1) of the same standard adds the other capitals, and tones as marks of their own. Some programs
# write files with it; as letters inside a Unicode cell these would be everyday ones ("Hà"), so only files use them.
_CAPITALS = {
    0x01: "ÚỤ",
    0x04: "ỪỬỮ",
    0x11: "ỨỰỲỶỸÝỴ",
    0x80: "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
    0xAF: "Ằ\u0300\u0309\u0303\u0301\u0323",
    0xBA: "Ẳ",
    0xBF: "ẴẮẦẨẪẤỀ",
    0xCD: "Ể",
    0xD9: "ỄẾỒ",
    0xE0: "Ổ",
    0xF0: "Ỗ",
    0xFF: "Ố",
}
_FILE_TABLE = _TABLE | str.maketrans({chr(first + step): letter for first, row in _CAPITALS.items() for step, letter in enumerate(row)})


def to_unicode(text: str) -> str:
    """Text whose characters are TCVN3 bytes (read as Latin-1), as Unicode: "NguyÔn V¨n" becomes "Nguyễn Văn"."""
    return _converted(text, _TABLE)


def file_to_unicode(text: str) -> str:
    """The same for a line of a TCVN3 file, where the capitals of the full standard may stand."""
    return unicodedata.normalize("NFC", _converted(text, _FILE_TABLE))


def _converted(text: str, table: dict[int, str]) -> str:
    return "".join(_capitals_together(cell, table) for cell in _CELLS.split(text))


def _capitals_together(cell: str, table: dict[int, str]) -> str:
    """Capitals where a font of capitals showed them: "LÊ NGUYÔN" was "LÊ NGUYỄN", not "LÊ NGUYễN"."""
    if _shouted(cell):
        return cell.translate(table).upper()
    return "".join(word.translate(table).upper() if _shouted(word) else word.translate(table) for word in _WORDS.split(cell))


def _shouted(text: str) -> bool:
    """No small plain letter, and a capital where only a word in capitals has one: "HßA", not "Lª Hµ"."""
    return bool(_CAPITAL_INSIDE.search(text)) and not _SMALL.search(text)
