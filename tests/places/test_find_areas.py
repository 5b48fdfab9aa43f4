"""Finding a unit by typing: without marks, with other marks, in part, with its province."""

import pytest

from hocvuso.places.actions import add_villages, close_village, load_areas
from hocvuso.places.models import Area
from hocvuso.places.queries import find_areas

UNITS = ("province", "commune")


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The whole country, loaded once for this file."""
    with django_db_blocker.unblock():
        load_areas()
        yield
        Area.objects.update(parent=None)
        Area.objects.all().delete()


def found(text: str, **options) -> list[str]:
    return [f"{area.name}, {area.parent.name}" for area in find_areas(text, **options)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dao thanh", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"), ("phuong dao thanh", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"),
        ("P. Đạo Thạnh", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"),
        ("ĐẠO THẠNH", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"), ("dao tha", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"),
        ("daothanh", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"),
        ("dao thanh dong thap", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"),
        ("Phường Đạo Thạnh, tỉnh Đồng Tháp", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"),
        ("dong anh", "Xã Đông Anh, Thành phố Hà Nội"), ("tan thuan binh", "Xã Tân Thuận Bình, Tỉnh Đồng Tháp"),
        ("thuan binh dong thap", "Xã Tân Thuận Bình, Tỉnh Đồng Tháp"),
        ("dong thap", "Tỉnh Đồng Tháp, Việt Nam"), ("tphcm", "Thành phố Hồ Chí Minh, Việt Nam"),
        ("ha noi", "Thành phố Hà Nội, Việt Nam"), ("an", "Tỉnh An Giang, Việt Nam"),
        ("Ea H’leo", "Xã Ea H'Leo, Tỉnh Đắk Lắk"), ("ea hleo", "Xã Ea H'Leo, Tỉnh Đắk Lắk"), ("cu m'gar", "Xã Cư M'gar, Tỉnh Đắk Lắk"),
        ("Thuỷ Nguyên", "Phường Thủy Nguyên, Thành phố Hải Phòng"), ("Mĩ Tho", "Phường Mỹ Tho, Tỉnh Đồng Tháp"),
        ("qui nhon", "Phường Quy Nhơn, Tỉnh Gia Lai"),
        ("hoang sa", "Đặc khu Hoàng Sa, Thành phố Đà Nẵng"), ("tan tien ca mau", "Xã Tân Tiến, Tỉnh Cà Mau"),
        ("Hoà Bình, Phú Thọ", "Phường Hòa Bình, Tỉnh Phú Thọ"),
    ],
)  # fmt: skip
def test_the_first_answer(db, country, text, first):
    assert found(text, levels=UNITS)[0] == first


def test_a_name_borne_by_many_shows_them_all_with_their_provinces(db, country):
    communes = [one for one in found("tan tien", levels=UNITS) if one.startswith("Xã Tân Tiến, ")]
    assert len(communes) == len(set(communes)) == 7


def test_a_name_found_is_not_buried_under_what_lies_in_units_of_that_name(db, country):
    assert found("dao thanh", levels=UNITS) == ["Phường Đạo Thạnh, Tỉnh Đồng Tháp"]
    assert found("dong thap", levels=UNITS) == ["Tỉnh Đồng Tháp, Việt Nam"]


@pytest.mark.parametrize("text", ["", "  ", "...", "zzzz", "dao thanh ha noi", "%", "_", "' or 1=1"])
def test_what_finds_nothing(db, country, text):
    assert find_areas(text, levels=UNITS) == []


def test_a_search_below_an_area_and_at_a_level(db, country):
    province, other = Area.objects.get(pk="82"), Area.objects.get(pk="01")
    assert found("dao thanh", under=province) == ["Phường Đạo Thạnh, Tỉnh Đồng Tháp"]
    assert found("dao thanh", under=other) == []
    assert found("dong thap", levels=("commune",))[0].endswith(", Tỉnh Đồng Tháp")
    assert {area.level for area in find_areas("ha noi", levels=("province",))} == {"province"}


def test_villages_are_found_in_their_commune_and_by_its_name_while_they_stand(db, country):
    ward = Area.objects.get(pk="28249")
    four, ten = add_villages(commune=ward, names=["Khu phố 4", "Khu phố 10"])
    assert find_areas("4", under=ward) == [four]
    assert find_areas("kp4 dao thanh") == [four]
    assert find_areas("khu pho", under=ward) == [four, ten]
    assert find_areas("khu pho 4", under=Area.objects.get(pk="01")) == []
    close_village(village=four, day=ward.valid_from.replace(month=9))
    assert find_areas("4", under=ward) == []
    assert find_areas("10", under=ward) == [ten]


@pytest.mark.parametrize("text", ["dao thanh", "tan tien"])
def test_one_answer_costs_as_many_looks_as_many_answers(db, country, text, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert [area.parent.name for area in find_areas(text, levels=UNITS)]
