"""A plan as the page shows it: file by file, model by model, row by row."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hocvuso.field.models import SheetFile, SheetRow
from hocvuso.field.sheets.layout import Layout
from hocvuso.field.sheets.plan import Plan, PlannedRow
from hocvuso.people.rules.phones import masked_phone

# What could be a phone or a card number is shown by its first digits only.
_LONG_NUMBER = re.compile(r"(\d{3})[\d .\-]{4,}\d")


@dataclass(frozen=True)
class FilePreview:
    """One file of a draft: what its lists state, and what would become of its rows."""

    file: SheetFile
    problem: str
    day: object
    venue: str
    place: str
    skill: str
    skill_stated: bool  # by its rows or its title
    counts: Counter
    rows: int
    wrong: str = ""  # what is wrong with what the officer just filled in

    @property
    def outcomes(self) -> list[tuple[int, str, bool]]:
        """(how many, what becomes of them, whether somebody should look), the empty ones left out."""
        looked_at = {SheetRow.Status.REVIEW, SheetRow.Status.REFUSED}
        return [(self.counts[status], str(status.label), status in looked_at) for status in SheetRow.Status if self.counts[status]]

    @property
    def asks(self) -> bool:
        """Whether the officer has to say something: the day, or the skill that no list stated."""
        return not self.problem and (self.day is None or not self.skill_stated)


@dataclass(frozen=True)
class ModelPreview:
    """Files made after one model: their columns, what each was taken for, and a few cells of each."""

    signature: str
    files: list[str]
    columns: list[dict]  # index, header, role, guessed, examples
    is_list: bool


@dataclass(frozen=True)
class RowPreview:
    number: int
    sheet: str
    name: str
    birth_year: int | None
    phone: str
    village: str
    status: str
    status_name: str
    reason: str


def file_previews(plan: Plan, files: list[SheetFile], villages: dict[str, str], wrong: dict[str, str]) -> list[FilePreview]:
    """The files in the plan's order. `villages` are names by code; `wrong` is what to say at a file, by its id."""
    by_file: dict[int, list[PlannedRow]] = {}
    for planned in plan.rows:
        by_file.setdefault(planned.file, []).append(planned)
    found = []
    for index, (file, read) in enumerate(zip(files, plan.files, strict=True)):
        rows = by_file.get(index, [])
        first = read.sheets[0] if read.sheets else None
        place = plan.places.get((index, 0), "")
        days = {planned.gathering.day for planned in rows if planned.gathering}
        found.append(
            FilePreview(
                file=file,
                problem=read.problem,
                day=min(days) if days else None,
                venue=first.venue if first else "",
                place=villages.get(place, place),
                skill=first.skill if first else "",
                skill_stated=bool(first and (first.skill or any(planned.row.skill for planned in rows))),
                counts=Counter(planned.status for planned in rows),
                rows=len(rows),
                wrong=wrong.get(str(file.pk), ""),
            )
        )
    return found


def model_previews(plan: Plan) -> list[ModelPreview]:
    """The models among the files, the most used first."""
    files: dict[str, list[str]] = {}
    layouts: dict[str, tuple[Layout, tuple]] = {}
    for read in plan.files:
        for sheet in [*read.sheets, *read.puzzles]:
            signature = sheet.layout.signature
            if read.name not in files.setdefault(signature, []):
                files[signature].append(read.name)
            layouts.setdefault(signature, (sheet.layout, sheet.examples))
    models = [
        ModelPreview(
            signature, files[signature], [_column(layout, examples, column) for column in range(_width(layout, examples))], layout.is_list
        )
        for signature, (layout, examples) in layouts.items()
    ]
    return sorted(models, key=lambda model: (model.is_list, -len(model.files)))


def _width(layout: Layout, examples: tuple) -> int:
    return max([len(layout.headers), *(len(row) for row in examples), *(column + 1 for column in layout.roles)])


def _column(layout: Layout, examples: tuple, column: int) -> dict:
    return {
        "index": column,
        "header": layout.headers[column] if column < len(layout.headers) else "",
        "role": layout.roles.get(column, ""),
        "guessed": column in layout.guessed,
        "examples": [_LONG_NUMBER.sub(r"\1…", row[column]) for row in examples if column < len(row) and row[column]],
    }


def row_previews(plan: Plan, file: int, villages: dict[str, str]) -> list[RowPreview]:
    """Every row of one file, with what will happen to it."""
    return [
        RowPreview(
            number=planned.row.number,
            sheet=plan.files[file].sheets[planned.sheet].name,
            name=planned.row.name,
            birth_year=planned.row.birth.year,
            phone=masked_phone(planned.row.phone),
            village=villages.get(planned.village, planned.village),
            status=planned.status,
            status_name=str(SheetRow.Status(planned.status).label),
            reason=planned.reason or _unread_phone(planned),
        )
        for planned in plan.rows
        if planned.file == file
    ]


def _unread_phone(planned: PlannedRow) -> str:
    """The row is taken without the phone that nobody could read; the officer sees what stood there, by its first digits."""
    if not planned.row.phone_unread:
        return ""
    return _("Không đọc được số điện thoại “%(phone)s”.") % {"phone": _LONG_NUMBER.sub(r"\1…", planned.row.phone_unread)}
