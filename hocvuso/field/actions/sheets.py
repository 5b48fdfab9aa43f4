"""Attendance sheets: keeping the files, planning, writing an import as a whole, taking it back as a whole."""

import hashlib
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hocvuso.base import clock
from hocvuso.base.days import VIETNAM, day_of
from hocvuso.base.ids import uuid7
from hocvuso.base.workbooks import Unreadable, read_workbook
from hocvuso.field.models import Attendance, Gathering, SheetFile, SheetImport, SheetRow
from hocvuso.field.queries import commune_for_sheets, written_before
from hocvuso.field.rules import age_band
from hocvuso.field.sheets.files import Corrections, FileRead, read_file
from hocvuso.field.sheets.plan import GatheringKey, Plan, PlannedRow, gatherings_of, make_plan, namings_of
from hocvuso.field.sheets.repeats import Held, LikelyRepeat, likely_repeats
from hocvuso.field.sheets.words import read_words
from hocvuso.journal.actions import record, void
from hocvuso.journal.models import Entry
from hocvuso.journal.rules import counting_moment
from hocvuso.people.actions.persons import NewMention, add_mentions, ask, take_back_mentions
from hocvuso.people.models import Account, Person
from hocvuso.people.queries.identity import namings_near, told_apart
from hocvuso.places.actions import add_village
from hocvuso.places.models import Area

BATCH = 1000
KEPT_FOR = timedelta(days=7)  # the files themselves; what was understood stays in people and the journal
ALREADY = _("Tệp “{name}” đã được nhập ngày {day:%d/%m/%Y}. Muốn nhập lại, bác rút lần nhập cũ trước.")


def start_import(*, commune: Area, files: Sequence[tuple[str, Path]], by: Account | None = None, basis: str = "") -> SheetImport:
    """Keeps copies of the files (name as the user called it, where it lies) and opens a draft. Nothing is read yet."""
    batch = SheetImport.objects.create(commune=commune, created_at=clock.now(), created_by=by, basis=basis)
    add_files(batch=batch, files=files)
    return batch


def add_files(*, batch: SheetImport, files: Sequence[tuple[str, Path]]) -> list[SheetFile]:
    """Keeps more files with a draft; one that is there already, byte for byte, is not kept twice."""
    folder = settings.UPLOAD_DIR / "sheets" / str(batch.pk)
    folder.mkdir(parents=True, exist_ok=True)
    there = set(batch.files.values_list("digest", flat=True))
    kept = []
    for name, path in files:
        digest = digest_of(path)
        if digest in there:
            continue
        there.add(digest)
        stored = folder / f"{len(there):04d}"
        shutil.copyfile(path, stored)
        kept.append(SheetFile(batch=batch, name=name, stored=str(stored.relative_to(settings.UPLOAD_DIR)), digest=digest))
    return SheetFile.objects.bulk_create(kept)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def correct_file(*, file: SheetFile, day: str = "", skill: str = "", place: str = "") -> None:
    """Notes what the officer says of one file of a draft; what is left empty stays as understood."""
    columns = file.corrections.get("columns", {})
    file.corrections = {key: value for key, value in {"columns": columns, "day": day, "skill": skill, "place": place}.items() if value}
    file.save(update_fields=["corrections"])


def drop_file(*, file: SheetFile) -> bool:
    """Leaves a file out of a draft, its copy with it; False when the import is no draft any more."""
    if file.batch.state != SheetImport.State.DRAFT:
        return False
    (settings.UPLOAD_DIR / file.stored).unlink(missing_ok=True)
    file.delete()
    return True


def correct_columns(*, batch: SheetImport, signature: str, columns: dict[str, str]) -> int:
    """Notes what the columns are in all files of a draft made after this model; how many files."""
    roles = {column: role or "ignored" for column, role in columns.items()}
    changed = []
    for file, read in zip(batch.files.order_by("name", "id"), plan_import(batch).files, strict=True):
        if any(sheet.layout.signature == signature for sheet in (*read.sheets, *read.puzzles)):
            file.corrections = {**file.corrections, "columns": {**file.corrections.get("columns", {}), signature: roles}}
            changed.append(file)
    SheetFile.objects.bulk_update(changed, ["corrections"])
    return len(changed)


def plan_import(batch: SheetImport) -> Plan:
    """Reads the draft's files and decides what would be written. Writes nothing."""
    return plan_files(batch.commune, [_read_kept(batch.commune, file) for file in batch.files.order_by("name", "id")])


def _read_kept(commune: Area, file: SheetFile) -> FileRead:
    return read_anew(commune, settings.UPLOAD_DIR / file.stored, file.name, Corrections.from_json(file.corrections), file.digest)


def read_anew(commune: Area, path: Path, name: str, corrections: Corrections | None = None, digest: str = "") -> FileRead:
    """A file understood, unless it stands in the commune already, byte for byte: then its problem says since when."""
    earlier = written_before(commune, digest or digest_of(path))
    if earlier and earlier.batch.written_at:
        return FileRead(name, [], str(ALREADY).format(name=name, day=day_of(earlier.batch.written_at)))
    return read_one(path, name, corrections)


def read_one(path: Path, name: str, corrections: Corrections | None = None) -> FileRead:
    """A file understood; one that cannot be read has the reason in `problem`."""
    try:
        workbook = read_workbook(path, name)
    except Unreadable as error:
        return FileRead(name, [], str(error))
    return read_file(workbook, read_words(settings.CONTENT_DIR / "sheet-words.toml"), clock.today(), corrections)


def plan_files(commune: Area, files: list[FileRead]) -> Plan:
    """What importing these files into the commune would do, given who is known there."""
    about = commune_for_sheets(commune)
    return make_plan(files, about, namings_near(commune.code, namings_of(files, about)), told_apart(commune.code))


def warnings_of(commune: Area, plan: Plan) -> list[LikelyRepeat]:
    """The lists of a plan that seem to be in already, under another name or in another format."""
    days = {row.presence[1].day for row in plan.accepted}
    return likely_repeats(plan, held_on(commune, days)) if days else []


def held_on(commune: Area, days: Iterable[date]) -> list[Held]:
    """The gatherings of these days as lists told of them, with the people they name now."""
    present = Attendance.objects.filter(gathering__commune=commune, gathering__day__in=list(days))
    rows = present.values_list("gathering", "gathering__day", "gathering__place", "person", "person__merged_into", "rows__file__name")
    people: dict[tuple, set[UUID]] = defaultdict(set)
    for gathering, day, place, person, merged, name in rows.order_by("gathering__created_at", "gathering"):
        people[gathering, day, "" if place == commune.code else place, name or ""].add(merged or person)
    return [Held(name, day, place, frozenset(own)) for (_, day, place, name), own in people.items()]


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


def discard_import(*, batch: SheetImport) -> None:
    """Throws a draft away, its files with it."""
    if batch.state == SheetImport.State.DRAFT:
        shutil.rmtree(settings.UPLOAD_DIR / "sheets" / str(batch.pk), ignore_errors=True)
        batch.delete()


def forget_old_files() -> int:
    """Deletes the kept files of imports closed for more than a week, and drafts that nobody finished; how many files."""
    limit = clock.now() - KEPT_FOR
    old = SheetFile.objects.exclude(stored="").filter(batch__created_at__lt=limit)
    count = 0
    for file in old.select_related("batch"):
        (settings.UPLOAD_DIR / file.stored).unlink(missing_ok=True)
        count += 1
    old.update(stored="")
    return count
