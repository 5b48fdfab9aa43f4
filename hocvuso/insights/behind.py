"""What stands behind a figure, row by row, so that the rows add up to the figure."""

from dataclasses import dataclass
from uuid import UUID

from hocvuso.base.days import Window
from hocvuso.field.models import Gathering
from hocvuso.insights import facts as journal_facts
from hocvuso.insights.queries import GatheringRow, counted_people, figures, gatherings_behind
from hocvuso.insights.rules import Figure, Indicator
from hocvuso.journal.models import Entry
from hocvuso.people.models import Person
from hocvuso.places.models import Area


@dataclass(frozen=True)
class Behind:
    """A figure and the gatherings that make it."""

    figure: Figure
    rows: list[GatheringRow]

    @property
    def contacts(self) -> int:
        return sum(row.contacts for row in self.rows)

    @property
    def people(self) -> int:
        return sum(row.first_seen for row in self.rows)


def figure_behind(area: Area, indicator: Indicator, window: Window) -> Behind:
    figure = figures(area, window)[indicator.code]
    return Behind(figure, gatherings_behind(area, indicator.code, window) if figure.is_measured else [])


@dataclass(frozen=True)
class EntryRow:
    """One contact of a person. `counts` is the one through which the person counts as one of the people."""

    entry: Entry
    gathering: Gathering | None
    place: str
    counts: bool


@dataclass(frozen=True)
class PersonBehind:
    person: Person
    rows: list[EntryRow]


def entries_of_person(area: Area, indicator: Indicator, window: Window, person_id: UUID) -> PersonBehind | None:
    """The person's entries that the figure counts, by time; None when the person is not one of the figure's."""
    person = Person.objects.select_related("home").filter(pk=person_id).first()
    through = counted_people(area, indicator.code, window).get(person_id)
    if person is None or through is None:
        return None
    own = journal_facts.facts_by_root({person_id}, indicator.verbs, window.start_at, window.end_at)
    taken = [fact.id for fact in own.get(person_id, []) if indicator.takes(fact)]
    entries = list(Entry.objects.filter(pk__in=taken).order_by("counts_at", "id"))
    gatherings = Gathering.objects.select_related("place").in_bulk([entry.within for entry in entries if entry.within])
    places = dict(Area.objects.filter(pk__in={entry.place for entry in entries}).values_list("code", "name"))
    rows = [EntryRow(entry, gatherings.get(entry.within), places.get(entry.place, ""), entry.pk == through) for entry in entries]
    return PersonBehind(person, rows)
