"""The shipped tree: the nation, provinces and communes of places/data, with the names they have had."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from hocvuso.base import clock
from hocvuso.base.text import fold
from hocvuso.places.models import Area, AreaName

DATA = Path(__file__).resolve().parent.parent / "data"
SHIPPED = [
    "level",
    "kind",
    "name",
    "name_key",
    "find_key",
    "order_key",
    "parent",
    "path",
    "latitude",
    "longitude",
    "area_km2",
    "valid_from",
]


class Loaded(NamedTuple):
    added: int
    changed: int


class Named(NamedTuple):
    """A name that an area bears from a day on."""

    valid_from: date
    kind: str
    name: str
    basis: str


def load_areas(folder: Path = DATA) -> Loaded:
    """Gives the database the areas of `folder` and their history; what is there already is renamed, never removed.

    Costs one look when there is nothing to do. A name that begins later than today waits for its day.
    """
    rows = _read(folder / "areas.csv")
    names = _names(rows, _read(folder / "changes.csv"))
    with transaction.atomic():
        present = {area.code: area for area in Area.objects.exclude(level=Area.Level.VILLAGE)}
        wanted = _areas(rows, names, clock.today())
        differing = [area for area in wanted.values() if _differs(area, present.get(area.code))]
        Area.objects.bulk_create(differing, batch_size=500, update_conflicts=True, unique_fields=["code"], update_fields=SHIPPED)
        _write_names(names)
        _refresh_village_keys({area.code for area in differing if area.code in present}, wanted)
    added = sum(area.code not in present for area in differing)
    return Loaded(added, len(differing) - added)


def changes_due(day: date, folder: Path = DATA) -> int:
    """How many of the shipped changes are in force on a day: the tree is loaded again when this grows."""
    return sum(date.fromisoformat(row["valid_from"]) <= day for row in _read(folder / "changes.csv"))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(rows: list[dict], changes: list[dict]) -> dict[str, list[Named]]:
    """Every name of every area, oldest first."""
    names = defaultdict(list)
    for row in sorted([*rows, *changes], key=lambda row: row["valid_from"]):
        names[row["code"]].append(Named(date.fromisoformat(row["valid_from"]), row["kind"], row["name"], row.get("basis", "")))
    return names


def _areas(rows: list[dict], names: dict[str, list[Named]], today: date) -> dict[str, Area]:
    """The areas as they should stand today, parents before children."""
    areas: dict[str, Area] = {}
    for row in rows:
        code, parent = row["code"], areas.get(row["parent"])
        past = [one for one in names[code] if one.valid_from <= today]
        now = past[-1] if past else names[code][0]
        areas[code] = area = Area(
            code=code, level=row["level"], kind=now.kind, name=now.name, parent=parent, path=f"{parent.path if parent else '/'}{code}/",
            latitude=_number(row["latitude"]), longitude=_number(row["longitude"]), area_km2=_number(row["area_km2"]),
            valid_from=date.fromisoformat(row["valid_from"]),
        )  # fmt: skip
        area.set_keys(parent.find_key if parent else "")
    return areas


def _number(text: str) -> float | None:
    return float(text) if text else None


def _differs(wanted: Area, present: Area | None) -> bool:
    return present is None or any(getattr(wanted, field) != getattr(present, field) for field in _COMPARED)


_COMPARED = [field if field != "parent" else "parent_id" for field in SHIPPED]


def _write_names(names: dict[str, list[Named]]) -> None:
    """The history of names as shipped: rows are added or put right, none removed."""
    present = {(row.area_id, row.valid_from): row for row in AreaName.objects.exclude(area__level=Area.Level.VILLAGE)}
    new, changed = [], []
    for code, ones in names.items():
        ends = [later.valid_from for later in ones[1:]] + [None]
        for one, end in zip(ones, ends, strict=True):
            facts = {"name": one.name, "kind": one.kind, "name_key": fold(one.name), "valid_to": end, "basis": one.basis}
            row = present.get((code, one.valid_from))
            if row is None:
                new.append(AreaName(area_id=code, valid_from=one.valid_from, **facts))
            elif any(getattr(row, field) != value for field, value in facts.items()):
                for field, value in facts.items():
                    setattr(row, field, value)
                changed.append(row)
    AreaName.objects.bulk_create(new, batch_size=500)
    AreaName.objects.bulk_update(changed, ["name", "kind", "name_key", "valid_to", "basis"], batch_size=500)


def _refresh_village_keys(changed: set[str], areas: dict[str, Area]) -> None:
    """Villages are found under their commune's and province's words, so they follow a renamed one."""
    communes = [code for code, area in areas.items() if area.level == Area.Level.COMMUNE and {code, area.parent_id} & changed]
    villages = list(Area.objects.filter(level=Area.Level.VILLAGE, parent__in=communes)) if communes else []
    for village in villages:
        assert village.parent_id
        village.set_keys(areas[village.parent_id].find_key)
    Area.objects.bulk_update(villages, ["name_key", "find_key", "order_key"], batch_size=500)
