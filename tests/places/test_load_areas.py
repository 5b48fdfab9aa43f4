"""The shipped tree: counts, history, and what an upgrade may do to it."""

import csv
from collections import Counter
from datetime import date

import pytest

from hocvuso.base import clock
from hocvuso.places.actions import add_village, load_areas
from hocvuso.places.actions.areas import DATA, changes_due
from hocvuso.places.models import Area, AreaName
from hocvuso.places.queries import find_areas, name_on, names_on

BEFORE, AFTER = date(2025, 7, 1), date(2026, 5, 1)


@pytest.fixture
def at(monkeypatch):
    """Sets today."""
    return lambda day: monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped data that a test may edit: folder(name, old, new)."""
    for name in ("areas.csv", "changes.csv"):
        (tmp_path / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")

    def edit(name: str, old: str, new: str):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
        return tmp_path

    edit.path = tmp_path
    return edit


def kinds_on(day: date) -> Counter:
    """How many communes bore each kind on a day, by the history of names."""
    communes = list(Area.objects.filter(level="commune").values_list("code", flat=True))
    return Counter(
        next(kind for kind in ("Xã", "Phường", "Đặc khu") if name.startswith(kind + " ")) for name in names_on(communes, day).values()
    )


def test_the_country_of_1_july_2025(db, at):
    at(BEFORE)
    assert load_areas() == (3356, 0)
    assert Counter(Area.objects.values_list("level", flat=True)) == {"nation": 1, "province": 34, "commune": 3321}
    assert Counter(Area.objects.filter(level="commune").values_list("kind", flat=True)) == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}
    assert Counter(Area.objects.filter(level="province").values_list("kind", flat=True)) == {"Tỉnh": 28, "Thành phố": 6}
    assert Area.objects.get(pk="75").name == "Tỉnh Đồng Nai"
    ward = Area.objects.get(pk="28249")
    assert (ward.name, ward.kind, ward.parent.name, ward.path) == ("Phường Đạo Thạnh", "Phường", "Tỉnh Đồng Tháp", "/VN/82/28249/")


def test_the_changes_of_30_april_2026(db, at):
    at(AFTER)
    load_areas()
    assert Counter(Area.objects.filter(level="commune").values_list("kind", flat=True)) == {"Xã": 2611, "Phường": 697, "Đặc khu": 13}
    province = Area.objects.get(pk="75")
    assert (province.name, province.kind) == ("Thành phố Đồng Nai", "Thành phố")
    assert kinds_on(BEFORE) == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}
    assert kinds_on(AFTER) == {"Xã": 2611, "Phường": 697, "Đặc khu": 13}
    assert [name_on(province, day) for day in (BEFORE, date(2026, 4, 29), date(2026, 4, 30))] == [
        "Tỉnh Đồng Nai",
        "Tỉnh Đồng Nai",
        "Thành phố Đồng Nai",
    ]
    assert "237/NQ-UBTVQH16" in AreaName.objects.get(area="26368", valid_from=date(2026, 4, 30)).basis


def test_the_day_a_change_comes_due(db, at):
    at(date(2026, 4, 29))
    load_areas()
    assert Area.objects.get(pk="26368").name == "Xã Long Thành"
    assert (changes_due(date(2026, 4, 29)), changes_due(date(2026, 4, 30))) == (0, 11)
    at(date(2026, 4, 30))
    assert load_areas() == (0, 1 + 95)  # the province, and its 95 communes, which are found under its words
    assert Area.objects.get(pk="26368").name == "Phường Long Thành"


def test_loading_again_does_nothing(db, django_assert_max_num_queries):
    load_areas()
    before = list(Area.objects.order_by("code").values()), list(AreaName.objects.order_by("pk").values())
    with django_assert_max_num_queries(4):  # two reads in a savepoint
        assert load_areas() == (0, 0)
    assert (list(Area.objects.order_by("code").values()), list(AreaName.objects.order_by("pk").values())) == before


def test_an_upgrade_adds_and_renames_and_never_removes(db, at, folder):
    at(AFTER)
    load_areas()
    village = add_village(commune=Area.objects.get(pk="28249"), name="Khu phố 1")
    folder("areas.csv", "20333,commune,Đặc khu,Đặc khu Hoàng Sa", "99999,commune,Xã,Xã Mới Lập")
    folder("changes.csv", "75,Thành phố", "28249,Phường,Phường Đạo Mới,2026-04-30,Nghị quyết thử\n75,Thành phố")
    assert load_areas(folder.path) == (1, 1)
    assert Area.objects.get(pk="20333").name == "Đặc khu Hoàng Sa"
    assert Area.objects.get(pk="28249").name == "Phường Đạo Mới"
    assert name_on(Area.objects.get(pk="28249"), BEFORE) == "Phường Đạo Thạnh"
    assert find_areas("khu pho 1 dao moi") == [village]
    assert find_areas("khu pho 1 dao thanh") == []


def test_hoang_sa_and_truong_sa_are_there_and_centres_are_in_viet_nam(db):
    load_areas()
    hoang_sa, truong_sa = Area.objects.get(pk="20333"), Area.objects.get(pk="22736")
    assert (hoang_sa.name, hoang_sa.parent.name) == ("Đặc khu Hoàng Sa", "Thành phố Đà Nẵng")
    assert (truong_sa.name, truong_sa.parent.name) == ("Đặc khu Trường Sa", "Tỉnh Khánh Hòa")
    for area in Area.objects.exclude(level="nation"):
        assert 8 < area.latitude < 23.5, area.code
        assert 102 < area.longitude < (115 if area.code in {"20333", "22736"} else 110), area.code
    assert Area.objects.filter(level="commune", area_km2=None).count() == 2  # unknown in the source


def test_the_files_are_in_order_and_every_parent_comes_first():
    with (DATA / "areas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seen = {""}
    for row in rows:
        assert row["parent"] in seen
        assert row["level"] == "nation" or row["name"].startswith(row["kind"] + " ")
        seen.add(row["code"])
    assert len(seen) == len(rows) + 1
    with (DATA / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert {row["code"] for row in csv.DictReader(file)} <= seen
