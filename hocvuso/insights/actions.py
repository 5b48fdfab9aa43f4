"""Counting: what waits in the journal's Pending is taken into the counters, exactly and in any order.

Nothing is added up from a stream: for every person and every day-and-area that a new entry touches, what counts is
derived again from the journal, and only the difference moves. So counting twice is harmless, and a correction, a
merge or a phone that comes back a month late need no road of their own (design: "Counting people exactly").
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from hocvuso.base.days import ONE_DAY, Window, day_of, midnight
from hocvuso.insights import facts
from hocvuso.insights.indicators import basis, counted_by_day, indicators
from hocvuso.insights.models import Basis, CountedPerson, DayCount, PeopleCount, SamePerson
from hocvuso.insights.rules import Fact, Indicator, earliest, kept_windows
from hocvuso.journal.models import Entry, Pending

BATCH = 5000
COUNTING_LOCK = 0x48565300


def count_pending() -> int:
    """Counts all that waits, batch by batch; how many entries were taken in."""
    if not Basis.objects.filter(digest=basis()).exists():
        count_anew()
    total = 0
    while taken := count_batch():
        total += taken
    return total


def count_anew() -> None:
    """Throws all counters away and lets the whole journal wait again: after an indicator was added or changed, or when in doubt."""
    with transaction.atomic():
        _one_at_a_time()
        for model in (CountedPerson, PeopleCount, DayCount, SamePerson, Basis):
            model.objects.all().delete()
        for ids in facts.slices_of(Entry.objects.order_by("pk").values_list("pk", flat=True)):
            Pending.objects.bulk_create([Pending(entry_id=id) for id in ids], ignore_conflicts=True)
        Basis.objects.create(digest=basis())


def _one_at_a_time() -> None:
    """One counter at a time on PostgreSQL; on SQLite a transaction that writes is that already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING_LOCK])


def count_batch() -> int:
    """Counts up to BATCH waiting entries in one transaction; how many."""
    if not Pending.objects.exists():
        return 0
    with transaction.atomic():
        _one_at_a_time()
        waiting = list(Pending.objects.order_by("entry_id").values_list("entry_id", flat=True)[:BATCH])
        entries = list(Entry.objects.filter(pk__in=waiting))
        touched = touched_facts(entries)
        recount_people(touched)
        recount_days(touched)
        Pending.objects.filter(pk__in=waiting).delete()
    return len(waiting)


def touched_facts(entries: list[Entry]) -> list[Fact]:
    """The facts whose counting these entries may change: themselves, what they correct, all facts of merged people, and what
    the same people have at the same gatherings (of two, one counts)."""
    ids = {entry.pk for entry in entries} | {entry.corrects for entry in entries if entry.corrects}
    corrected = Entry.objects.filter(pk__in={entry.corrects for entry in entries if entry.corrects})
    merges = [entry for entry in [*entries, *corrected] if entry.verb == "merged"]
    touched = {fact.id: fact for part in facts.slices(ids) for fact in facts.facts_of(Entry.objects.filter(pk__in=part))}
    for part in facts.slices(follow_merges(merges) if merges else ()):
        touched.update({fact.id: fact for fact in facts.facts_of(Entry.objects.filter(person__in=part))})
    touched.update({fact.id: fact for fact in facts.companions(touched.values())})
    return list(touched.values())


def follow_merges(merges: list[Entry]) -> set[UUID]:
    """Works out again who is counted as whom, for all people joined to these merges; those people."""
    people = linked_people({person for entry in merges for person in (entry.person, entry.other_person) if person})
    in_force = facts.in_force(Entry.objects.filter(verb="merged", other_person__in=people)).order_by("counts_at", "id")
    absorbed_by = {gone: kept for gone, kept in in_force.values_list("other_person", "person") if gone and kept}
    before = facts.counted_as(people)
    after = {person: end_of_chain(person, absorbed_by) for person in people}
    SamePerson.objects.filter(person__in=people).delete()
    SamePerson.objects.bulk_create(SamePerson(person=person, counted_as=root) for person, root in after.items() if root != person)
    # A root that has become somebody else's, or has come back, must be counted anew under both names.
    forget_people({person for person in people if before[person] != after[person]} | set(before.values()))
    return people


def linked_people(people: set[UUID]) -> set[UUID]:
    """Everybody reachable through merges, in force or voided."""
    found: set[UUID] = set()
    while new := people - found:
        found |= new
        merges = Entry.objects.filter(verb="merged")
        pairs = [
            *merges.filter(person__in=new).values_list("person", "other_person"),
            *merges.filter(other_person__in=new).values_list("person", "other_person"),
        ]
        people = {person for pair in pairs for person in pair if person}
    return found


