"""What time it is for this installation. A sample folder has a "today" of its own (design: data/sample)."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from hocvuso.base.days import VIETNAM, day_of


def now() -> datetime:
    """The present moment, aware; in a sample folder, this time of day on the sample's day."""
    present = timezone.now()
    if settings.SAMPLE_TODAY is None:
        return present
    return datetime.combine(settings.SAMPLE_TODAY, present.astimezone(VIETNAM).timetz())


def today() -> date:
    return day_of(now())
