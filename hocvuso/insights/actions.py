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

from hocvuso.base.days import Window, day_of
from hocvuso.insights import facts
from hocvuso.insights.indicators import basis, counted_by_day, counted_verbs, indicators
from hocvuso.insights.models import Basis, CountedContact, CountedPerson, DayCount, PeopleCount, SamePerson
from hocvuso.insights.rules import Fact, earliest, kept_windows, without_repeats
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
        for model in (CountedPerson, CountedContact, PeopleCount, DayCount, SamePerson, Basis):
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
    for part in facts.slices(people):
        rows = CountedPerson.objects.filter(person__in=part)
        move_people((key, -1) for key in rows.values_list("indicator", "window", "home"))
        rows.delete()


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
    stored = _stored_people(cells)
    moves: list[tuple[tuple[str, str, str], int]] = []
    gone: list[int] = []
    for key, (pk, entry, home) in stored.items():
        fact = wanted.get(key)
        if fact is None or (entry, home) != (fact.id, fact.home):
            moves.append(((key[0], key[1], home), -1))
            if fact is None:
                gone.append(pk)
    written = []
    for key, fact in wanted.items():
        if key not in stored or stored[key][1:] != (fact.id, fact.home):
            moves.append(((key[0], key[1], fact.home), +1))
            written.append(CountedPerson(indicator=key[0], window=key[1], person=key[2], entry=fact.id, home=fact.home))
    CountedPerson.objects.filter(pk__in=gone).delete()
    write(written, ["indicator", "window", "person"], ["entry", "home"])
    move_people(moves)


def _stored_people(cells: dict[Window, set[UUID]]) -> dict[tuple[str, str, UUID], tuple[int, UUID, str]]:
    """(indicator, window, person) -> (key, entry, home) of the rows of the touched cells."""
    people = {person for group in cells.values() for person in group}
    touched = {(window.code, person) for window, group in cells.items() for person in group}
    stored = {}
    for part in facts.slices(people):
        rows = CountedPerson.objects.filter(window__in=[window.code for window in cells], person__in=part)
        for pk, indicator, window, person, entry, home in rows.values_list("pk", "indicator", "window", "person", "entry", "home"):
            if (window, person) in touched:
                stored[indicator, window, person] = (pk, entry, home)
    return stored


def write(rows: list, unique: list[str], fields: list[str]) -> None:
    """Writes rows, each in the place of the one that has the same unique fields."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=2000, update_conflicts=True, unique_fields=unique, update_fields=fields)


def move_people(moves: Iterable[tuple[tuple[str, str, str], int]]) -> None:
    """Adds each step, given for (indicator, window, home), to the counter of the home and of every area above it."""
    steps: Counter = Counter()
    for key, step in moves:
        steps[key] += step
    above = facts.lineages(home for _, _, home in steps)
    totals: Counter = Counter()
    for (indicator, window, home), step in steps.items():
        for area in above.get(home, ()):
            totals[indicator, window, area] += step
    totals = Counter({key: step for key, step in totals.items() if step})
    rows = PeopleCount.objects.filter(window__in={key[1] for key in totals}, area__in={key[2] for key in totals})
    stored = {(code, window, area): people for code, window, area, people in rows.values_list("indicator", "window", "area", "people")}
    written = [PeopleCount(indicator=key[0], window=key[1], area=key[2], people=stored.get(key, 0) + step) for key, step in totals.items()]
    write(written, ["indicator", "window", "area"], ["people"])


def recount_days(touched: list[Fact]) -> None:
    """Decides again which of the touched facts are contacts or things, and moves the days' counters by what has changed."""
    by_id = {fact.id: fact for fact in touched if fact.verb in counted_verbs()}
    corrected = {id for part in facts.slices(by_id) for id in Entry.objects.filter(corrects__in=part).values_list("corrects", flat=True)}
    standing = [fact for fact in by_id.values() if fact.id not in corrected]
    roots = facts.counted_as(fact.person for fact in standing if fact.person)
    wanted = {fact.id for fact in without_repeats(standing, roots)}
    stored = {id for part in facts.slices(by_id) for id in CountedContact.objects.filter(pk__in=part).values_list("pk", flat=True)}
    move_days([(by_id[id], +1) for id in wanted - stored] + [(by_id[id], -1) for id in stored - wanted])
    for part in facts.slices(stored - wanted):
        CountedContact.objects.filter(pk__in=part).delete()
    CountedContact.objects.bulk_create([CountedContact(entry=id) for id in wanted - stored], batch_size=2000)


def move_days(moves: list[tuple[Fact, int]]) -> None:
    """Adds each step to the day's counters of the fact's own area, and of every area above it, for each indicator that takes it."""
    own: Counter = Counter()
    for fact, step in moves:
        day = day_of(fact.counts_at)
        for indicator in counted_by_day():
            if (area := fact.area(indicator)) and indicator.takes(fact):
                own[indicator.code, area, day] += step
    above = facts.lineages(area for _, area, _ in own)
    whole: Counter = Counter()
    for (code, area, day), step in own.items():
        for higher in above[area]:
            whole[code, higher, day] += step
    changed = {key for key in whole.keys() | own.keys() if whole[key] or own[key]}
    stored = _stored_days(changed)
    written = []
    for key in changed:
        code, area, day = key
        before_own, before = stored.get(key, (0, 0))
        written.append(DayCount(indicator=code, area=area, day=day, own=before_own + own[key], number=before + whole[key]))
    write(written, ["indicator", "area", "day"], ["own", "number"])


def _stored_days(keys: set[tuple[str, str, date]]) -> dict[tuple[str, str, date], tuple[int, int]]:
    """(indicator, area, day) -> (own, number) of the counters that are there."""
    codes, areas, days = ({key[place] for key in keys} for place in range(3))
    rows = DayCount.objects.filter(indicator__in=codes, area__in=areas, day__in=days)
    return {
        (code, area, day): (own, number) for code, area, day, own, number in rows.values_list("indicator", "area", "day", "own", "number")
    }
