"""Reads of targets."""

from hocvuso.base.days import Window, year_of
from hocvuso.places.models import Area
from hocvuso.plans.models import Target


def target_of(*, area: Area, indicator: str, window: Window) -> Target | None:
    """The target that a window is held against: its own, else that of its year."""
    own = Target.objects.filter(area=area, indicator=indicator)
    return own.filter(window=window.code).first() or own.filter(window=year_of(window.last_day).code).first()
