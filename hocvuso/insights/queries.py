"""Figures for any area and window, and what stands behind them. Every question first counts what waits."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from hocvuso.base.days import Window
from hocvuso.field.models import Attendance, Gathering
from hocvuso.insights import facts
from hocvuso.insights.actions import count_pending
from hocvuso.insights.indicators import counted_verbs, indicators
from hocvuso.insights.models import CountedPerson, DayCount, PeopleCount
from hocvuso.insights.rules import KEPT_KINDS, Fact, Figure, Indicator, earliest, traces_of
from hocvuso.journal.models import Entry
from hocvuso.people.models import Person
from hocvuso.places.models import NATION, Area


def figures(area: Area, window: Window) -> dict[str, Figure]:
    """Every indicator for an area and a window, by code. A part that was not measured is None, never 0."""
    count_pending()
    people = people_figures(area, window)
    times = dict(
        DayCount.objects.filter(area=area.code, day__gte=window.start, day__lt=window.end)
        .values_list("indicator")
        .annotate(total=Sum("number"))
    )
    measured = frozenset(verb for verb in counted_verbs() if any(times.get(trace.code) for trace in traces_of(verb)))
    return {code: figure_of(one, people.get(code, 0), times.get(code, 0), measured) for code, one in indicators().items()}


def figure_of(indicator: Indicator, people: int, times: int, measured: frozenset[str]) -> Figure:
    """The figure, where a 0 stands only if facts of the indicator's kind were recorded there and then."""
    if not indicator.verbs & measured:
        return Figure()
    return Figure(
        contacts=times if "contacts" in indicator.counts else None,
        people=people if indicator.counts_people else None,
        things=times if "things" in indicator.counts else None,
    )


def under(area: Area, field: str) -> Q:
    """That an area code of the journal names this area or one below it."""
    if area.code == NATION:
        return ~Q(**{field: ""})
    return Q(**{f"{field}__in": Area.objects.filter(path__startswith=area.path).values("code")})


def people_figures(area: Area, window: Window) -> dict[str, int]:
    """People for each indicator: one look-up in a kept window, asked of the entries in any other."""
    if window.kind in KEPT_KINDS:
        return dict(PeopleCount.objects.filter(window=window.code, area=area.code).values_list("indicator", "people"))
    return {code: sum(homes.values()) for code, homes in people_from_entries(area, window).items()}


def people_from_entries(area: Area, window: Window) -> dict[str, Counter]:
    """For each indicator how many people count at each home of the area, straight from the journal."""
    inside = set(Area.objects.filter(path__startswith=area.path).values_list("code", flat=True))
    found: dict[str, Counter] = {}
    by_person = facts_by_person(area, window)
    for code, indicator in indicators().items():
        if indicator.counts_people and indicator.measurable:
            firsts = (earliest(own, indicator, window) for own in by_person.values())
            found[code] = Counter(fact.home for fact in firsts if fact and (fact.home in inside or area.code == NATION))
    return found


def facts_by_person(area: Area, window: Window) -> dict[UUID, list[Fact]]:
    """All facts in the window, wherever they happened, of the people who have one in the area."""
    verbs = frozenset().union(*(one.verbs for one in indicators().values() if one.counts_people))
    seen = Entry.objects.filter(
        under(area, "home"), verb__in=verbs, person__isnull=False, counts_at__gte=window.start_at, counts_at__lt=window.end_at
    )
    roots = facts.counted_as(person for person in seen.order_by().values_list("person", flat=True).distinct() if person)
    return facts.facts_by_root(set(roots.values()), verbs, window.start_at, window.end_at)


def updated_at(area: Area):
    """When the newest fact of the area came in; None if there is none."""
    newest = Entry.objects.filter(under(area, "home") | under(area, "place")).order_by("-received_at").values_list("received_at", flat=True)
    return newest.first()


def series(area: Area, indicator: str, window: Window) -> list[tuple[date, int]]:
    """Contacts or things of each day of the window that has any, in order."""
    count_pending()
    rows = DayCount.objects.filter(area=area.code, indicator=indicator, day__gte=window.start, day__lt=window.end, number__gt=0)
    return list(rows.order_by("day").values_list("day", "number"))


@dataclass(frozen=True)
class AreaRow:
    """One line of the table below a figure. `area` None: those whose village is not known."""

    area: Area | None
    people: int | None
    contacts: int | None
    gatherings: int | None


def by_child(area: Area, window: Window, indicator: str = "instructed") -> list[AreaRow]:
    """The areas just below this one with people, contacts and gatherings; the last row, if any, is "not known where"."""
    count_pending()
    children = list(
        Area.objects.filter(parent=area, valid_from__lt=window.end)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=window.start))
        .order_by("path")
    )
    codes = [child.code for child in children]
    people = people_by_area([*codes, area.code], area, window, indicator)
    contacts = times_by_area([*codes, area.code], window, indicator)
    held = times_by_area([*codes, area.code], window, "gatherings")
    rows = [AreaRow(child, people.get(child.code), contacts.get(child.code), held.get(child.code)) for child in children]
    known = [people.get(code) or 0 for code in codes]
    unknown = AreaRow(
        None,
        (people.get(area.code) or 0) - sum(known),
        (contacts.get(area.code) or 0) - sum(contacts.get(code) or 0 for code in codes),
        (held.get(area.code) or 0) - sum(held.get(code) or 0 for code in codes),
    )
    return rows + ([unknown] if unknown.contacts or unknown.people or unknown.gatherings else [])


