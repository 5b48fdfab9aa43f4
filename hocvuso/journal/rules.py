"""When a fact counts, if the device's clock is wrong."""

from datetime import UTC, date, datetime, timedelta

from hocvuso.base.days import day_of, midnight

CLOCK_GRACE = timedelta(minutes=10)
NOON = timedelta(hours=12)


def counting_moment(happened_at: datetime, received_at: datetime, gathering_day: date | None = None) -> datetime:
    """The moment a fact is counted at.

    happened_at, unless it lies more than ten minutes after receipt, or further than one day from the day of its
    gathering: then noon of the gathering's day, or receipt where there is no gathering. Both times stay in the entry.
    """
    too_late = happened_at > received_at + CLOCK_GRACE
    elsewhere = gathering_day is not None and abs((day_of(happened_at) - gathering_day).days) > 1
    if not too_late and not elsewhere:
        return happened_at
    return (midnight(gathering_day) + NOON).astimezone(UTC) if gathering_day else received_at