def end_of_chain(person: UUID, absorbed_by: dict[UUID, UUID]) -> UUID:
    """Follows A merged into B merged into C to C; a ring (which no action makes) ends at its smallest id."""
    seen = [person]
    while (following := absorbed_by.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def forget_people(people: set[UUID]) -> None:
    """Takes the counted rows of these people out of the counters; recounting puts back what holds."""
    rows = list(CountedPerson.objects.filter(person__in=people))
    move_people((row, -1) for row in rows)
    CountedPerson.objects.filter(pk__in=[row.pk for row in rows]).delete()


def recount_people(touched: list[Fact]) -> None:
    """Derives again, for each touched person and window, the one row that counts, and moves its +1."""
    with_person = facts.with_person(touched)
    if not with_person:
        return
    roots = facts.counted_as(person for _, person in with_person)
    cells: dict[Window, set[UUID]] = defaultdict(set)
    for fact, person in with_person:
        for window in kept_windows(day_of(fact.counts_at)):
            cells[window].add(roots[person])
    counting = [indicator for indicator in indicators().values() if indicator.counts_people and indicator.measurable]
    verbs = frozenset().union(*(indicator.verbs for indicator in counting))
    start, end = min(window.start_at for window in cells), max(window.end_at for window in cells)
    by_root = facts.facts_by_root(set(roots.values()), verbs, start, end)
    wanted = {
        (indicator.code, window.code, root): first
        for window, people in cells.items()
        for root in people
        for indicator in counting
        if (first := earliest(by_root.get(root, ()), indicator, window))
    }
    store_people(cells, wanted)


def store_people(cells: dict[Window, set[UUID]], wanted: dict[tuple[str, str, UUID], Fact]) -> None:
    """Makes the CountedPerson rows of the touched cells what they should be."""
    people = {person for group in cells.values() for person in group}
    codes = [window.code for window in cells]
    existing = {
        (row.indicator, row.window, row.person): row
        for part in facts.slices(people)
        for row in CountedPerson.objects.filter(window__in=codes, person__in=part)
    }
    touched = {(window.code, person) for window, group in cells.items() for person in group}
    moves: list[tuple[CountedPerson, int]] = []
    gone, changed, new = [], [], []
    for key, row in existing.items():
        fact = wanted.get(key)
        if key[1:] not in touched or (fact and (row.entry, row.home) == (fact.id, fact.home)):
            continue
        moves.append((CountedPerson(indicator=row.indicator, window=row.window, home=row.home), -1))
        if fact is None:
            gone.append(row.pk)
            continue
        row.entry, row.home = fact.id, fact.home
        changed.append(row)
        moves.append((row, +1))
    for (indicator, window, person), fact in wanted.items():
        if (indicator, window, person) not in existing:
            new.append(CountedPerson(indicator=indicator, window=window, person=person, entry=fact.id, home=fact.home))
    CountedPerson.objects.filter(pk__in=gone).delete()
    CountedPerson.objects.bulk_update(changed, ["entry", "home"], batch_size=500)
    CountedPerson.objects.bulk_create(new, batch_size=2000)
    move_people([*moves, *((row, +1) for row in new)])


def move_people(moves: Iterable[tuple[CountedPerson, int]]) -> None:
    """Adds each step to the counter of the row's home and of every area above it."""
    steps: Counter = Counter()
    for row, step in moves:
        steps[row.indicator, row.window, row.home] += step
    above = facts.lineages(home for _, _, home in steps)
    totals: Counter = Counter()
    for (indicator, window, home), step in steps.items():
        for area in above.get(home, ()):
            totals[indicator, window, area] += step
    totals = Counter({key: step for key, step in totals.items() if step})
    if not totals:
        return
    codes = {key[1] for key in totals}
    areas = {key[2] for key in totals}
    counters = {(row.indicator, row.window, row.area): row for row in PeopleCount.objects.filter(window__in=codes, area__in=areas)}
    for key, step in totals.items():
        counter = counters.setdefault(key, PeopleCount(indicator=key[0], window=key[1], area=key[2], people=0))
        counter.people += step
    rows = [counters[key] for key in totals]
    PeopleCount.objects.bulk_create([row for row in rows if row.pk is None], batch_size=2000)
    PeopleCount.objects.bulk_update([row for row in rows if row.pk], ["people"], batch_size=500)


def recount_days(touched: list[Fact]) -> None:
    """Derives again the contacts and things of each touched day and area."""
    for side in ("home", "place"):
        counting = [one for one in counted_by_day() if one.area == side]
        days: dict[date, set[str]] = defaultdict(set)
        for fact in touched:
            if area := getattr(fact, side):
                days[day_of(fact.counts_at)].add(area)
        for day, areas in days.items():
            store_day(day, areas, counting, times_on(day, side, areas, counting))


def times_on(day: date, side: str, areas: set[str], counting: list[Indicator]) -> Counter:
    """How often each indicator holds on a day in each of these areas themselves, not below them."""
    verbs = frozenset().union(*(indicator.verbs for indicator in counting))
    found: Counter = Counter()
    for part in facts.slices(areas):
        entries = Entry.objects.filter(
            **{f"{side}__in": part}, verb__in=list(verbs), counts_at__gte=midnight(day), counts_at__lt=midnight(day + ONE_DAY)
        )
        for fact in facts.each_once(facts.facts_of(facts.in_force(entries))):
            for indicator in counting:
                if indicator.takes(fact):
                    found[indicator.code, getattr(fact, side)] += 1
    return found


def store_day(day: date, areas: set[str], counting: list[Indicator], wanted: Counter) -> None:
    """Makes the day's own numbers of these areas what was found, and moves all above them by the difference."""
    above = facts.lineages(areas)
    codes = [indicator.code for indicator in counting]
    everywhere = areas.union(*above.values())
    rows = {(row.indicator, row.area): row for row in DayCount.objects.filter(day=day, indicator__in=codes, area__in=everywhere)}
    changed: dict[tuple[str, str], DayCount] = {}

    def row_of(code: str, area: str) -> DayCount:
        changed[code, area] = rows.setdefault((code, area), DayCount(indicator=code, area=area, day=day))
        return changed[code, area]

    for code in codes:
        for area in areas:
            own = rows[code, area].own if (code, area) in rows else 0
            if step := wanted[code, area] - own:
                row_of(code, area).own += step
                for higher in above.get(area, [area]):
                    row_of(code, higher).number += step
    DayCount.objects.bulk_create([row for row in changed.values() if row.pk is None], batch_size=2000)
    DayCount.objects.bulk_update([row for row in changed.values() if row.pk], ["own", "number"], batch_size=500)
