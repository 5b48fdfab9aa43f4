"""The form of an official document: Decree 30/2020/NĐ-CP, Annex I. Lengths in millimetres, sizes in points.

Word (word.py) and PDF (decree30.typ, through pdf.py) both take their numbers from here. No Django.
"""

from dataclasses import dataclass
from datetime import date

from hocvuso.insights.reports.metrics import width_in_points

PAGE = (210, 297)
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE[0] - MARGIN_LEFT - MARGIN_RIGHT
HEADER_COLUMNS = (66, 99)  # 40/60
WIDE_HEADER_COLUMNS = (60, 105)
FIRST_LINE = 12.7
PARAGRAPH_GAP = 6
LINE_SPACING = 1.15

SIZE_BODY = 14
SIZE_NATION = 13
SIZE_MOTTO = 14
SIZE_ISSUER = 13
SIZE_NUMBER = 13
SIZE_DATE = 14
SIZE_SMALLER_DATE = 13
SIZE_PAGE_NUMBER = 13
SIZE_RECIPIENTS_TITLE = 12
SIZE_RECIPIENTS = 11
SIZE_TABLE = 12

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MILLIMETRES_IN_POINT = 25.4 / 72
NOT_MEASURED = "–"
NO_DATA = "Chưa có số liệu."


@dataclass(frozen=True)
class Header:
    """How the header's table is laid out: usually 40/60; a long place name needs more room on the right."""

    columns: tuple[int, int]
    issuer: tuple[str, ...]  # a line each, none wider than its column
    date_size: float


def header_for(issuer: tuple[str, ...], date_line: str) -> Header:
    wide = width_of(date_line, SIZE_DATE, "Tinos-Italic.ttf") > HEADER_COLUMNS[1] - 1
    columns = WIDE_HEADER_COLUMNS if wide else HEADER_COLUMNS
    fits = width_of(date_line, SIZE_DATE, "Tinos-Italic.ttf") <= columns[1] - 1
    lines = tuple(part for line in issuer for part in wrapped(line, SIZE_ISSUER, columns[0] - 2))
    return Header(columns, lines, SIZE_DATE if fits else SIZE_SMALLER_DATE)


def wrapped(line: str, size: float, width: float) -> list[str]:
    """A line in two of about the same length when it is wider than `width`; a dash stays at the end of the first."""
    words = line.split(" ")
    if width_of(line, size) <= width or len(words) < 2:
        return [line]
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)) if words[at] != "-"]
    return list(min(halves, key=lambda pair: max(width_of(part, size) for part in pair)))


def width_of(text: str, size: float, file: str = "Tinos-Bold.ttf") -> float:
    """Millimetres."""
    return width_in_points(text, size, file) * MILLIMETRES_IN_POINT


def motto_line() -> float:
    """The line under the motto is as long as the motto."""
    return round(width_in_points(MOTTO, SIZE_MOTTO) * MILLIMETRES_IN_POINT, 1)


def short_line(lines: tuple[str, ...], size: float) -> float:
    """The line under a name or a subject: between a third and a half of the width of its longest line."""
    return round(0.42 * max(width_in_points(line, size) for line in lines) * MILLIMETRES_IN_POINT, 1)


def number_text(value: int | float | None) -> str:
    """1234 is "1.234", 34.5 is "34,5", None is "–" (not measured is not 0)."""
    if value is None:
        return NOT_MEASURED
    text = f"{value:,.1f}" if isinstance(value, float) and not value.is_integer() else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def day_text(day: date) -> str:
    """05 tháng 3 năm 2026: days under 10 and months 1 and 2 have a leading 0."""
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"{day.day:02d} tháng {month} năm {day.year}"


def place_and_date(place: str, signed_on: date | None, year: int) -> str:
    """Dotted until the document is signed."""
    return f"{place}, ngày {day_text(signed_on)}" if signed_on else f"{place}, ngày … tháng … năm {year}"


def number_and_symbol(number: str, symbol: str) -> str:
    """Room for the clerk's number until it is given; numbers under 10 have a leading 0."""
    given = number.zfill(2) if number.isdigit() else number
    return f"Số: {given}/{symbol}" if given else f"Số:      /{symbol}"


def place_name(name: str, kind: str) -> str:
    """What stands before the date: "Phường Đạo Thạnh" is "Đạo Thạnh"; a name that is a number keeps its kind."""
    bare = name.removeprefix(kind).strip()
    return name if not bare or bare.isdigit() else bare
