"""Days and windows of Viet Nam. Half-open everywhere: a window holds `start` and not `end`.

A day runs from midnight to midnight in Asia/Ho_Chi_Minh (UTC+7): 23:30 UTC on 30 June is 06:30 on 1 July.
The official month is the 15th of the month before to the 14th (Decree 09/2019/NĐ-CP, article 12).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)


class WrongWindow(ValueError):
    """A window that cannot be read; the message says what can."""


@dataclass(frozen=True)
class Window:
    """Days from `start` up to, not including, `end`. `code` is how it is asked for; `kind` is its family."""

    code: str
    kind: str
    start: date
    end: date

    @property
    def last_day(self) -> date:
        return self.end - ONE_DAY

    @property
    def start_at(self) -> datetime:
        return midnight(self.start)

    @property
    def end_at(self) -> datetime:
        return midnight(self.end)


def midnight(day: date) -> datetime:
    """The moment a day begins in Viet Nam, as an aware UTC time."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The day in Viet Nam on which a moment falls."""
    return moment.astimezone(VIETNAM).date()


def _fifteenth(year: int, month: int) -> date:
    """The 15th of a month; month 0 is December of the year before."""
    return date(year - 1, 12, 15) if month == 0 else date(year, month, 15)


def month_window(year: int, month: int) -> Window:
    return Window(f"{year:04d}-{month:02d}", "month", _fifteenth(year, month - 1), _fifteenth(year, month))


def quarter_window(year: int, quarter: int) -> Window:
    return Window(f"{year:04d}-Q{quarter}", "quarter", _fifteenth(year, 3 * quarter - 3), _fifteenth(year, 3 * quarter))


def year_window(year: int) -> Window:
    return Window(f"{year:04d}", "year", _fifteenth(year, 0), _fifteenth(year, 12))


def days_window(first: date, last: date) -> Window:
    """From one day to another, both included."""
    if last < first:
        raise WrongWindow(f"Ngày cuối {last:%d/%m/%Y} đứng trước ngày đầu {first:%d/%m/%Y}. Bác đổi lại hai ngày nhé.")
    return Window(f"{first}..{last}", "days", first, last + ONE_DAY)


_GRAMMAR = (
    "2025-07 (tháng, từ 15/6 đến 14/7), 2025-Q3, 2025-H1, 2025-9M, 2025, school-2025, week-2025-28, day-2025-07-15 "
    "hoặc 2025-07-01..2025-07-15"
)


def parse_window(code: str) -> Window:
    """Reads a window code: 2025-07, 2025-Q3, 2025-H1, 2025-9M, 2025, school-2025, week-2025-28, day-2025-07-15, FROM..TO.

    Raises WrongWindow, whose message lists the forms, for anything else.
    """
    for pattern, make in _FORMS:
        found = re.fullmatch(pattern, code.strip())
        if found:
            try:
                return make(*found.groups())
            except WrongWindow:
                raise
            except ValueError:
                break
    raise WrongWindow(f"Không đọc được kỳ “{code}”. Cách viết: {_GRAMMAR}.")


def _half(year: str) -> Window:
    return Window(f"{year}-H1", "half", _fifteenth(int(year), 0), _fifteenth(int(year), 6))


def _nine_months(year: str) -> Window:
    return Window(f"{year}-9M", "nine_months", _fifteenth(int(year), 0), _fifteenth(int(year), 9))


def _school(year: str) -> Window:
    """School year 2025 runs from 1 September 2025 to 31 May 2026."""
    return Window(f"school-{year}", "school", date(int(year), 9, 1), date(int(year) + 1, 6, 1))


def _week(year: str, week: str) -> Window:
    """ISO week, Monday to Sunday."""
    monday = date.fromisocalendar(int(year), int(week), 1)
    return Window(f"week-{year}-{int(week):02d}", "week", monday, monday + 7 * ONE_DAY)


def _day(text: str) -> Window:
    day = date.fromisoformat(text)
    return Window(f"day-{day}", "day", day, day + ONE_DAY)


_FORMS: list[tuple[str, Callable[..., Window]]] = [
    (r"(\d{4})-(\d{2})", lambda year, month: month_window(int(year), int(month))),
    (r"(\d{4})-Q([1-4])", lambda year, quarter: quarter_window(int(year), int(quarter))),
    (r"(\d{4})-H1", _half),
    (r"(\d{4})-9M", _nine_months),
    (r"(\d{4})", lambda year: year_window(int(year))),
    (r"school-(\d{4})", _school),
    (r"week-(\d{4})-(\d{1,2})", _week),
    (r"day-(\d{4}-\d{2}-\d{2})", _day),
    (r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", lambda first, last: days_window(date.fromisoformat(first), date.fromisoformat(last))),
]


def month_of(day: date) -> Window:
    """The official month in which a day falls: 15 July 2025 belongs to 2025-08."""
    return month_window(*_next_month(day) if day.day >= 15 else (day.year, day.month))


def quarter_of(day: date) -> Window:
    month = month_of(day)
    year, number = int(month.code[:4]), int(month.code[5:7])
    return quarter_window(year, (number + 2) // 3)


def year_of(day: date) -> Window:
    return year_window(int(month_of(day).code[:4]))


def _next_month(day: date) -> tuple[int, int]:
    return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
