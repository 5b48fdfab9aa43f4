"""The journal: what happened, as ids, codes and numbers. Rows are added and never changed or deleted (triggers see to it).

It knows nobody: areas, people, gatherings and skills stand here by code or id, without foreign keys, so that a
person can be forgotten in `people` while the count of what happened stays.
"""

from django.db import models

from hocvuso.base.ids import uuid7


class Entry(models.Model):
    """One fact. See docs/developer/journal.md for each field."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    verb = models.CharField(max_length=16)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    # The moment it is counted at: happened_at, unless the device's clock cannot be believed (journal/rules.py).
    counts_at = models.DateTimeField()
    person = models.UUIDField(null=True)
    other_person = models.UUIDField(null=True)
    home = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=20, blank=True)
    within = models.UUIDField(null=True)
    subject = models.CharField(max_length=80, blank=True)
    hosts = models.JSONField(default=list)
    traits = models.JSONField(default=list)
    by = models.UUIDField(null=True)
    device = models.UUIDField(null=True)
    numbers = models.JSONField(default=dict)
    corrects = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "verb", "counts_at"], name="entry_person"),
            models.Index(fields=["home", "verb", "counts_at"], name="entry_home"),
            models.Index(fields=["place", "verb", "counts_at"], name="entry_place"),
            models.Index(fields=["within"], name="entry_within"),
            models.Index(fields=["received_at"], name="entry_received"),
            models.Index(fields=["corrects"], name="entry_corrects", condition=models.Q(corrects__isnull=False)),
            models.Index(fields=["verb", "other_person"], name="entry_other", condition=models.Q(other_person__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.id}"


class Pending(models.Model):
    """An entry that insights has not counted yet; written in the entry's transaction, removed in the count's."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="+")


class Seal(models.Model):
    """The closed box of one Viet Nam day of receipt: what was in it and the hash that chains it to the seal before.

    A fact that was received on an earlier day but written only after that day was sealed goes into the next seal.
    """

    day = models.DateField(primary_key=True)
    first = models.UUIDField()
    last = models.UUIDField()
    count = models.PositiveIntegerField()
    ids = models.BinaryField(default=b"")  # 16 bytes an entry, in id order: what is missing later can be named
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
