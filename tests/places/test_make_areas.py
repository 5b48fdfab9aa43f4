"""tools/make_areas.py writes the same bytes whatever the order in its source."""

import importlib.util
import sqlite3
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("make_areas", Path(__file__).parents[2] / "tools" / "make_areas.py")
make_areas = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_areas)

UNITS = [
    ("82", "Tỉnh Đồng Tháp", 10.4293, 105.999, "28249", "Phường Đạo Thạnh", "Xã", 10.381, 106.358, 14.3),
    ("01", "Thành phố Hà Nội", 21.0001, 105.698, "00454", "Xã Đông Anh", "Xã", 21.1101, 105.872, None),
    ("56", "Tỉnh Khánh Hòa", 12.069, 108.961, "22736", "Đặc khu Trường Sa", "Đặc khu", 9.71, 114.45, 7.7),
]


def source(path: Path, units: list) -> Path:
    columns = "provinceCode, province, provinceLat, provinceLon, wardCode, ward, wardType, wardLat, wardLon, wardAreaKm2"
    with sqlite3.connect(path) as database:
        database.execute(f"create table admin_units ({columns})")
        database.executemany("insert into admin_units values (?,?,?,?,?,?,?,?,?,?)", units)
    database.close()
    return path


def test_the_same_bytes_in_any_order_and_the_kind_from_the_name(tmp_path):
    written = []
    for name, units in (("a", UNITS), ("b", UNITS[::-1])):
        make_areas.write(tmp_path / f"{name}.csv", make_areas.COLUMNS, make_areas.rows_of(source(tmp_path / f"{name}.db", units)))
        written.append((tmp_path / f"{name}.csv").read_bytes())
    assert written[0] == written[1]
    lines = written[0].decode().splitlines()
    assert [line.split(",")[0] for line in lines] == ["code", "VN", "01", "56", "82", "00454", "22736", "28249"]
    assert lines[-1] == "28249,commune,Phường,Phường Đạo Thạnh,82,10.381,106.358,14.3,2025-07-01"
    assert lines[5].endswith(",21.1101,105.872,,2025-07-01")


def test_a_unit_of_no_known_kind_stops_it(tmp_path):
    odd = [(*UNITS[0][:5], "Thị trấn Cũ", *UNITS[0][6:])]
    with pytest.raises(SystemExit, match="Thị trấn Cũ"):
        make_areas.rows_of(source(tmp_path / "odd.db", odd))
    assert make_areas.rows_of(source(tmp_path / "even.db", UNITS[:1]))


def test_the_shipped_changes_are_those_of_the_script():
    shipped = (make_areas.DATA / "changes.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split(",")[0] for line in shipped] == [code for code, _, _ in make_areas.CHANGES]
