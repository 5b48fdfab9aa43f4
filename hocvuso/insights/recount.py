"""The second road: everything counted again from the journal, to be compared with the counters. The nightly check, `recount --check`."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from hocvuso.base.days import Window, day_of
from hocvuso.insights import facts
from hocvuso.insights.actions import count_pending
from hocvuso.insights.indicators import counted_by_day, counted_verbs, indicators
from hocvuso.insights.models import DayCount, PeopleCount
from hocvuso.insights.rules import Fact, earliest, kept_windows, without_repeats
from hocvuso.journal.models import Entry


def differences() -> list[dict]:
    """Where the counters differ from a recount of the whole journal; empty when both roads agree."""
    count_pending()
    return [*people_differences(), *day_differences()]


def people_differences() -> list[dict]:
    wanted: Counter = Counter()
    for code, window, home in recounted_people():
        wanted[code, window, home] += 1
    above = facts.lineages(home for _, _, home in wanted)
    totals: Counter = Counter()
    for (code, window, home), number in wanted.items():
        for area in above.get(home, ()):
            totals[code, window, area] += number
    kept = {(row.indicator, row.window, row.area): row.people for row in PeopleCount.objects.exclude(people=0)}
    return compare("people", totals, kept)


def recounted_people() -> Iterable[tuple[str, str, str]]:
    """(indicator, window, home) of every person who counts, from the journal alone."""
    verbs = counted_verbs()
    everyone = facts.with_person(facts.facts_of(facts.in_force(Entry.objects.filter(verb__in=verbs, person__isnull=False))))
    roots = facts.counted_as(person for _, person in everyone)
    cells: dict[tuple[Window, UUID], list[Fact]] = defaultdict(list)
    for fact, person in everyone:
        for window in kept_windows(day_of(fact.counts_at)):
            cells[window, roots[person]].append(fact)
    for (window, _root), own in cells.items():
        for code, indicator in indicators().items():
            if indicator.counts_people and (first := earliest(own, indicator, window)):
                yield code, window.code, first.home


def day_differences() -> list[dict]:
    wanted: Counter = Counter()
    everything = facts.facts_of(facts.in_force(Entry.objects.filter(verb__in=counted_verbs())))
    above = facts.lineages({fact.home for fact in everything} | {fact.place for fact in everything})
    for fact in without_repeats(everything, facts.counted_as(fact.person for fact in everything if fact.person)):
        for indicator in counted_by_day():
            if indicator.takes(fact):
                for area in above.get(fact.area(indicator), ()):
                    wanted[indicator.code, str(day_of(fact.counts_at)), area] += 1
    kept = {(row.indicator, str(row.day), row.area): row.number for row in DayCount.objects.exclude(number=0)}
    return compare("times", wanted, kept)


def compare(what: str, wanted: dict, kept: dict) -> list[dict]:
    return [
        {"what": what, "indicator": key[0], "window": key[1], "area": key[2], "counted": kept.get(key, 0), "recounted": wanted.get(key, 0)}
        for key in sorted(wanted.keys() | kept.keys())
        if wanted.get(key, 0) != kept.get(key, 0)
    ]
