"""What an import would write: who is who, in which village, at which gathering. Nothing is written here."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from hocvuso.base.ids import uuid7
from hocvuso.field.sheets.files import FileRead, SheetRead, day_of_row
from hocvuso.field.sheets.rows import RowRead
from hocvuso.people.rules.evidence import Naming, naming
from hocvuso.people.rules.identity import Pair, Question, resolve
from hocvuso.places.rules import habit_of, match_village, proposed_village_name

NO_DAY = _("Không rõ ngày của buổi. Bác điền ngày cho tệp này.")


@dataclass(frozen=True)
class Commune:
    """What the plan needs to know of the commune. `villages` are (code, name)."""

    code: str
    kind: str
    name: str
    villages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class GatheringKey:
    """A list and a day make one gathering."""

    file: int
    sheet: int
    day: date


@dataclass
class PlannedRow:
    """A row and what becomes of it. `village` is a code, or the name of a village still to be made."""

    file: int
    sheet: int
    row: RowRead
    mention: uuid.UUID = field(default_factory=uuid7)
    person: uuid.UUID | None = None
    village: str = ""
    gathering: GatheringKey | None = None
    status: str = ""
    reason: str = ""

    @property
    def presence(self) -> tuple[uuid.UUID, GatheringKey]:
        """Who was where: every row that is not refused has both."""
        assert self.person
        assert self.gathering
        return self.person, self.gathering


@dataclass(frozen=True)
class Plan:
    """Everything an import would do. `new_villages` are names."""

    files: list[FileRead]
    rows: list[PlannedRow]
    questions: list[Question]
    new_villages: list[str]
    places: dict[tuple[int, int], str]  # (file, sheet) -> village of the gathering; "" when not stated

    def by_status(self) -> Counter:
        return Counter(row.status for row in self.rows)

    @property
    def accepted(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.status != "refused"]

    @property
    def people(self) -> int:
        return len({row.person for row in self.accepted})

    @property
    def attendances(self) -> int:
        return len({(row.person, row.gathering) for row in self.accepted})


def make_plan(files: list[FileRead], commune: Commune, known: Iterable[Naming] = (), different: Iterable[Pair] = ()) -> Plan:
    """Decides over all files and all that is known at once. `known` are the stored mentions that could matter."""
    known = list(known)
    rows = _rows_of(files)
    villages = Villages.of_files(files, commune)
    accepted = [planned for planned in rows if not planned.reason]
    for planned in accepted:
        planned.village = villages.of(planned.row.village)
    resolution = resolve(known + [_naming(planned.mention, planned.row, planned.village) for planned in accepted], different=different)
    _give_persons(accepted, resolution.groups, {one.id: one.person for one in known})
    fresh = {planned.mention for planned in accepted}
    questions = [question for question in resolution.questions if {question.left, question.right} & fresh]
    _give_statuses(rows, questions, frozenset(one.person for one in known))
    places = {(index, number): villages.of(sheet.place) for index, file in enumerate(files) for number, sheet in enumerate(file.sheets)}
    used = {planned.village for planned in accepted} | set(places.values())
    return Plan(files, rows, questions, [name for name in villages.proposed if name in used], places)


def namings_of(files: list[FileRead], commune: Commune) -> list[Naming]:
    """The people of the files as identity sees them: by these the stored mentions that could matter are looked for."""
    villages = Villages.of_files(files, commune)
    return [_naming(uuid7(), row, villages.of(row.village)) for file in files for row in file.rows if not row.problem]


def _rows_of(files: list[FileRead]) -> list[PlannedRow]:
    rows = []
    for index, file in enumerate(files):
        for number, sheet in enumerate(file.sheets):
            for row in sheet.rows:
                planned = PlannedRow(index, number, row)
                _give_gathering(planned, sheet)
                rows.append(planned)
    return rows


def _give_gathering(planned: PlannedRow, sheet: SheetRead) -> None:
    """The gathering a row belongs to, or the reason why it belongs to none."""
    day = day_of_row(sheet, planned.row)
    planned.reason = planned.row.problem or ("" if day else str(NO_DAY))
    if day and not planned.reason:
        planned.gathering = GatheringKey(planned.file, planned.sheet, day)


class Villages:
    """Finds the village a text means among those of the commune and those that these lists name."""

    def __init__(self, commune: Commune, texts: Iterable[str]):
        self.commune = commune
        self.known = list(commune.villages)
        self.habit = habit_of([name for _, name in commune.villages]) or habit_of(texts)
        self.proposed: list[str] = []
        self.found: dict[str, str] = {"": ""}

    @classmethod
    def of_files(cls, files: list[FileRead], commune: Commune) -> "Villages":
        return cls(commune, [row.village for file in files for row in file.rows] + [sheet.place for file in files for sheet in file.sheets])

    def of(self, text: str) -> str:
        """The village's code, or the name of one to be made; "" when the text names none."""
        if text not in self.found:
            self.found[text] = self._find(text)
        return self.found[text]

    def _find(self, text: str) -> str:
        codes = {code for code, _ in self.commune.villages}
        if text in codes:
            return text
        if code := match_village(text, self.known, self.commune.name, self.habit):
            return code
        name = proposed_village_name(text, self.commune.kind, self.habit, self.commune.name)
        if not name:
            return ""
        self.proposed.append(name)
        self.known.append((name, name))
        return name


def _naming(id: uuid.UUID, row: RowRead, village: str) -> Naming:
    return naming(
        id,
        row.name,
        year=row.birth.year,
        phone=row.phone,
        village=village,
        sex=row.sex,
        birthday=row.birth.day,
        year_is_guess=row.birth.is_guess,
        groups=row.groups,
        on=row.on.year,
    )


def _give_persons(accepted: list[PlannedRow], groups: list[list[uuid.UUID]], persons: dict[uuid.UUID, uuid.UUID | None]) -> None:
    """Each group is one person: the one it already was, or a new one with an id of its own."""
    by_mention = {planned.mention: planned for planned in accepted}
    for group in groups:
        person = next((persons[id] for id in group if id in persons), None) or uuid.uuid4()
        for id in group:
            if id in by_mention:
                by_mention[id].person = person


def _give_statuses(rows: list[PlannedRow], questions: list[Question], known: frozenset) -> None:
    """In the order of the files: new or known, repeated in its list, to be looked at, refused."""
    asked = {id for question in questions if question.pressing for id in (question.left, question.right)}
    seen, at = set(known), set()
    for planned in rows:
        if planned.reason:
            planned.status = "refused"
            continue
        place = (planned.person, planned.gathering)
        if place in at:
            planned.status = "repeat"
        elif planned.mention in asked:
            planned.status = "review"
        else:
            planned.status = "known" if planned.person in seen else "new"
        seen.add(planned.person)
        at.add(place)


def gatherings_of(plan: Plan) -> dict[GatheringKey, list[PlannedRow]]:
    """The rows of each gathering, one for each person: the first."""
    found: dict[GatheringKey, dict[uuid.UUID, PlannedRow]] = defaultdict(dict)
    for planned in plan.accepted:
        person, gathering = planned.presence
        found[gathering].setdefault(person, planned)
    return {key: list(own.values()) for key, own in found.items()}
