"""An import written as a whole, and taken back as a whole."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hocvuso.base import clock
from hocvuso.base.days import VIETNAM
from hocvuso.base.ids import uuid7
from hocvuso.field.models import Attendance, Gathering, SheetFile, SheetImport, SheetRow
from hocvuso.field.rules import age_band
from hocvuso.field.sheets.plan import GatheringKey, Plan, PlannedRow, gatherings_of
from hocvuso.journal.actions import record, void
from hocvuso.journal.models import Entry
from hocvuso.journal.rules import counting_moment
from hocvuso.people.actions.persons import NewMention, add_mentions, ask, take_back_mentions
from hocvuso.people.models import Account, Person
from hocvuso.places.actions import add_village

BATCH = 1000


def write_import(*, batch: SheetImport, plan: Plan, by: Account | None = None) -> SheetImport:
    """Writes everything the plan says, or nothing: villages, people, gatherings, attendances, entries, questions."""
    with transaction.atomic():
        batch = SheetImport.objects.select_for_update().get(pk=batch.pk)
        if batch.state != SheetImport.State.DRAFT:
            return batch
        writer = _Writer(batch, plan, by)
        writer.write()
        batch.state, batch.written_at = SheetImport.State.WRITTEN, writer.now
        batch.villages_made = list(writer.made.values())
        batch.save()
    return batch


class _Writer:
    """One writing of one plan."""

    def __init__(self, batch: SheetImport, plan: Plan, by: Account | None):
        self.batch, self.plan, self.by = batch, plan, by
        self.commune, self.now = batch.commune, clock.now()
        self.by_id = by.pk if by else None
        self.files = list(batch.files.order_by("name", "id"))
        self.made: dict[str, str] = {}
        self.row_ids: dict[UUID, UUID] = {planned.mention: uuid7() for planned in plan.accepted}

    def write(self) -> None:
        for name in sorted(self.plan.new_villages, key=_natural):
            self.made[name] = add_village(commune=self.commune, name=name).code
        self.persons = add_mentions(commune=self.commune, mentions=[self._mention(planned) for planned in self.plan.accepted], at=self.now)
        attendances = self._write_gatherings()
        self._write_rows(attendances)
        ask(commune=self.commune, questions=self.plan.questions)

    def _village(self, code_or_name: str) -> str:
        return self.made.get(code_or_name, code_or_name)

    def _mention(self, planned: PlannedRow) -> NewMention:
        row, (person, _) = planned.row, planned.presence
        return NewMention(
            id=planned.mention,
            person=person,
            name=row.name,
            birth_year=row.birth.year,
            sex=row.sex,
            phone=row.phone,
            home_id=self._village(planned.village) or None,
            groups=row.groups,
            source=self.row_ids[planned.mention],
        )

    def _write_gatherings(self) -> dict[tuple, UUID]:
        """Gatherings, attendances and their entries; the attendance's id by (person, gathering key)."""
        entries: list[Entry] = []
        gatherings: list[Gathering] = []
        attendances: list[Attendance] = []
        ids: dict[tuple, UUID] = {}
        for key, present in gatherings_of(self.plan).items():
            gathering = self._gathering(key, present)
            gatherings.append(gathering)
            entries.append(self._held(gathering, len(present)))
            for planned in present:
                entry = self._attended(gathering, planned)
                entries.append(entry)
                skills = [entry.subject] if entry.subject else []
                person, _ = planned.presence
                attendance = Attendance(gathering=gathering, person_id=person, skills=skills, entry=entry.pk)
                attendances.append(attendance)
                ids[person, key] = attendance.pk
            self.files[key.file].gathering = self.files[key.file].gathering or gathering
        Gathering.objects.bulk_create(gatherings, batch_size=BATCH)
        record(entries)
        Attendance.objects.bulk_create(attendances, batch_size=BATCH)
        return ids

    def _gathering(self, key: GatheringKey, present: list[PlannedRow]) -> Gathering:
        sheet = self.plan.files[key.file].sheets[key.sheet]
        skills = sorted({planned.row.skill or sheet.skill for planned in present} - {""})
        village = self._village(self.plan.places[key.file, key.sheet])
        return Gathering(
            commune=self.commune,
            place_id=village or self.commune.code,
            day=key.day,
            starts_at=_noon(key),
            venue=sheet.venue,
            skills=skills,
            entry=uuid7(),
            created_at=self.now,
            created_by=self.by,
        )

    def _held(self, gathering: Gathering, present: int) -> Entry:
        return Entry(
            id=gathering.entry,
            verb="held",
            happened_at=gathering.starts_at,
            received_at=self.now,
            counts_at=counting_moment(gathering.starts_at, self.now, gathering.day),
            place=gathering.place_id,
            within=gathering.pk,
            subject=gathering.skills[0] if gathering.skills else "",
            by=self.by_id,
            numbers={"present": present},
        )

    def _attended(self, gathering: Gathering, planned: PlannedRow) -> Entry:
        row, person = planned.row, self.persons[planned.presence[0]]
        moment = row.moment.replace(tzinfo=VIETNAM) if row.moment and row.moment.date() == gathering.day else gathering.starts_at
        sheet = self.plan.files[planned.file].sheets[planned.sheet]
        return Entry(
            verb="attended",
            happened_at=moment,
            received_at=self.now,
            counts_at=counting_moment(moment, self.now, gathering.day),
            person=person.pk,
            home=self._village(planned.village) or person.home_id,
            place=gathering.place_id,
            within=gathering.pk,
            subject=row.skill or sheet.skill,
            traits=_traits(person, gathering.day.year),
            by=self.by_id,
        )

    def _write_rows(self, attendances: dict[tuple, UUID]) -> None:
        rows = [
            SheetRow(
                id=self.row_ids.get(planned.mention) or uuid7(),
                file=self.files[planned.file],
                sheet=self.plan.files[planned.file].sheets[planned.sheet].name,
                number=planned.row.number,
                status=planned.status,
                reason=planned.reason,
                mention_id=planned.mention if planned.status != "refused" else None,
                attendance_id=attendances.get((planned.person, planned.gathering)),
            )
            for planned in self.plan.rows
        ]
        SheetRow.objects.bulk_create(rows, batch_size=BATCH)
        for file, read in zip(self.files, self.plan.files, strict=True):
            file.problem = read.problem[:400]
        SheetFile.objects.bulk_update(self.files, ["problem", "gathering"], batch_size=200)


