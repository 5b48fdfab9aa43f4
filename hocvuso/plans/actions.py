"""Writes of targets."""

from decimal import Decimal

from django.db import transaction

from hocvuso.places.models import Area
from hocvuso.plans.models import Target


def set_target(
    *,
    area: Area,
    indicator: str,
    window: str,
    value: Decimal,
    unit: str,
    denominator: int | None = None,
    denominator_source: str = "",
    basis: str = "",
) -> Target:
    """Sets what the area means to reach in the window; a target already set there is altered."""
    fields = {"value": value, "unit": unit, "denominator": denominator, "denominator_source": denominator_source, "basis": basis}
    with transaction.atomic():
        target, _made = Target.objects.update_or_create(area=area, indicator=indicator, window=window, defaults=fields)
        return target


def drop_target(*, target: Target) -> None:
    target.delete()
