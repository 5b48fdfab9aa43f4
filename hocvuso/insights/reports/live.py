"""The facts of a report, asked of the figures as they are now."""

import re
from collections import Counter, defaultdict
from datetime import date

from hocvuso.base import clock
from hocvuso.base.days import VIETNAM, Window, days_window, parse_window, year_of
from hocvuso.insights import facts as journal_facts
from hocvuso.insights.indicators import indicators
from hocvuso.insights.queries import AreaRow, by_child, counted_people, figures
from hocvuso.insights.reports.facts import MEASURES, Facts, Goal, Line, Place
from hocvuso.insights.rules import Figure, Indicator
from hocvuso.journal.queries import root_on
from hocvuso.people.models import Person
from hocvuso.places.models import Area
from hocvuso.plans.models import Target

REPORTING_LEVELS = frozenset({Area.Level.COMMUNE, Area.Level.PROVINCE})


def gather(area: Area, window: Window) -> Facts:
    """All that a report of this area and window says, counted now."""
    now, year, same = figures(area, window), figures(area, year_so_far(window)), figures(area, same_last_year(window))
    goals = goals_of(area, window)
    rows = by_child(area, window)
    kind = place_kind(area, rows)
    return Facts(
        area=area.code,
        area_name=area.name,
        area_kind=area.kind,
        area_level=area.level,
        above=area.parent.name if area.parent else "",
        window=window.code,
        window_kind=window.kind,
        first_day=window.start,
        last_day=window.last_day,
        lines=tuple(line_of(one, now[code], year[code], same[code], goals.get(code)) for code, one in indicators().items()),
        places=tuple(place_of(row, kind) for row in rows),
        place_kind=kind,
        counted_at=clock.now().astimezone(VIETNAM).isoformat(timespec="seconds"),
        unlinked=None if area.level in {Area.Level.COMMUNE, Area.Level.VILLAGE} else unlinked(area, window),
        seal=root_on(window.last_day),
    )


def line_of(indicator: Indicator, now: Figure, year: Figure, same: Figure, goal: Goal | None) -> Line:
    counts = tuple(measure for measure in MEASURES if measure in indicator.counts)
    return Line(indicator.code, indicator.name["vi"], counts, now, year, same, goal)


def place_of(row: AreaRow, kind: str) -> Place:
    name = row.area.name if row.area else f"Chưa rõ {kind}"
    return Place(row.area.code if row.area else "", name, row.gatherings, row.contacts, row.people)


def year_so_far(window: Window) -> Window:
    """From the first day of the official year to the window's last day."""
    year = year_of(window.last_day)
    return year if year.end == window.end else days_window(min(year.start, window.start), window.last_day)


def same_last_year(window: Window) -> Window:
    """The same window a year ago; a 29 February becomes the 28th."""
    if window.kind == "days":
        return days_window(_year_ago(window.start), _year_ago(window.last_day))
    if window.kind == "day":
        return parse_window(f"day-{_year_ago(window.start)}")
    code = re.sub(r"\d{4}", lambda found: str(int(found.group()) - 1), window.code, count=1)
    return parse_window(code.replace("-53", "-52") if window.kind == "week" else code)


def _year_ago(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def goals_of(area: Area, window: Window) -> dict[str, Goal]:
    """The target of each indicator: the window's own, else the year's, compared with the year so far."""
    return goals_by_area([area], window).get(area.code, {})


def goals_by_area(areas: list[Area], window: Window) -> dict[str, dict[str, Goal]]:
    """Area code -> indicator -> goal, in one question."""
    year = year_of(window.last_day).code
    found: dict[str, dict[str, Goal]] = defaultdict(dict)
    targets = Target.objects.filter(area__in=areas, window__in=[window.code, year])
    for target in sorted(targets, key=lambda one: one.window == window.code):
        yearly = target.window == year != window.code
        percent = target.unit == Target.Unit.PERCENT
        goal = Goal(float(target.value), percent, target.denominator, target.denominator_source, yearly)
        found[target.area_id][target.indicator] = goal
    return found


def place_kind(area: Area, rows: list[AreaRow]) -> str:
    """What the places below are called here: "khu phố", "thôn", "ấp"; above a commune "xã, phường"."""
    if area.level == Area.Level.PROVINCE:
        return "xã, phường"
    if area.level == Area.Level.NATION:
        return "tỉnh, thành phố"
    kinds = Counter(row.area.kind for row in rows if row.area)
    return kinds.most_common(1)[0][0].lower() if kinds else "thôn, tổ dân phố"


def unlinked(area: Area, window: Window) -> int:
    """How many of the people counted bear the name and birth year of another counted in another commune, and nobody has said
    whether they are one: the figure may be too high by so many."""
    communes: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for part in journal_facts.slices(counted_people(area, "instructed", window)):
        for name, year, commune in Person.objects.filter(pk__in=part).values_list("name_key", "birth_year", "commune"):
            communes[name, year].add(commune)
    return sum(len(found) - 1 for found in communes.values())
