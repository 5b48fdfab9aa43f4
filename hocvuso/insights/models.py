"""Count: what is derived from the journal. Everything here except Report can be thrown away and counted anew."""

from django.db import models

from hocvuso.base.ids import uuid7
from hocvuso.people.models import Account
from hocvuso.places.models import Area


class SamePerson(models.Model):
    """The journal's merges, followed to the end: `person` is counted as `counted_as`."""

    person = models.UUIDField(primary_key=True)
    counted_as = models.UUIDField(db_index=True)


class CountedPerson(models.Model):
    """In this window this person counts once for this indicator: through this entry, at this home."""

    indicator = models.CharField(max_length=40)
    window = models.CharField(max_length=16)
    person = models.UUIDField()
    entry = models.UUIDField()
    home = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "window", "person"], name="counted_once")]
        indexes = [models.Index(fields=["indicator", "window", "home"], name="counted_home")]


class CountedContact(models.Model):
    """This entry is in DayCount: it is in force, and no earlier one says the same of this person at this gathering."""

    entry = models.UUIDField(primary_key=True)


class PeopleCount(models.Model):
    """How many people count for an indicator in a window, in an area and all below it."""

    indicator = models.CharField(max_length=40)
    window = models.CharField(max_length=16)
    area = models.CharField(max_length=20)
    people = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "window", "area"], name="one_people_count")]


class DayCount(models.Model):
    """How many contacts or things count for an indicator on a day: in an area itself (`own`), and with all below it."""

    indicator = models.CharField(max_length=40)
    area = models.CharField(max_length=20)
    day = models.DateField()
    own = models.IntegerField(default=0)
    number = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "area", "day"], name="one_day_count")]


class Basis(models.Model):
    """By which definitions the counters stand: one row, the digest of all indicators. Another digest: everything is counted anew."""

    digest = models.CharField(max_length=64, primary_key=True)


class Report(models.Model):
    """An official report. Draft: figures live, words edited. Approved: both frozen, with the hash of what was signed."""

    class State(models.TextChoices):
        DRAFT = "draft", "Bản thảo"
        APPROVED = "approved", "Đã duyệt"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    window = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    narrative = models.JSONField(default=dict)  # section code -> text the officer wrote
    frozen = models.JSONField(null=True)  # the figures as they were signed
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of frozen + narrative
    number = models.CharField(max_length=40, blank=True)  # given by the clerk after signing
    signed_on = models.DateField(null=True)
    signer = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    replaces = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
