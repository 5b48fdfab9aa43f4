"""Bodies beside the tree."""

from datetime import date

import pytest

from hocvuso.base import clock
from hocvuso.places.actions import Refused, add_organisation, add_usual_organisations, close_organisation, rename_organisation
from hocvuso.places.queries import organisations_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2025, 10, 1))


def test_the_eight_bodies_are_added_once(areas):
    added = add_usual_organisations(area=areas.commune)
    assert sorted(body.name for body in added) == sorted([
        "Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Công an phường",
        "Trung tâm Văn hóa - Thông tin và Thể thao", "Ủy ban Mặt trận Tổ quốc Việt Nam phường",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh phường",
        "Hội Liên hiệp Phụ nữ Việt Nam phường",
    ])  # fmt: skip
    assert add_usual_organisations(area=areas.commune) == []
    assert "Phòng Kinh tế" in {body.name for body in add_usual_organisations(area=areas.foreign)}
    with pytest.raises(Refused, match="của xã"):
        add_usual_organisations(area=areas.province)


def test_a_name_is_borne_once_by_a_kind_in_an_area(areas):
    body = add_organisation(area=areas.commune, kind="team", name="  Tổ công nghệ số  khu phố 1 ")
    assert body.name == "Tổ công nghệ số khu phố 1"
    with pytest.raises(Refused, match="đã có"):
        add_organisation(area=areas.commune, kind="team", name="TỔ CÔNG NGHỆ SỐ KHU PHỐ 1")
    add_organisation(area=areas.village, kind="team", name="Tổ công nghệ số khu phố 1")
    other = add_organisation(area=areas.commune, kind="team", name="Tổ công nghệ số khu phố 2")
    with pytest.raises(Refused, match="đã có"):
        rename_organisation(organisation=other, name="Tổ công nghệ số khu phố 1")
    assert rename_organisation(organisation=body, name="Tổ số 1").name == "Tổ số 1"


@pytest.mark.parametrize(
    ("kind", "name", "words"), [("team", " ", "gõ tên"), ("team", "a" * 161, "dài quá"), ("band", "Ban nhạc", "chọn loại")]
)
def test_refused_bodies(areas, kind, name, words):
    with pytest.raises(Refused, match=words):
        add_organisation(area=areas.commune, kind=kind, name=name)
    add_organisation(area=areas.commune, kind="team", name="a" * 160)


def test_a_branch_stands_below_a_body_of_the_same_commune(areas):
    union = add_organisation(area=areas.commune, kind="women", name="Hội Phụ nữ phường")
    assert add_organisation(area=areas.village, kind="women", name="Chi hội khu phố 1", parent=union).parent == union
    with pytest.raises(Refused, match="cùng xã"):
        add_organisation(area=areas.foreign, kind="women", name="Chi hội", parent=union)


def test_a_closed_body_is_of_the_past(areas):
    body = add_organisation(area=areas.commune, kind="school", name="Trường Tiểu học A", valid_from=date(2025, 7, 1))
    with pytest.raises(Refused, match="chưa tới"):
        close_organisation(organisation=body, day=date(2025, 10, 2))
    with pytest.raises(Refused, match="có từ ngày"):
        close_organisation(organisation=body, day=date(2025, 6, 1))
    close_organisation(organisation=body, day=date(2025, 9, 1))
    assert list(organisations_of(areas.commune)) == []
    assert list(organisations_of(areas.commune, on=date(2025, 8, 31))) == [body]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_bodies_is_one_look(areas, many, django_assert_num_queries):
    for number in range(many):
        add_organisation(area=areas.commune, kind="team", name=f"Tổ {number}")
    add_organisation(area=areas.sibling, kind="team", name="Tổ nơi khác")
    with django_assert_num_queries(1):
        assert [body.area.name for body in organisations_of(areas.commune)] == ["Phường Đạo Thạnh"] * many