def people_by_area(codes: list[str], area: Area, window: Window, indicator: str) -> dict[str, int]:
    if window.kind in KEPT_KINDS:
        return dict(
            PeopleCount.objects.filter(window=window.code, indicator=indicator, area__in=codes, people__gt=0).values_list("area", "people")
        )
    homes = people_from_entries(area, window).get(indicator, Counter())
    found: Counter = Counter()
    for home, line in facts.lineages(homes).items():
        for code in line:
            found[code] += homes[home]
    return {code: found[code] for code in codes if found[code]}


def times_by_area(codes: list[str], window: Window, indicator: str) -> dict[str, int]:
    rows = DayCount.objects.filter(area__in=codes, indicator=indicator, day__gte=window.start, day__lt=window.end)
    return {code: total for code, total in rows.values_list("area").annotate(total=Sum("number")) if total}


# What stands behind a figure.


def facts_behind(area: Area, indicator: str, window: Window) -> list[Fact]:
    """The facts that a figure's contacts or things count, by time."""
    one = indicators()[indicator]
    entries = Entry.objects.filter(under(area, one.area), verb__in=one.verbs, counts_at__gte=window.start_at, counts_at__lt=window.end_at)
    kept = (fact for fact in facts.each_once(facts.facts_of(facts.in_force(entries))) if one.takes(fact))
    return sorted(kept, key=lambda fact: (fact.counts_at, fact.id))


def counted_people(area: Area, indicator: str, window: Window) -> dict[UUID, UUID]:
    """The people a figure counts in an area: person -> the entry through which it counts."""
    count_pending()
    inside = Area.objects.filter(path__startswith=area.path).values("code")
    if window.kind in KEPT_KINDS:
        rows = CountedPerson.objects.filter(indicator=indicator, window=window.code, home__in=inside)
        return dict(rows.values_list("person", "entry"))
    one, homes = indicators()[indicator], set(inside.values_list("code", flat=True))
    firsts = {root: earliest(own, one, window) for root, own in facts_by_person(area, window).items()}
    return {root: fact.id for root, fact in firsts.items() if fact and fact.home in homes}


@dataclass(frozen=True)
class GatheringRow:
    """A gathering behind a figure: contacts at it that the figure counts, and people of the figure seen there first."""

    gathering: Gathering | None  # None: entries outside any gathering
    contacts: int
    first_seen: int


def gatherings_behind(area: Area, indicator: str, window: Window) -> list[GatheringRow]:
    """The gatherings whose entries a figure counts, by day. Contacts add up to the figure's contacts, first_seen to its people."""
    contacts = Counter(fact.within for fact in facts_behind(area, indicator, window))
    first: Counter = Counter()
    if indicators()[indicator].counts_people:
        for part in facts.slices(counted_people(area, indicator, window).values()):
            first.update(Entry.objects.filter(pk__in=part).values_list("within", flat=True))
    withins = contacts.keys() | first.keys()
    known = {}
    for part in facts.slices(within for within in withins if within):
        known.update(Gathering.objects.select_related("place", "lead").in_bulk(part))
    rows = [GatheringRow(known.get(within), contacts[within], first[within]) for within in withins]
    return sorted(rows, key=lambda row: (row.gathering.day, row.gathering.pk) if row.gathering else (date.max, UUID(int=0)))


def people_behind(area: Area, indicator: str, window: Window) -> QuerySet[Person]:
    """The persons a figure counts in an area, by name. Someone who was erased is counted and not listed."""
    count_pending()
    persons = Person.objects.select_related("home").order_by("name_key", "birth_year")
    if window.kind in KEPT_KINDS:
        inside = Area.objects.filter(path__startswith=area.path).values("code")
        counted = CountedPerson.objects.filter(indicator=indicator, window=window.code, home__in=inside)
        return persons.filter(pk__in=counted.values("person"))
    return persons.filter(pk__in=list(counted_people(area, indicator, window)))


def gatherings_of(area: Area, window: Window) -> QuerySet[Gathering]:
    """Gatherings held in an area, newest first, with how many were there."""
    return (
        Gathering.objects.filter(place__path__startswith=area.path, day__gte=window.start, day__lt=window.end)
        .select_related("place", "lead")
        .annotate(present=Count("attendances"))
        .order_by("-day", "place__path")
    )


def attendances_of(gathering: Gathering) -> QuerySet[Attendance]:
    return gathering.attendances.select_related("person", "person__home").order_by("person__name_key")
