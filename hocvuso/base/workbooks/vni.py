"""VNI for Windows: a plain letter, then a byte for its marks, for the fonts VNI-Times and their like.

Source: the published VNI code page for Windows. Capitals carry a capital mark ("NGUYEÃN"); lists typed with
changing keyboards also have a capital with a small mark, which means the same.
"""

import re

_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
# The marks that only follow a letter with a hat (â ê ô) or a with a bowl (ă).
_HAT = "âáàåãä"
_BOWL = "êéèúüë"
_PAIRS = {
    "a": dict(zip(_HAT, "âấầẩẫậ", strict=True)) | dict(zip(_BOWL, "ăắằẳẵặ", strict=True)) | dict(zip(_TONES, "áàảãạ", strict=True)),
    "e": dict(zip(_HAT, "êếềểễệ", strict=True)) | dict(zip(_TONES, "éèẻẽẹ", strict=True)),
    "o": dict(zip(_HAT, "ôốồổỗộ", strict=True)) | dict(zip(_TONES, "óòỏõọ", strict=True)),
    "u": dict(zip(_TONES, "úùủũụ", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
    "ô": dict(zip(_TONES, "ớờởỡợ", strict=True)),
    "ö": dict(zip(_TONES, "ứừửữự", strict=True)),
}
_SINGLES = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


def _both_cases() -> dict[str, str]:
    table = {base + mark: letter for base, marks in _PAIRS.items() for mark, letter in marks.items()} | _SINGLES
    capitals = {key.upper(): letter.upper() for key, letter in table.items()}
    small_marks = {key[0].upper() + key[1]: letter.upper() for key, letter in table.items() if len(key) == 2}
    return small_marks | capitals | table


LETTERS = _both_cases()
_FOUND = re.compile("|".join(sorted(map(re.escape, LETTERS), key=len, reverse=True)))


def to_unicode(text: str) -> str:
    """Text whose characters are VNI bytes (read as Latin-1), as Unicode: "Nguyeãn Vaên" becomes "Nguyễn Văn"."""
    return _FOUND.sub(lambda found: LETTERS[found.group()], text)
