"""Drafts of attendance sheets: keeping the files, correcting how they are understood, planning what would be written."""

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hocvuso.base import clock
from hocvuso.base.days import day_of
from hocvuso.base.workbooks import Unreadable, read_workbook
from hocvuso.field.models import Attendance, SheetFile, SheetImport
from hocvuso.field.queries import commune_for_sheets, written_before
from hocvuso.field.sheets.files import Corrections, FileRead, read_file
from hocvuso.field.sheets.plan import Plan, make_plan, namings_of
from hocvuso.field.sheets.repeats import Held, LikelyRepeat, likely_repeats
from hocvuso.field.sheets.words import read_words
from hocvuso.people.models import Account
from hocvuso.people.queries.identity import namings_near, told_apart
from hocvuso.places.models import Area

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
