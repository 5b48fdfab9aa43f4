"""Makes hocvuso/places/data/areas.csv and changes.csv: the nation, 34 provinces and 3,321 communes as of 1 July 2025.

    python3 -m venv /somewhere/areas
    /somewhere/areas/bin/pip install --no-deps --require-hashes -r tools/make_areas.requirements.txt
    /somewhere/areas/bin/python tools/make_areas.py

Source: the table `admin_units` in data/dataset.db of the package vietnamadminunits 1.0.4 (MIT). Nothing of it is needed
when the program runs. Two runs write the same bytes. The kind of a unit is read from its full name: the source's own column
`wardType` is wrong for four units whose short name occurs elsewhere (10543, 11848, 31213, 31299).
"""

import csv
import importlib.util
import sqlite3
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "hocvuso" / "places" / "data"
SOURCE_VERSION = "1.0.4"
VALID_FROM = "2025-07-01"
KINDS = {"province": ("Thành phố", "Tỉnh"), "commune": ("Đặc khu", "Phường", "Xã")}
COLUMNS = ["code", "level", "kind", "name", "parent", "latitude", "longitude", "area_km2", "valid_from"]

CHANGES_FROM = "2026-04-30"
CHANGES_BASIS = "Nghị quyết 30/2026/QH16 và Nghị quyết 237/NQ-UBTVQH16 ngày 14/4/2026"
CHANGES = [
    ("75", "Tỉnh Đồng Nai", "Thành phố Đồng Nai"),
    ("25270", "Xã Lộc Ninh", "Phường Lộc Ninh"),
    ("25357", "Xã Tân Khai", "Phường Tân Khai"),
    ("25363", "Xã Đồng Phú", "Phường Đồng Phú"),
    ("26116", "Xã Tân Phú", "Phường Tân Phú"),
    ("26170", "Xã Trị An", "Phường Trị An"),
    ("26248", "Xã Trảng Bom", "Phường Trảng Bom"),
    ("26326", "Xã Dầu Giây", "Phường Dầu Giây"),
    ("26368", "Xã Long Thành", "Phường Long Thành"),
    ("26425", "Xã Xuân Lộc", "Phường Xuân Lộc"),
    ("26485", "Xã Nhơn Trạch", "Phường Nhơn Trạch"),
]


def source_path() -> Path:
    """The package's database, without running the package (it would want numpy and more)."""
    spec = importlib.util.find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise SystemExit("vietnamadminunits is not installed here: see the top of this file")
    versions = [
        path.name.split("-")[1].removesuffix(".dist") for path in Path(spec.origin).parent.parent.glob("vietnamadminunits-*.dist-info")
    ]
    if versions != [SOURCE_VERSION]:
        raise SystemExit(f"vietnamadminunits {SOURCE_VERSION} is wanted, found {versions}")
    return Path(spec.origin).parent / "data" / "dataset.db"


def kind_of(level: str, name: str) -> str:
    for kind in KINDS[level]:
        if name.startswith(kind + " "):
            return kind
    raise SystemExit(f"{name!r}: a {level} of no known kind")


def rows_of(database: Path) -> list[list]:
    """The nation, then the provinces, then the communes, each in the order of their codes."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as source:
        provinces = source.execute(
            "select distinct provinceCode, province, provinceLat, provinceLon from admin_units order by 1"
        ).fetchall()
        communes = source.execute(
            "select wardCode, ward, provinceCode, wardLat, wardLon, wardAreaKm2 from admin_units order by 1"
        ).fetchall()
    rows = [["VN", "nation", "Nước", "Việt Nam", "", "", "", "", VALID_FROM]]
    for code, name, latitude, longitude in provinces:
        rows.append([code, "province", kind_of("province", name), name, "VN", latitude, longitude, "", VALID_FROM])
    for code, name, parent, latitude, longitude, size in communes:
        rows.append(
            [code, "commune", kind_of("commune", name), name, parent, latitude, longitude, "" if size is None else size, VALID_FROM]
        )
    return rows


def write(path: Path, columns: list[str], rows: list) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main() -> None:
    rows = rows_of(source_path())
    names = {row[0]: row[3] for row in rows}
    for code, before, _after in CHANGES:
        if names[code] != before:
            raise SystemExit(f"{code}: the source says {names[code]!r}, the change {before!r}")
    write(DATA / "areas.csv", COLUMNS, rows)
    changes = [
        [code, kind_of("province" if len(code) == 2 else "commune", after), after, CHANGES_FROM, CHANGES_BASIS]
        for code, _, after in CHANGES
    ]
    write(DATA / "changes.csv", ["code", "kind", "name", "valid_from", "basis"], changes)
    print(f"{len(rows)} areas, {len(changes)} changes in {DATA}", file=sys.stderr)


if __name__ == "__main__":
    main()
