"""Facts for tests of figures and reports: gatherings that were held, people who came; and a report's facts without a database."""

import uuid
from datetime import UTC, date, datetime, time

from hocvuso.field.models import Attendance, Gathering
from hocvuso.insights.indicators import indicators
from hocvuso.insights.reports.facts import MEASURES, Facts, Goal, Line, Place
from hocvuso.insights.rules import Figure
from hocvuso.journal.actions import record
from hocvuso.journal.models import Entry
from hocvuso.people.models import Person
from hocvuso.places.models import Area


def hold(place: Area, day: date, *people: Person, skill: str = "") -> Gathering:
    """A gathering at `place` on `day` at which these people were, in the books and in the journal."""
    at = datetime.combine(day, time(2), UTC)
    commune = place.parent if place.is_village else place
    held = Entry(verb="held", happened_at=at, received_at=at, counts_at=at, place=place.code, within=uuid.uuid4())
    gathering = Gathering.objects.create(
        id=held.within, commune=commune, place=place, day=day, starts_at=at, skills=[skill] if skill else [], entry=held.pk, created_at=at
    )
    record([held])
    for person in people:
        come(person, gathering, skill=skill)
    return gathering


def come(person: Person, gathering: Gathering, skill: str = "") -> Entry:
    at = gathering.starts_at
    traits = ["18-59"] if (person.birth_year or 0) > 1965 else ["60+"]
    entry = Entry(
        verb="attended",
        happened_at=at,
        received_at=at,
        counts_at=at,
        person=person.pk,
        home=person.home_id,
        place=gathering.place_id,
        within=gathering.pk,
        subject=skill,
        traits=traits,
    )
    Attendance.objects.create(gathering=gathering, person=person, entry=entry.pk)
    record([entry])
    return entry


def line(code: str, now: Figure | None = None, year: Figure | None = None, same: Figure | None = None, goal: Goal | None = None) -> Line:
    one = indicators()[code]
    counts = tuple(measure for measure in MEASURES if measure in one.counts)
    return Line(code, one.name["vi"], counts, now or Figure(), year or Figure(), same or Figure(), goal)


def facts(*lines: Line, **fields) -> Facts:
    """The facts of Phường Đạo Thạnh in July 2025 with these lines measured and all others not."""
    given = {one.code: one for one in lines}
    return Facts(
        **{
            "area": "28249",
            "area_name": "Phường Đạo Thạnh",
            "area_kind": "Phường",
            "area_level": "commune",
            "above": "Tỉnh Đồng Tháp",
            "window": "2025-07",
            "window_kind": "month",
            "first_day": date(2025, 6, 15),
            "last_day": date(2025, 7, 14),
            "lines": tuple(given.get(code) or line(code) for code in indicators()),
            "places": (
                Place("28249.01", "Khu phố 1", 14, 470, 388),
                Place("28249.02", "Khu phố 2", None, None, None),
                Place("", "Chưa rõ khu phố", None, 9, 4),
            ),
            "place_kind": "khu phố",
            "counted_at": "2025-07-20T10:00:00+07:00",
            **fields,
        }
    )


def july() -> Facts:
    """July as in the sample: 392 people, 479 contacts, 14 gatherings, a plan for the year."""
    plan = Goal(80, True, 12000, "Công an phường, 01/7/2025", yearly=True)
    return facts(
        line("instructed", Figure(479, 392), Figure(1479, 1210), Figure(30, 25), goal=plan),
        line("gatherings", Figure(things=14), Figure(things=41)),
        line("vneid", Figure(35, 32), Figure(35, 32)),
        line("dossiers", Figure(0, 0), Figure(0, 0)),
    )
