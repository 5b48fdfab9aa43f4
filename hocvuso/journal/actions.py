"""The only ways to write in the journal: record a fact, take one back, seal the days that are over."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from hocvuso.base.days import ONE_DAY, day_of, midnight
from hocvuso.journal import queries
from hocvuso.journal.models import Entry, Pending, Seal
from hocvuso.journal.rules import pack_ids, seal_hash
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
        Entry(
            verb="voided",
            happened_at=at,
            received_at=at,
            counts_at=entry.counts_at,
            person=entry.person,
            other_person=entry.other_person,
            home=entry.home,
            place=entry.place,
            within=entry.within,
            by=by,
            corrects=entry.id,
        )
        for entry in entries
    )


def seal_days(*, today: date) -> list[Seal]:
    """Seals every day of receipt that is over and not sealed yet, oldest first; days without facts get no seal."""
    made: list[Seal] = []
    late = queries.written_late()
    while seal := _seal_next_day(today, late):
        made.append(seal)
        late = []
    return made


@transaction.atomic
def _seal_next_day(today: date, late: list[UUID]) -> Seal | None:
    latest = queries.latest_seal()
    fresh = queries.received_between(latest.day + ONE_DAY if latest else None, today)
    first = fresh.order_by("received_at").values_list("received_at", flat=True).first()
    if first is None and not late:
        return None
    day = day_of(first) if first else today - ONE_DAY
    if latest and day <= latest.day:
        return None  # only late facts, and no day to seal them with yet
    ids = sorted([*fresh.filter(received_at__lt=midnight(day + ONE_DAY)).values_list("id", flat=True), *late])
    previous = latest.hash if latest else ""
    return Seal.objects.create(
        day=day,
        first=ids[0],
        last=ids[-1],
        count=len(ids),
        ids=pack_ids(ids),
        previous=previous,
        hash=seal_hash(day, previous, queries.sealed_lines(ids)),
    )
