"""The only two ways to write in the journal."""

from collections.abc import Iterable

from django.db import transaction

from hocvuso.journal.models import Entry, Pending
from hocvuso.journal.verbs import VERBS


class UnknownVerb(ValueError):
    """A verb that is not in journal/verbs.py."""


def record(entries: Iterable[Entry]) -> list[Entry]:
    """Adds facts and marks each as waiting to be counted, inside the caller's transaction.

    Raises UnknownVerb for a verb outside the list; the caller's transaction then writes nothing.
    """
    entries = list(entries)
    for entry in entries:
        if entry.verb not in VERBS:
            raise UnknownVerb(f"journal/verbs.py knows no verb {entry.verb!r}")
    with transaction.atomic():
        Entry.objects.bulk_create(entries, batch_size=2000)
        Pending.objects.bulk_create([Pending(entry_id=entry.id) for entry in entries], batch_size=2000)
    return entries


def void(entries: Iterable[Entry], *, at, by=None) -> list[Entry]:
    """Takes facts back: for each, a later entry that says it does not count. Person and areas are repeated."""
    return record(
        Entry(verb="voided", happened_at=at, received_at=at, counts_at=entry.counts_at, person=entry.person, other_person=entry.other_person,
              home=entry.home, place=entry.place, within=entry.within, by=by, corrects=entry.id)
        for entry in entries
    )  # fmt: skip
