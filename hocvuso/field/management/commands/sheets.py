"""bin/hocvuso sheets import|review|rows|undo: attendance lists from the command line. docs/commune/nhap-danh-sach.md"""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hocvuso.base.commands import Command as OurCommand
from hocvuso.base.commands import Refused
from hocvuso.field.actions.drafts import (
    digest_of,
    discard_import,
    plan_files,
    plan_import,
    read_anew,
    start_import,
    warnings_of,
)
from hocvuso.field.actions.imports import undo_import, write_import
from hocvuso.field.models import Attendance, SheetImport, SheetRow
from hocvuso.field.sheets.answers import doubles_as_json, plan_as_json
from hocvuso.field.sheets.files import Corrections
from hocvuso.field.sheets.plan import Plan
from hocvuso.people.actions.persons import decide_double
from hocvuso.people.models import Person, PossibleDouble
from hocvuso.places.models import Area

ENDINGS = {".xlsx", ".xls", ".xlsm", ".csv", ".tsv", ".txt", ".ods", ".xlsb", ""}
HELP = """Nhập danh sách điểm danh / attendance lists.

  sheets import PATH… --area 28249 [--dry-run] [--day 2025-07-01] [--skill G3.1]
  sheets review --area 28249 [--all]          the pairs that somebody has to decide
  sheets review --decide FILE                 FILE: the JSON of `review` (or of an import) with
                                              "decision": "same" or "different" in each pair; or CSV lines id,decision
  sheets rows --area 28249                    every row written, with the person it names now
  sheets undo IMPORT-ID                       takes a whole import back
"""


class Command(OurCommand):
    help = HELP

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="what", required=True)
        reading = commands.add_parser("import")
        reading.add_argument("paths", nargs="+")
        reading.add_argument("--area", required=True)
        reading.add_argument("--dry-run", action="store_true")
        reading.add_argument("--day", default="", help="ngày của các buổi, khi danh sách không ghi")
        reading.add_argument("--skill", default="", help="kỹ năng, khi danh sách không ghi")
        reading.add_argument("--basis", default="", help="căn cứ lập danh sách")
        review = commands.add_parser("review")
        review.add_argument("--area", default="")
        review.add_argument("--decide", default="", metavar="FILE")
        review.add_argument("--all", action="store_true", help="cả những cặp đã quyết định")
        rows = commands.add_parser("rows")
        rows.add_argument("--area", required=True)
        undo = commands.add_parser("undo")
        undo.add_argument("batch", metavar="IMPORT-ID")
        for command in (reading, review, rows, undo):
            command.add_argument("--json", action="store_true")

    def run(self, *, what, **options):
        return getattr(self, f"run_{what}")(**options)

    def run_import(self, *, paths, area, dry_run, day, skill, basis, **options):
        commune = read_commune(area)
        files = named(sorted(files_of(paths), key=lambda path: (path.name, str(path))))
        files, twice = each_once(files)
        corrections = read_corrections(day, skill)
        if dry_run:
            plan = plan_files(commune, [read_anew(commune, path, name, corrections) for name, path in files])
            return {"written": False, **plan_as_json(plan), "warnings": twice + warnings(commune, plan)}
        batch = start_import(commune=commune, files=files, basis=basis)
        batch.files.update(corrections={"day": day, "skill": skill})
        plan = plan_import(batch)
        answer = {**plan_as_json(plan), "warnings": twice + warnings(commune, plan)}
        if not plan.accepted:
            discard_import(batch=batch)
            return {"written": False, **answer}
        batch = write_import(batch=batch, plan=plan)
        mentions = [id for question in plan.questions for id in (question.left, question.right)]
        answer["review"] = doubles_as_json(PossibleDouble.objects.filter(left__in=mentions, right__in=mentions, decision=""))
        return {"written": True, "import": str(batch.pk), **answer}

    def run_review(self, *, area, decide, all, **options):
        if decide:
            return self.decide(Path(decide))
        pairs = PossibleDouble.objects.order_by("-pressing", "id")
        if area:
            pairs = pairs.filter(commune=read_commune(area))
        return {"review": doubles_as_json(pairs if all else pairs.filter(decision=""))}

    def decide(self, path: Path):
        """Applies the decisions of a file; what cannot be applied is named and the rest is done."""
        applied, unknown = 0, []
        for decision in read_decisions(path):
            pair = find_pair(decision)
            if pair is None or decision.same is None:
                unknown.append(decision.text)
                continue
            decide_double(pair=pair, same=decision.same)
            applied += 1
        left = PossibleDouble.objects.filter(decision="").count()
        people = Person.objects.filter(merged_into__isnull=True).count()
        return {"decided": applied, "unknown": unknown, "left": left, "people": people, "attendances": attendances_now()}

    def run_rows(self, *, area, **options):
        rows = SheetRow.objects.filter(file__batch__commune=read_commune(area), file__batch__state=SheetImport.State.WRITTEN)
        rows = rows.select_related("file", "mention").order_by("file__name", "sheet", "number")
        return {
            "rows": [
                {
                    "file": row.file.name,
                    "sheet": row.sheet,
                    "row": row.number,
                    "person": str(row.mention.person_id) if row.mention else None,
                    "status": row.status,
                    "reason": row.reason,
                }
                for row in rows
            ]
        }

    def run_undo(self, *, batch, **options):
        found = SheetImport.objects.filter(pk=batch).first() if _is_uuid(batch) else None
        if found is None:
            raise Refused(f"Không có lần nhập nào mang mã {batch}.")
        return {"import": batch, "state": undo_import(batch=found).state}

    def exit_code(self, data) -> int:
        return 1 if data.get("refused") or data.get("unknown") else 0

    def say(self, data) -> None:
        for key, value in data.items():
            if not isinstance(value, list):
                self.stdout.write(f"{WORDS.get(key, key)}: {value}")
        for row in data.get("refused", ()):
            self.stdout.write(f"Không nhận: {row['file']}{', dòng ' + str(row['row']) if row['row'] else ''}: {row['reason']}")
        for warning in data.get("warnings", ()):
            self.stdout.write(f"Lưu ý: {warning['text']}")
        if "review" in data:
            self.stdout.write(f"Cần xem lại: {len(data['review'])} cặp")


