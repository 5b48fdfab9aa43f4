"""What one cell says: a phone, a birth, a day. A cell that cannot be read says nothing and is told so, never guessed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hocvuso.base.text import fold
from hocvuso.people.rules.phones import read_phone

Cell = str | int | float | date | datetime | None

# The eleven-digit mobile numbers of before September 2018 and what each became.
_OLD_MOBILE = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
OLDEST = 115  # years


def text_of(cell: Cell) -> str:
    """A cell as a person would read it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).strip()


# Digits with what people put between them; "0912345678.0" and "9.12345678E+08" are numbers of a spreadsheet as text.
_NUMBERS = re.compile(r"\+?\(?\+?\d[\d .\-()\u00a0]*")
_SCIENTIFIC = re.compile(r"(\d)[.,](\d{8,9})E\+?0?([89])", re.IGNORECASE)


def phone_of(cell: Cell) -> str:
    """The first phone number in a cell as "0912345678", its lost zero given back; "" for none."""
    text = re.sub(r"^\s*'|\.0$", "", text_of(cell))
    if found := _SCIENTIFIC.fullmatch(text):
        return _one_phone((found[1] + found[2])[: int(found[3]) + 1])
    # The letter O typed for a zero.
    text = re.sub(r"(?i)(?<![^\W\d_])o(?=[\d. -]*\d)|(?<=\d)o(?=\d)", "0", text)
    for found in _NUMBERS.finditer(text):
        if phone := _in_run(found[0]):
            return phone
    return ""


def _in_run(run: str) -> str:
    """The first number in a run of digits, which may be two numbers with a space or a dash between."""
    if phone := _one_phone(run):
        return phone
    parts = re.findall(r"\d+", run)
    if sum(map(len, parts)) < 18:
        return ""
    for end in range(1, len(parts)):
        if phone := _one_phone("".join(parts[:end])):
            return phone
    return ""


def _one_phone(run: str) -> str:
    digits = re.sub(r"\D", "", run)
    if digits.startswith("0084"):
        digits = digits[2:]
    if digits.startswith("840") and len(digits) == 12:  # "+84 0912…"
        digits = digits[2:]
    if digits.startswith("84") and len(digits) > 10:
        digits = "0" + digits[2:]
    if not digits.startswith("0") and len(digits) == 10 and "0" + digits[:3] in _OLD_MOBILE:
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in _OLD_MOBILE:
        digits = _OLD_MOBILE[digits[:4]] + digits[4:]
    return read_phone(digits) if len(digits) >= 9 else ""


@dataclass(frozen=True)
class Birth:
    """A year of birth; the whole day only while one import is read; a guess when reckoned from an age."""

    year: int | None = None
    day: date | None = None
    is_guess: bool = False


NO_BIRTH = Birth()
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d)")
_DAY_ISO = re.compile(r"(?<!\d)(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_AGE = re.compile(r"\d{1,3} ?(?:tuoi|t)")
_DAY_IN_WORDS = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")
# Beside a year or a day of birth a cell says little else: "sinh năm 1954", "1954 (71 tuổi)", "khoảng 1954".
_LETTERS_BESIDE = 24
YOUNGEST = 3  # years: what is younger is the day of the list, or a slip


def birth_of(cell: Cell, on: date) -> Birth:
    """The birth a cell states: 1954, "12/05/1954", "12-05-54", "1954 (71 tuổi)", a date of Excel. `on` is the list's day."""
    if isinstance(cell, datetime | date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return _if_likely(day.year, day, on)
    text = re.sub(r"^\s*['’`]|\.0$", "", text_of(cell)).strip(" .")
    if found := _DAY_IN_WORDS.fullmatch(re.sub(r"[\W_]+", " ", fold(text)).removeprefix("sinh ").strip()):
        return _birthday(int(found[3]), int(found[2]), int(found[1]), on)
    if sum(letter.isalpha() for letter in text) > _LETTERS_BESIDE or re.search(r"\d{9}", text):
        return NO_BIRTH
    if found := _DAY_ISO.search(text):
        return _birthday(int(found[1]), int(found[2]), int(found[3]), on)
    if found := _DAY.search(text):
        return _birthday(_whole_year(found[3], on), int(found[2]), int(found[1]), on)
    if found := _YEAR.search(text):
        return _if_likely(int(found[1]), None, on)
    return _birth_of_digits(text, on)


def _birth_of_digits(text: str, on: date) -> Birth:
    """What is written without any mark between: 54, 12051954 (its zero may be lost), a day as Excel numbers it; "71 tuổi"."""
    if _AGE.fullmatch(fold(text)):
        return birth_of_age(text, on)
    if not re.fullmatch(r"\d{2}|\d{5}|\d{7,8}", text):
        return NO_BIRTH
    if len(text) == 2:
        return _if_likely(_whole_year(text, on), None, on)
    if len(text) == 5:
        return birth_of(date(1899, 12, 30) + timedelta(days=int(text)), on)
    if re.match(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", text) and len(text) == 8:
        return _birthday(int(text[:4]), int(text[4:6]), int(text[6:]), on)
    text = text.zfill(8)
    return _birthday(int(text[4:]), int(text[2:4]), int(text[:2]), on)


def _whole_year(digits: str, on: date) -> int:
    """Two digits as a year: the latest century in which the person would be at least 6 years old."""
    if len(digits) == 4:
        return int(digits)
    century = on.year // 100 * 100
    return century + int(digits) if century + int(digits) <= on.year - 6 else century - 100 + int(digits)


def _birthday(year: int, month: int, day: int, on: date) -> Birth:
    if month > 12 >= day:
        month, day = day, month
    try:
        return _if_likely(year, date(year, month, day), on)
    except ValueError:
        return _if_likely(year, None, on)


def _if_likely(year: int, day: date | None, on: date) -> Birth:
    if not on.year - OLDEST <= year <= on.year - YOUNGEST:
        return NO_BIRTH
    # 1 January is what forms put when only the year is known: the day says nothing.
    return Birth(year, None if day and (day.month, day.day) == (1, 1) else day)


def birth_of_age(cell: Cell, on: date) -> Birth:
    """A birth year reckoned from an age; a year of birth in an age column is taken as one."""
    text = re.sub(r"(?i)\s*(tuổi|tuoi|t)\.?$", "", re.sub(r"\.0$", "", text_of(cell)))
    if re.fullmatch(r"\d{1,3}", text) and 1 <= int(text) <= OLDEST:
        return Birth(on.year - int(text), None, is_guess=True)
    return birth_of(cell, on)


def day_of_cell(cell: Cell) -> date | None:
    """A day: of Excel, or written dd/mm/yyyy or yyyy-mm-dd; of a day that stands for no day at all ("31/02/2025"), none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return day_in(text_of(cell))


_IN_WORDS = re.compile(
    r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})|ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})", re.IGNORECASE
)
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")


def day_in(text: str) -> date | None:
    """The first day named in a title or a file's name: 01/07/2025, 1.7.2025, ngày 1 tháng 7 năm 2025, 2025-07-01, 20250701."""
    candidates: list[tuple[int, tuple[str, str, str]]] = []
    for found in _IN_WORDS.finditer(text):
        day, month, year = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
        candidates.append((found.start(), (year, month, day)))
    candidates += [(found.start(), (found[1], found[2], found[3])) for found in _DAY_ISO.finditer(text)]
    candidates += [(found.start(), (found[1], found[2], found[3])) for found in _COMPACT.finditer(text)]
    for found in _DAY.finditer(text):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        candidates.append((found.start(), (year, found[2], found[1])))
    for _, (year, month, day) in sorted(candidates):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
