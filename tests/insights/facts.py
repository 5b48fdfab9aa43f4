"""Makes facts for counting tests: who attended what, where, when."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from hocvuso.base.days import VIETNAM
from hocvuso.journal.actions import record, void
from hocvuso.journal.models import Entry

PEOPLE = [UUID(int=number) for number in range(1, 9)]


def moment(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM)


def attended(
    person: UUID | None,
    home: str,
    day: date,
    *,
    hour: int = 9,
    within: UUID | None = None,
    subject: str = "",
    traits=(),
    place: str = "28249",
) -> Entry:
    """An attendance, recorded now."""
    at = moment(day, hour)
    entry = Entry(
        verb="attended", happened_at=at, received_at=at + timedelta(days=1), counts_at=at, person=person, home=home, place=place,
        within=within or uuid4(), subject=subject, traits=list(traits),
    )  # fmt: skip
    record([entry])
    return entry


def merged(kept: UUID, absorbed: UUID, day: date) -> Entry:
    at = moment(day, 20)
    entry = Entry(verb="merged", happened_at=at, received_at=at, counts_at=at, person=kept, other_person=absorbed)
    record([entry])
    return entry


def take_back(entry: Entry, day: date) -> Entry:
    return void([entry], at=moment(day, 21))[0]