def named(paths: list[Path]) -> list[tuple[str, Path]]:
    """The files with the names by which the answer speaks of them; of two with one name, the folder tells which."""
    often = Counter(path.name for path in paths)
    return [(path.name if often[path.name] == 1 else f"{path.parent.name}/{path.name}", path) for path in paths]


def each_once(files: list[tuple[str, Path]]) -> tuple[list[tuple[str, Path]], list[dict]]:
    """The files without those that are another byte for byte, and a warning for each of these."""
    first: dict[str, str] = {}
    kept, warned = [], []
    for name, path in files:
        like = first.setdefault(digest_of(path), name)
        if like is name:
            kept.append((name, path))
        else:
            text = f"Tệp “{name}” giống hệt tệp “{like}” nên chỉ đọc một lần."
            warned.append({"file": name, "like": like, "text": text})
    return kept, warned


def warnings(commune: Area, plan: Plan) -> list[dict]:
    return [one.as_json() for one in warnings_of(commune, plan)]


def read_corrections(day: str, skill: str) -> Corrections:
    try:
        return Corrections.from_json({"day": day, "skill": skill})
    except ValueError as error:
        raise Refused(f"Ngày “{day}” không đúng. Bác viết năm-tháng-ngày, ví dụ 2025-07-01.") from error


WORDS = {
    "people": "Người",
    "attendances": "Lượt",
    "written": "Đã ghi",
    "decided": "Đã quyết định",
    "left": "Còn lại",
    "import": "Mã lần nhập",
}


def files_of(paths: list[str]) -> Iterator[Path]:
    """The files named, and those in the folders named."""
    for text in paths:
        path = Path(text)
        if path.is_dir():
            yield from (
                inner for inner in path.rglob("*") if inner.is_file() and inner.suffix.lower() in ENDINGS and inner.name[0] not in ".~"
            )
        elif path.exists():
            yield path
        else:
            raise Refused(f"Không có tệp hay thư mục {text}.")


def read_commune(code: str) -> Area:
    area = Area.objects.filter(pk=code).first()
    if area is None:
        raise Refused(f"Không có đơn vị nào mang mã {code}. Tìm mã bằng lệnh: bin/hocvuso areas find TÊN")
    if area.level != Area.Level.COMMUNE:
        raise Refused(f"{area.name} ({code}) không phải xã, phường, đặc khu. Danh sách nhập ở cấp xã.")
    return area


@dataclass(frozen=True)
class Decision:
    """One line of a decision file. `same` None: the word was not understood."""

    id: str
    left: tuple[str, int] | None
    right: tuple[str, int] | None
    same: bool | None
    text: str


SAME = {"same", "true", "1", "yes", "một", "mot", "cùng", "cung", "là một người", "merge"}
DIFFERENT = {"different", "false", "0", "no", "hai", "khác", "khac", "là hai người", "keep"}


def read_decisions(path: Path) -> Iterator[Decision]:
    """From JSON (a list, or an object holding `review`, or id -> word) or CSV (id,decision). Refused when it is neither."""
    if not path.exists():
        raise Refused(f"Không có tệp {path}.")
    text = path.read_text(encoding="utf-8-sig")
    if text.lstrip().startswith(("[", "{")):
        try:
            data = json.loads(text)
        except ValueError as error:
            raise Refused(f"{path} không phải JSON đúng: {error}") from error
        items = (
            data
            if isinstance(data, list)
            else data.get("review") or data.get("decisions") or [{"id": id, "decision": word} for id, word in data.items()]
        )
    else:
        items = [
            {"id": line[0], "decision": line[1]}
            for line in csv.reader(text.splitlines())
            if len(line) >= 2 and line[0].strip().lower() != "id"
        ]
    for item in items:
        word = str(item.get("decision", item.get("same", ""))).strip().lower()
        same = True if word in SAME else False if word in DIFFERENT else None
        if word:
            yield Decision(
                str(item.get("id", item.get("pair", ""))),
                _row_of(item.get("left")),
                _row_of(item.get("right")),
                same,
                f"{item.get('id', '')} {word}",
            )


def _row_of(side) -> tuple[str, int] | None:
    return (str(side["file"]), int(side["row"])) if isinstance(side, dict) and side.get("file") and side.get("row") else None


def find_pair(decision: Decision) -> PossibleDouble | None:
    """The pair by its id, or by the files and rows of its two sides."""
    if _is_uuid(decision.id):
        return PossibleDouble.objects.select_related("left__person", "right__person").filter(pk=decision.id).first()
    if decision.left and decision.right:
        ends = [
            list(SheetRow.objects.filter(file__name=name, number=number).values_list("mention", flat=True))
            for name, number in (decision.left, decision.right)
        ]
        for one, other in (ends, ends[::-1]):
            if pair := PossibleDouble.objects.select_related("left__person", "right__person").filter(left__in=one, right__in=other).first():
                return pair
    return None


def _is_uuid(text: str) -> bool:
    return len(text.replace("-", "")) == 32


def attendances_now() -> int:
    """Attendances with merged people counted once at each gathering."""
    rows = Attendance.objects.values_list("gathering", "person", "person__merged_into")
    return len({(gathering, merged or person) for gathering, person, merged in rows})
