"""What an indicator is, which facts it counts, and which of a person's facts makes the person count. No Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from hocvuso.base.days import Window, day_of, month_of, quarter_of, year_of


@dataclass(frozen=True)
class Indicator:
    """One file of content/indicators/. `counts` holds "people", "contacts" or "things"; `area` is "home" or "place"."""

    code: str
    order: int
    name: dict[str, str]
    what: dict[str, str]
    verbs: frozenset[str]
    counts: frozenset[str]
    area: str
    subjects: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    basis: str = ""
    denominator: str = ""
    is_trace: bool = False  # counts every fact of one verb, to know where that verb is recorded at all

    @property
    def measurable(self) -> bool:
        """Whether any fact could count; otherwise the figure is "chưa đo"."""
        return bool(self.verbs)

    @property
    def counts_people(self) -> bool:
        return "people" in self.counts

    @property
    def counts_times(self) -> bool:
        """Whether contacts or things are counted: both are sums over days."""
        return bool({"contacts", "things"} & self.counts)

    def takes(self, fact: "Fact") -> bool:
        """Whether a fact counts for this indicator. "self_study" takes what has no person, all others of "completed" what has one."""
        if fact.verb not in self.verbs:
            return False
        if fact.verb == "completed" and not self.is_trace and (fact.person is None) != (self.code == "self_study"):
            return False
        if self.subjects and not any(fact.subject == code or fact.subject.startswith(code + ".") for code in self.subjects):
            return False
        return not self.traits or not self.traits.isdisjoint(fact.traits)


def traces_of(verb: str) -> tuple[Indicator, Indicator]:
    """The two traces of a verb, by home and by place: where they are 0, nothing of the kind was recorded ("chưa đo", not 0)."""

    def trace(side: str) -> Indicator:
        return Indicator(f"{verb}@{side}", 0, {}, {}, frozenset({verb}), frozenset({"contacts"}), side, is_trace=True)

    return trace("home"), trace("place")


class Fact(NamedTuple):
    """The part of a journal entry that counting looks at."""

    id: UUID
    verb: str
    counts_at: datetime
    person: UUID | None
    home: str
    place: str
    subject: str
    traits: tuple[str, ...]
    within: UUID | None = None

    def area(self, indicator: Indicator) -> str:
        return self.home if indicator.area == "home" else self.place


@dataclass(frozen=True)
class Figure:
    """What an indicator shows for an area and a window; None is "not measured", which is not 0."""

    contacts: int | None = None
    people: int | None = None
    things: int | None = None

    @property
    def is_measured(self) -> bool:
        return (self.contacts, self.people, self.things) != (None, None, None)

    def as_json(self) -> dict[str, int | None]:
        return {"contacts": self.contacts, "people": self.people} | ({} if self.things is None else {"things": self.things})


# Windows in which people are kept counted; every other window is asked of the entries.
KEPT_WINDOWS = (month_of, quarter_of, year_of)
KEPT_KINDS = frozenset({"month", "quarter", "year"})


def kept_windows(day: date) -> tuple[Window, ...]:
    """The month, quarter and year of the official calendar in which a day falls."""
    return tuple(window_of(day) for window_of in KEPT_WINDOWS)


def without_repeats(facts: Iterable[Fact], roots: Mapping[UUID, UUID]) -> list[Fact]:
    """One fact for each verb, person and gathering: the first. Two namings that turned out to be one person are one contact.

    `roots` says as whom each person counts; facts without a person or a gathering are all kept.
    """
    first: dict[tuple, Fact] = {}
    kept = []
    for fact in facts:
        if fact.person is None or fact.within is None:
            kept.append(fact)
            continue
        key = (fact.verb, roots.get(fact.person, fact.person), fact.within)
        known = first.get(key)
        if known is None or (fact.counts_at, fact.id) < (known.counts_at, known.id):
            first[key] = fact
    return kept + list(first.values())


def earliest(facts: Iterable[Fact], indicator: Indicator, window: Window) -> Fact | None:
    """The fact through which a person counts in a window: the first qualifying one by time, then by id."""
    qualifying = (fact for fact in facts if window.start <= day_of(fact.counts_at) < window.end and indicator.takes(fact))
    return min(qualifying, key=lambda fact: (fact.counts_at, fact.id), default=None)
