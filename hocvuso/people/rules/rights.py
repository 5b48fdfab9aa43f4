"""By which day a data subject must be answered and served (Decree 356/2025/NĐ-CP, article 5; Law 91/2025/QH15).

The day of receipt is not counted; a time limit that ends on a day off ends with the next working day (Civil Code
2015, articles 147 and 148). Answering is counted in working days, the rest in calendar days.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
ANSWER_WORKING_DAYS = 2
DAYS = {"withdraw": 15, "restrict": 15, "object": 15, "view": 10, "correct": 10, "provide": 10, "delete": 20}
EXTENSION_DAYS = 15


@dataclass(frozen=True)
class Calendar:
    """Days off that are no weekend, and Saturdays or Sundays worked in their stead. Years it knows nothing of have weekends only:
    a due date then comes out early rather than late."""

    off: Collection[date]
    worked: Collection[date] = frozenset()

    def is_working(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def working_day_from(self, day: date) -> date:
        """The day itself, or the next on which offices work."""
        while not self.is_working(day):
            day += ONE_DAY
        return day


def answer_due(received: date, calendar: Calendar) -> date:
    """The last day to tell the person that the request is being dealt with."""
    day = received
    for _count in range(ANSWER_WORKING_DAYS):
        day = calendar.working_day_from(day + ONE_DAY)
    return day


def due(kind: str, received: date, calendar: Calendar) -> date:
    """The last day to have done what was asked."""
    return calendar.working_day_from(received + timedelta(days=DAYS[kind]))


def extended(due_day: date, calendar: Calendar) -> date:
    """The due day after the one extension that the law allows."""
    return calendar.working_day_from(due_day + timedelta(days=EXTENSION_DAYS))


def urgency(received: date, due_day: date, today: date) -> str:
    """Returns "late" after the due day, "soon" when half or more of the time has gone, "calm" before. Drives the chip in the queue."""
    if today > due_day:
        return "late"
    gone, whole = (today - received).days, max((due_day - received).days, 1)
    return "soon" if gone * 2 >= whole else "calm"