def _noon(key: GatheringKey) -> datetime:
    """A list states a day and no hour: noon in Viet Nam."""
    return datetime(key.day.year, key.day.month, key.day.day, 12, tzinfo=VIETNAM)


def _natural(name: str) -> list:
    """ "Khu phố 2" before "Khu phố 10"."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", name)]


def _traits(person: Person, year: int) -> list[str]:
    """Sex, age band in that year, learner groups, by code."""
    band = age_band(person.birth_year, year)
    return [trait for trait in (person.sex, band, *person.groups) if trait]


def undo_import(*, batch: SheetImport, by: Account | None = None) -> SheetImport:
    """Takes a whole import back: its facts are voided; its gatherings go, and its people unless other lists name them.

    Villages it made stay: their codes stand in the journal and must not come to mean another place.
    """
    with transaction.atomic():
        batch = SheetImport.objects.select_for_update().get(pk=batch.pk)
        if batch.state != SheetImport.State.WRITTEN:
            return batch
        now = clock.now()
        gatherings = Gathering.objects.filter(attendances__rows__file__batch=batch).distinct()
        ids = list(gatherings.values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            told = Entry.objects.filter(within__in=ids[start : start + BATCH], verb__in=["held", "attended"])
            void(told, at=now, by=by.pk if by else None)
        sources = list(SheetRow.objects.filter(file__batch=batch).values_list("pk", flat=True))
        Gathering.objects.filter(pk__in=ids).delete()
        take_back_mentions(sources=sources)
        batch.state, batch.undone_at = SheetImport.State.UNDONE, now
        batch.save()
    return batch
