"""Plan: targets. An indicator knows no target; a target refers to an indicator by its code."""

from django.db import models

from hocvuso.base.ids import uuid7
from hocvuso.places.models import Area


class Target(models.Model):
    """What an area means to reach in a window, as a number of people, contacts or things, or as a share of a denominator."""

    class Unit(models.TextChoices):
        COUNT = "count", "số lượng"
        PERCENT = "percent", "%"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    indicator = models.CharField(max_length=40)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="targets")
    window = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=8, choices=Unit.choices, default=Unit.COUNT)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    denominator_source = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "area", "window"], name="one_target")]
