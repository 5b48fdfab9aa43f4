"""TCVN3, also called ABC: one byte a letter, for the fonts .VnTime and their like.

Source: the third character set (VN3) of the Vietnamese standard TCVN 5712:1993. It has capitals for the seven
letters Ă Â Ê Ô Ơ Ư Đ only; other capitals with marks are the small letter shown by a font of capitals (.VnTimeH).
"""

import re

_CELLS = re.compile(r"([,;|\t\r\n\"]+)")
_WORDS = re.compile(r"(\s+)")
_PLAIN_LETTERS = re.compile(r"[A-Za-z]+")
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


def to_unicode(text: str) -> str:
    """Text whose characters are TCVN3 bytes (read as Latin-1), as Unicode: "NguyÔn V¨n" becomes "Nguyễn Văn"."""
    return "".join(_capitals_together(cell) for cell in _CELLS.split(text)) if not text.isascii() else text


def _capitals_together(cell: str) -> str:
    """Capitals where a font of capitals showed them: "LÊ NGUYÔN" was "LÊ NGUYỄN", not "LÊ NGUYễN"."""
    if _shouted(cell):
        return cell.translate(_TABLE).upper()
    return "".join(word.translate(_TABLE).upper() if _shouted(word) else word.translate(_TABLE) for word in _WORDS.split(cell))


def _shouted(text: str) -> bool:
    plain = _PLAIN_LETTERS.findall(text)
    return any(len(run) > 1 for run in plain) and "".join(plain).isupper()
