"""What the office's first page shows: the figures that matter, the places sorted by need, guests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hocvuso.base import clock
from hocvuso.base.days import Window, year_of
from hocvuso.insights import facts as journal_facts
from hocvuso.insights.indicators import indicators
from hocvuso.insights.queries import AreaRow, by_child, figures, series, under
from hocvuso.insights.reports.facts import MEASURES, Goal, Line
from hocvuso.insights.reports.live import goals_by_area
from hocvuso.insights.rules import Figure
from hocvuso.journal.models import Entry
from hocvuso.places.models import Area

FIRST = ("instructed", "gatherings", "N3", "vneid", "documents", "dossiers", "payments", "safety", "self_study")
AT_LEAST = 4
AT_MOST = 7


@dataclass(frozen=True)
class Card:
    """A figure on the page: the indicator, what it is now, its target, its course."""

    line: Line
    course: tuple[int, ...] = ()

    @property
    def code(self) -> str:
        return self.line.code

    @property
    def name(self) -> dict[str, str]:
        return indicators()[self.line.code].name

    @property
    def goal(self) -> Goal | None:
        return self.line.goal

    @property
    def value(self) -> int | None:
        """The number shown large: people before contacts before things."""
        return getattr(self.line.now, self.line.measure)

    @property
    def contacts(self) -> int | None:
        """Contacts beside people, named as such."""
        return self.line.now.contacts if self.line.measure == "people" else None

    @property
    def done(self) -> int | None:
        """What is held against the target: the year so far, or the window."""
        return getattr(self.line.year if self.goal and self.goal.yearly else self.line.now, self.line.measure)

    @property
    def is_reached(self) -> bool:
        return bool(self.goal and self.goal.number is not None and self.done is not None and self.done >= self.goal.number)

    @property
    def missing(self) -> float | None:
        if self.goal is None or self.goal.number is None or self.done is None:
            return None
        return max(self.goal.number - self.done, 0)


def all_cards(area: Area, window: Window) -> list[Card]:
    """Every indicator, in order, with its target. A target of the year is held against the year until now, which is kept
    counted; a report holds it against the year until the window's end (reports/live.py)."""
    now, goals = figures(area, window), goals_by_area([area], window).get(area.code, {})
    year = figures(area, year_of(window.last_day)) if any(goal.yearly for goal in goals.values()) else {}
    return [
        Card(
            Line(
                code=code,
                name=one.name["vi"],
                counts=tuple(measure for measure in MEASURES if measure in one.counts),
                now=now[code],
                year=year.get(code, Figure()),
                same=Figure(),
                goal=goals.get(code),
            )
        )
        for code, one in indicators().items()
    ]


def first_cards(area: Area, window: Window) -> list[Card]:
    """The few figures of the first page: those with a target, then the usual ones that were measured. A 0 is shown only
    where there is room or a target."""
    cards = {card.code: card for card in all_cards(area, window)}
    wanted = [code for code in FIRST if cards[code].line.now.is_measured or cards[code].goal]
    wanted += [code for code, card in cards.items() if card.goal and code not in wanted]
    wanted.sort(key=lambda code: (code not in FIRST[:2], cards[code].goal is None, not cards[code].value))
    telling = [code for code in wanted if cards[code].value or cards[code].goal]
    shown = telling if len(telling) >= AT_LEAST else wanted[:AT_LEAST]
    return [Card(cards[code].line, course(area, code, window)) for code in shown[:AT_MOST]]


def course(area: Area, indicator: str, window: Window) -> tuple[int, ...]:
    """Contacts or things a day from the window's first day to today; nothing where no day has any."""
    if not indicators()[indicator].counts_times:
        return ()
    numbers = dict(series(area, indicator, window))
    return tuple(numbers.get(day, 0) for day in days_so_far(window)) if numbers else ()


def days_so_far(window: Window) -> Iterable[date]:
    last = max(min(window.last_day, clock.today()), window.start)
    return [window.start + timedelta(days=number) for number in range((last - window.start).days + 1)]


@dataclass(frozen=True)
class PlaceRow:
    """A line of the table: a village or a commune, and its own target for people instructed."""

    row: AreaRow
    goal: Goal | None = None

    @property
    def area(self) -> Area | None:
        return self.row.area

    @property
    def has_data(self) -> bool:
        return self.row.people is not None or self.row.contacts is not None

    @property
    def share(self) -> float | None:
        """Per cent of the target reached; none without a target."""
        number = self.goal.number if self.goal else None
        return None if not number else 100 * (self.row.people or 0) / number

    @property
    def is_reached(self) -> bool:
        return self.share is not None and self.share >= 100


@dataclass(frozen=True)
class PlaceTable:
    """The places below an area. Those without any list come first, then those furthest from their target."""

    rows: list[PlaceRow]
    unknown: AreaRow | None

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def without(self) -> list[PlaceRow]:
        return [row for row in self.rows if not row.has_data]

    @property
    def with_data(self) -> int:
        return self.total - len(self.without)

    @property
    def has_goals(self) -> bool:
        return any(row.goal for row in self.rows)

    @property
    def shows_state(self) -> bool:
        """Whether there is anything to say of a place beside its numbers: a target, or that no list came in."""
        return self.has_goals or bool(self.without)


def place_table(area: Area, window: Window) -> PlaceTable:
    found = by_child(area, window)
    children = [row.area for row in found if row.area]
    goals = goals_by_area(children, window)
    rows = [PlaceRow(row, goals.get(row.area.code, {}).get("instructed")) for row in found if row.area]
    rows.sort(key=lambda row: (row.has_data, row.share is None, row.share or 0))
    return PlaceTable(rows, next((row for row in found if row.area is None), None))


def guests(area: Area, window: Window) -> Figure:
    """Those who were at a gathering here and live elsewhere ("khách"): they count at home, not here."""
    verbs = indicators()["instructed"].verbs
    entries = Entry.objects.filter(under(area, "place"), verb__in=verbs, counts_at__gte=window.start_at, counts_at__lt=window.end_at)
    away = journal_facts.in_force(entries.exclude(under(area, "home")))
    persons = {person for person in away.values_list("person", flat=True) if person}
    return Figure(contacts=away.count(), people=len(set(journal_facts.counted_as(persons).values())))
