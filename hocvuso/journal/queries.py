"""Reads of the journal for its own seals."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from hocvuso.base.days import ONE_DAY, midnight
from hocvuso.journal.models import Entry, Seal
from hocvuso.journal.rules import seal_hash, sealed_line, unpack_ids

SEALED_FIELDS = [field.name for field in Entry._meta.concrete_fields]
CHUNK = 5000  # ids in one question: below SQLite's limit


@dataclass(frozen=True)
class Fault:
    """A seal that does not hold: its day and what is wrong, by code and in words."""

    day: date
    kind: str  # "chain", "missing", "changed"
    detail: str


def latest_seal() -> Seal | None:
    return Seal.objects.order_by("day").last()


def received_between(first: date | None, end: date) -> QuerySet[Entry]:
    """Entries received from the start of `first` (the beginning of time when None) up to, not including, `end`."""
    entries = Entry.objects.filter(received_at__lt=midnight(end))
    return entries.filter(received_at__gte=midnight(first)) if first else entries


def written_late() -> list[UUID]:
    """Entries received on a sealed day that no seal holds, because they were written after it was made."""
    latest = latest_seal()
    if latest is None:
        return []
    received = received_between(None, latest.day + ONE_DAY)
    if received.count() == Seal.objects.aggregate(all=Sum("count"))["all"]:
        return []
    return list(_not_in(received.order_by("id").values_list("id", flat=True).iterator(), _sealed_ids()))


def _sealed_ids() -> Iterator[UUID]:
    return heapq.merge(*(unpack_ids(bytes(packed)) for packed in Seal.objects.values_list("ids", flat=True)))


def _not_in(these: Iterator[UUID], those: Iterator[UUID]) -> Iterator[UUID]:
    """Of two ascending streams, what only the first has."""
    other = next(those, None)
    for each in these:
        while other is not None and other < each:
            other = next(those, None)
        if each != other:
            yield each


def sealed_lines(ids: Iterable[UUID]) -> Iterator[bytes]:
    """The facts with these ids as hashed lines, in the order of the ids; those that are gone are left out."""
    ids = list(ids)
    for start in range(0, len(ids), CHUNK):
        found = Entry.objects.filter(pk__in=ids[start : start + CHUNK]).order_by("id")
        yield from (sealed_line(fact) for fact in found.values(*SEALED_FIELDS))


def broken_seals() -> list[Fault]:
    """Checks every seal against the facts it holds and the seal before it; an empty list means nothing sealed was touched."""
    faults: list[Fault] = []
    previous = ""
    for seal in Seal.objects.order_by("day").iterator():
        faults += _faults_of(seal, previous)
        previous = seal.hash
    return faults


def _faults_of(seal: Seal, previous: str) -> Iterator[Fault]:
    ids = unpack_ids(bytes(seal.ids))
    if seal.previous != previous:
        yield Fault(seal.day, "chain", "it does not follow the seal before it")
    gone = set(ids) - {each for start in range(0, len(ids), CHUNK) for each in _there(ids[start : start + CHUNK])}
    if gone or len(ids) != seal.count:
        yield Fault(seal.day, "missing", f"{len(gone)} of {seal.count} facts are gone: {', '.join(map(str, sorted(gone)[:5]))}")
    elif seal.hash != seal_hash(seal.day, seal.previous, sealed_lines(ids)):
        yield Fault(seal.day, "changed", "a fact is not as it was when sealed")


def _there(ids: list[UUID]) -> list[UUID]:
    return list(Entry.objects.filter(pk__in=ids).values_list("id", flat=True))


def root_on(day: date) -> str:
    """The hash that stands for every fact received up to and including this day; empty when nothing is sealed."""
    seal = Seal.objects.filter(day__lte=day).order_by("day").last()
    return seal.hash if seal else ""
