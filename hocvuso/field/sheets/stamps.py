"""The time stamps of forms: 03/07/2025 12:51:52, 2025/07/03 12:51:52 CH GMT+7, and 7/3/2025 where the month stands first."""

import re
from collections.abc import Iterable
from datetime import date, datetime

_DAY = re.compile(r"(?<!\d)(?:(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})|(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}))(?!\d)")
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(SA|CH|AM|PM)?", re.IGNORECASE)


def month_is_first(texts: Iterable[str], day: date | None, today: date) -> bool:
    """Whether a column of stamps puts the month first, as a form with American settings does. `day` is the list's, if known.

    Surest first: a number above 12, the list's own day, a stamp in the future; else the reading in which the stamps lie
    closer together, and of equals the Vietnamese one.
    """
    pairs = [(int(found[4]), int(found[5]), int(found[6])) for text in texts if (found := _DAY.search(text)) and found[4]]
    if any(first > 12 for first, _, _ in pairs) or not pairs:
        return False
    if any(second > 12 for _, second, _ in pairs):
        return True
    ours = [date(year, month, number) for number, month, year in pairs]
    theirs = [date(year, month, number) for month, number, year in pairs]
    if day and (day in ours) != (day in theirs):
        return day in theirs
    if (max(ours) > today) != (max(theirs) > today):
        return max(ours) > today
    return max(theirs) - min(theirs) < max(ours) - min(ours)


def stamp_of(cell: object, month_first: bool = False) -> datetime | None:
    """The moment a cell states, local and naive; a day alone is its midnight."""
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
    found = _DAY.search(str(cell or ""))
    if not found:
        return None
    year, month, number = found.group(1, 2, 3) if found[1] else found.group(6, 4, 5) if month_first else found.group(6, 5, 4)
    hour, minute, second = _time_in(str(cell)[found.end() :])
    try:
        return datetime(int(year), int(month), int(number), hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None


def _time_in(text: str) -> tuple[int, int, int]:
    found = _TIME.search(text)
    if not found:
        return 0, 0, 0
    hour = int(found[1])
    if found[4]:  # SA and AM: morning; CH and PM: afternoon; 12 begins each
        hour = hour % 12 + (12 if found[4].upper() in {"CH", "PM"} else 0)
    return hour, int(found[2]), int(found[3] or 0)
