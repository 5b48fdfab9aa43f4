"""Vietnamese text: folding marks away, one spelling for one word, names as people write them."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
# "òa" and "oà" are the same word; dictionaries moved the mark, lists use both. The second is made the first.
_OLD_STYLE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE_PLACE = re.compile("(?<![qQ])(?:" + "|".join(_OLD_STYLE) + r")(?!\w)")


def clean(text: str) -> str:
    """One line of NFC text: no control or invisible characters, single spaces, trimmed."""
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():  # tabs, line ends, no-break spaces, control and format characters
        text = "".join(" " if ch in "\t\n\r\u00a0" else ch for ch in text if ch in "\t\n\r" or unicodedata.category(ch)[0] != "C")
    return _SPACES.sub(" ", text).strip()


def _plain_letters() -> dict[int, str | None]:
    """Every Latin letter with marks to the bare one, every combining mark to nothing: what fold needs, made once."""
    table: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = "".join(ch for ch in unicodedata.normalize("NFD", chr(code)) if unicodedata.category(ch) != "Mn")
        table[code] = bare
    return table | {ord("đ"): "d", ord("Đ"): "D"}


_PLAIN = _plain_letters()


def fold(text: str) -> str:
    """Lower case without marks, đ as d: "Đăng ký  tạm trú" becomes "dang ky tam tru"."""
    return clean(text).translate(_PLAIN).lower()


def has_marks(word: str) -> bool:
    """Whether the word carries any Vietnamese mark, so that its spelling says more than its letters."""
    return fold(word) != clean(word).lower()


def one_spelling(text: str) -> str:
    """Lower case, tone marks in one place: "Hoà", "HÒA" and "hoà" become "hòa"; "Thuý" becomes "thúy"."""
    return _TONE_PLACE.sub(lambda found: _OLD_STYLE[found.group()], clean(text).lower())


def title_case(name: str) -> str:
    """A person's name with each word capitalised: "NGUYỄN thị hoa" becomes "Nguyễn Thị Hoa"."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in clean(name).split(" "))
