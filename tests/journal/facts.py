"""Facts for tests of the journal."""

from datetime import UTC, datetime

from hocvuso.journal.actions import record
from hocvuso.journal.models import Entry


def utc(day: int, hour: int = 3, minute: int = 0) -> datetime:
    """A moment of July 2025 in UTC; the day in Viet Nam is the next one from 17:00 on."""
    return datetime(2025, 7, day, hour, minute, tzinfo=UTC)


def make_entry(received_at: datetime, **fields) -> Entry:
    return Entry(
        **{"verb": "attended", "happened_at": received_at, "received_at": received_at, "counts_at": received_at, "home": "28249", **fields}
    )


def write_entry(received_at: datetime, **fields) -> Entry:
    return record([make_entry(received_at, **fields)])[0]
