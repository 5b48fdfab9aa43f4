"""What the `sheets` command prints: plain data about a plan, or about what stands in the database."""

from collections.abc import Iterable

from hocvuso.field.models import SheetRow
from hocvuso.field.sheets.plan import Plan, PlannedRow
from hocvuso.people.models import PossibleDouble


def plan_as_json(plan: Plan, names: dict[str, str] | None = None) -> dict:
    """people, attendances, review, refused, rows, villages_new, files. `names` are village names by code."""
    by_mention = {planned.mention: planned for planned in plan.rows}
    return {
        "people": plan.people,
        "attendances": plan.attendances,
        "review": [
            {
                "id": "",
                "reason": question.reason.value,
                "pressing": question.pressing,
                "left": _side(plan, by_mention.get(question.left), names),
                "right": _side(plan, by_mention.get(question.right), names),
            }
            for question in plan.questions
        ],
        "refused": refused(plan),
        "rows": [
            {
                "file": plan.files[planned.file].name,
                "sheet": plan.files[planned.file].sheets[planned.sheet].name,
                "row": planned.row.number,
                "person": str(planned.person) if planned.person else None,
                "status": planned.status,
            }
            for planned in plan.rows
        ],
        "villages_new": plan.new_villages,
        "files": [
            {
                "file": file.name,
                "sheet": sheet.name,
                "day": sheet.day,
                "place": (names or {}).get(plan.places[index, number], plan.places[index, number]),
                "skill": sheet.skill,
                "columns": {
                    sheet.layout.headers[column] or str(column): role
                    for column, role in sheet.layout.roles.items()
                    if column < len(sheet.layout.headers)
                },
                "rows": len(sheet.rows),
            }
            for index, file in enumerate(plan.files)
            for number, sheet in enumerate(file.sheets)
        ],
    }


def refused(plan: Plan) -> list[dict]:
    """Whole files first (row None), then rows, each with its reason."""
    files = [{"file": file.name, "row": None, "reason": file.problem} for file in plan.files if file.problem]
    rows = [
        {"file": plan.files[planned.file].name, "row": planned.row.number, "reason": planned.reason}
        for planned in plan.rows
        if planned.reason
    ]
    return files + rows


def _side(plan: Plan, planned: PlannedRow | None, names: dict[str, str] | None) -> dict | None:
    """One side of a question; None for a person known from before this import."""
    if planned is None:
        return None
    row = planned.row
    return {
        "file": plan.files[planned.file].name,
        "row": row.number,
        "person": str(planned.person),
        "name": row.name,
        "birth_year": row.birth.year,
        "village": (names or {}).get(planned.village, planned.village),
        "has_phone": bool(row.phone),
    }


def doubles_as_json(pairs: Iterable[PossibleDouble]) -> list[dict]:
    """Pairs of the review list with the file and row each side came from. To decide, put "decision": "same" or "different" in each."""
    pairs = list(pairs.select_related("left", "right", "left__home", "right__home") if hasattr(pairs, "select_related") else pairs)
    rows = {
        row.mention_id: row
        for row in SheetRow.objects.filter(mention__in=[m for p in pairs for m in (p.left_id, p.right_id)]).select_related("file")
    }
    return [
        {
            "id": str(pair.pk),
            "reason": pair.reason,
            "pressing": pair.pressing,
            "decision": pair.decision,
            **_sides(_stored_side(pair.left, rows.get(pair.left_id)), _stored_side(pair.right, rows.get(pair.right_id))),
        }
        for pair in pairs
    ]


def _sides(one: dict, other: dict) -> dict:
    """The two sides as they stand in the lists, the upper row left."""
    left, right = sorted((one, other), key=lambda side: (side["file"] or "", side["row"] or 0))
    return {"left": left, "right": right}


def _stored_side(mention, row: SheetRow | None) -> dict:
    return {
        "file": row.file.name if row else None,
        "row": row.number if row else None,
        "person": str(mention.person_id),
        "name": mention.name,
        "birth_year": mention.birth_year,
        "village": mention.home.name if mention.home else "",
        "has_phone": bool(mention.phone),
    }
