"""What a report knows: figures, targets and places, as counted at one moment. Freezes to JSON. No Django."""

from dataclasses import asdict, dataclass
from datetime import date

from hocvuso.insights.rules import Figure

MEASURES = ("people", "contacts", "things")


@dataclass(frozen=True)
class Goal:
    """A target: a number, or a share of a denominator that has a source and a date."""

    value: float
    percent: bool
    denominator: int | None
    source: str
    yearly: bool  # compared with the year so far, not with the window alone

    @property
    def number(self) -> float | None:
        """The number to be reached; none for a share of an unknown whole."""
        if not self.percent:
            return self.value
        return None if self.denominator is None else round(self.value * self.denominator / 100, 1)


@dataclass(frozen=True)
class Line:
    """One indicator: this window, the year so far, the same window a year ago."""

    code: str
    name: str
    counts: tuple[str, ...]  # of MEASURES, in that order
    now: Figure
    year: Figure
    same: Figure
    goal: Goal | None = None

    @property
    def measure(self) -> str:
        """What a target of this indicator is measured in."""
        return self.counts[0]

    @property
    def plan_share(self) -> float | None:
        """Per cent of the plan that is done; none without a target or a figure."""
        if self.goal is None or not self.goal.number:
            return None
        done = getattr(self.year if self.goal.yearly else self.now, self.measure)
        return None if done is None else round(100 * done / self.goal.number, 1)


@dataclass(frozen=True)
class Place:
    """A village of a commune, or a commune of a province; the rest ("chưa rõ khu phố") has no code."""

    code: str
    name: str
    gatherings: int | None
    contacts: int | None
    people: int | None


@dataclass(frozen=True)
class Facts:
    area: str
    area_name: str
    area_kind: str
    area_level: str
    above: str  # the name of the unit above
    window: str
    window_kind: str
    first_day: date
    last_day: date
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    place_kind: str  # "khu phố", "thôn", "xã, phường"
    counted_at: str
    unlinked: int | None = None  # above a commune: people not linked between communes
    seal: str = ""  # the root of the journal on the window's last day

    def line(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.code == code), None)

    @property
    def is_empty(self) -> bool:
        return not any(line.now.is_measured for line in self.lines)

    def as_json(self) -> dict:
        return {**asdict(self), "first_day": self.first_day.isoformat(), "last_day": self.last_day.isoformat()}


def facts_from_json(fields: dict) -> Facts:
    return Facts(
        **{
            **fields,
            "first_day": date.fromisoformat(fields["first_day"]),
            "last_day": date.fromisoformat(fields["last_day"]),
            "lines": tuple(_line(line) for line in fields["lines"]),
            "places": tuple(Place(**place) for place in fields["places"]),
        }
    )


def _line(fields: dict) -> Line:
    figures = {name: Figure(**fields[name]) for name in ("now", "year", "same")}
    return Line(**{**fields, **figures, "counts": tuple(fields["counts"]), "goal": Goal(**fields["goal"]) if fields["goal"] else None})


@dataclass(frozen=True)
class Difference:
    """A figure that has moved since it was signed."""

    code: str
    name: str
    measure: str
    signed: int | None
    live: int | None

    @property
    def change(self) -> int | None:
        return None if self.signed is None or self.live is None else self.live - self.signed


def differences(signed: Facts, live: Facts) -> list[Difference]:
    """Every figure of the window that is no longer what was signed, in the report's order."""
    found = []
    for line in signed.lines:
        now = live.line(line.code)
        for measure in line.counts:
            before, after = getattr(line.now, measure), getattr(now.now, measure) if now else None
            if before != after:
                found.append(Difference(line.code, line.name, measure, before, after))
    return found
