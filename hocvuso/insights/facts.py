"""Reading the journal for counting: facts in force, people followed through merges, areas with those above them."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from hocvuso.insights.models import SamePerson
from hocvuso.insights.rules import Fact, without_repeats
from hocvuso.journal.models import Entry
from hocvuso.places.models import Area

FIELDS = ("id", "verb", "counts_at", "person", "home", "place", "subject", "traits", "within")
SLICE = 5000  # ids in one IN (…): well under the limits of both databases


def in_force(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Without the entries that a later one corrects or voids."""
    return entries.filter(~Exists(Entry.objects.filter(corrects=OuterRef("pk"))))


def facts_of(entries: QuerySet[Entry]) -> list[Fact]:
    return [Fact(*row) for row in entries.order_by().values_list(*FIELDS)]


def with_person(found: Iterable[Fact]) -> list[tuple[Fact, UUID]]:
    """The facts of somebody, each beside whose it is."""
    return [(fact, fact.person) for fact in found if fact.person]


def slices(values: Iterable) -> Iterable[list]:
    values = list(values)
    return (values[start : start + SLICE] for start in range(0, len(values), SLICE))


def slices_of(ids: QuerySet) -> Iterable[list]:
    """The values of a query, a slice at a time: for more than memory should hold."""
    waiting = ids.iterator(chunk_size=SLICE)
    while part := list(islice(waiting, SLICE)):
        yield part


def counted_as(people: Iterable[UUID]) -> dict[UUID, UUID]:
    """For each person the one it is counted as: itself, unless it was merged."""
    people = set(people)
    found = {person: person for person in people}
    for part in slices(people):
        found.update(SamePerson.objects.filter(person__in=part).values_list("person", "counted_as"))
    return found


def everyone_counted_as(roots: Iterable[UUID]) -> dict[UUID, UUID]:
    """All persons, the roots among them, that are counted as one of `roots`: person -> root."""
    roots = set(roots)
    found = {root: root for root in roots}
    for part in slices(roots):
        found.update(SamePerson.objects.filter(counted_as__in=part).values_list("person", "counted_as"))
    return found


def facts_by_root(roots: Iterable[UUID], verbs: Iterable[str], start_at, end_at) -> dict[UUID, list[Fact]]:
    """The facts in force of each root and of all who are counted as it, in a stretch of time."""
    members = everyone_counted_as(roots)
    found: dict[UUID, list[Fact]] = defaultdict(list)
    for part in slices(members):
        entries = Entry.objects.filter(person__in=part, verb__in=list(verbs), counts_at__gte=start_at, counts_at__lt=end_at)
        for fact, person in with_person(facts_of(in_force(entries))):
            found[members[person]].append(fact)
    return found


def companions(found: Iterable[Fact]) -> list[Fact]:
    """Every fact in force of the same people (as they are counted) at the same gatherings; those of `found` are among them."""
    at_gatherings = with_person(fact for fact in found if fact.within)
    members = everyone_counted_as(counted_as(person for _, person in at_gatherings).values())
    withins = {fact.within for fact, _ in at_gatherings}
    seen: dict[UUID, Fact] = {}
    for part in slices(withins):
        entries = Entry.objects.filter(within__in=part, verb__in={fact.verb for fact, _ in at_gatherings})
        for fact in facts_of(in_force(entries)):
            if fact.person in members:
                seen[fact.id] = fact
    return list(seen.values())


def each_once(found: list[Fact]) -> list[Fact]:
    """The facts that are contacts or things: without those that repeat an earlier one of the same person at the same gathering.

    The earlier one may lie outside `found`, in another village or on another day, so it is asked for.
    """
    ids = {fact.id for fact in found}
    together = found + [fact for fact in companions(found) if fact.id not in ids]
    roots = counted_as(person for _, person in with_person(together))
    return [fact for fact in without_repeats(together, roots) if fact.id in ids]


def lineages(codes: Iterable[str]) -> dict[str, list[str]]:
    """For each area code, the codes from the nation down to it. A code that `places` does not know stands alone."""
    codes = set(codes) - {""}
    known = {area.code: area.lineage for part in slices(codes) for area in Area.objects.filter(pk__in=part).only("code", "path")}
    return {code: known.get(code, [code]) for code in codes}
