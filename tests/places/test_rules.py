"""How lists write villages: every form stands here with the village it means, or with None when nobody can say."""

import pytest

from hocvuso.places.rules import (
    full_village_name,
    habit_of,
    match_village,
    name_key,
    place_key,
    proposed_village_name,
    read_name,
    tidy_name,
    usual_kind,
)

KHU_PHO = [(f"28249.{number:02d}", f"Khu phố {number}") for number in range(1, 13)]
NAMED = [
    ("1.01", "Ấp Tân Đông"),
    ("1.02", "Ấp Tân Tây"),
    ("1.03", "Ấp 3"),
    ("1.04", "Ấp 3A"),
    ("1.05", "Ấp Mỹ Thạnh"),
    ("1.06", "Ấp Đông Mĩ II"),
]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("KP.4", 4), ("kp 4", 4), ("KP4", 4), ("Kp. 4", 4), ("K.P 4", 4), ("K.P.4", 4), ("KP-4", 4), ("KP - 4", 4), ("KP: 4", 4),
        ("kp số 4", 4), ("KP 04", 4),
        ("Khu phố 4", 4), ("KHU PHỐ 4", 4), ("khu pho 4", 4), ("khu phố4", 4), ("Khu phố số 4", 4), ("khu phố bốn", 4),
        ("Khu phố IV", 4), ("KP IV", 4),
        ("4", 4), (" 4 ", 4), ("04", 4), ("12", 12), ("Số 4", 4), ("khu 4", 4), ("K4", 4), ("k.4", 4),
        ("KHU PHỐ 4, P. Đạo Thạnh", 4), ("Khu phố 10, P. Đạo Thạnh", 10), ("KP10, phường Đạo Thạnh, TP Mỹ Tho", 10),
        ("KP 10 P.Đạo Thạnh", 10),
        ("KP 10 P Đạo Thạnh", 10), ("Khu phố 10 Đạo Thạnh", 10), ("khu pho 10 phuong dao thanh", 10), ("kp 10 - Đạo Thạnh", 10),
        ("10, Đạo Thạnh", 10),
        ("Tổ 4, khu phố 4", 4), ("Tổ 7, khu phố 4", 4), ("tổ 7 KP 4", 4), ("Tổ 7 - KP4 - P. Đạo Thạnh", 4), ("khu phố 4 (tổ 7)", 4),
        ("12/5 Trần Hưng Đạo, KP 4", 4),
        ("Số 12 đường Lê Lợi khu phố 4 phường Đạo Thạnh", 4), ("Khu phố\n4", 4), ("4.0", 4),
        ("2025-07-04-khu-pho-4.xlsx", 4), ("danh_sach_kp4.csv", 4),
    ],
)  # fmt: skip
def test_a_list_of_a_ward_with_numbered_neighbourhoods(text, number):
    assert match_village(text, KHU_PHO, "Phường Đạo Thạnh") == f"28249.{number:02d}"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "x", "không", "chưa rõ", "Đạo Thạnh", "P. Đạo Thạnh", "Phường Đạo Thạnh", "PHUONG DAO THANH",
        "Đạo Thạnh, Đồng Tháp", "TP Mỹ Tho",
        "tổ 5", "Tổ trưởng", "Ấp 4", "Thôn 4", "13", "KP 13", "0", "201", "4/12", "4.5", "12 Trần Hưng Đạo", "phường 4", "P.4",
        "khu chợ", "K Rông",
    ],
)  # fmt: skip
def test_what_names_no_neighbourhood_is_left_unknown(text):
    assert match_village(text, KHU_PHO, "Phường Đạo Thạnh") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ấp Tân Đông", "1.01"), ("ap tan dong", "1.01"), ("ẤP TÂN ĐÔNG, xã Tân Thuận Bình", "1.01"), ("Tân Đông", "1.01"),
        ("tan dong", "1.01"),
        ("tổ 4, ấp Tân Đông", "1.01"), ("tổ 4 ấp Tân Đông", "1.01"), ("thôn Tân Đông", "1.01"),
        ("ấp 3", "1.03"), ("Ấp ba", "1.03"), ("3", "1.03"), ("ấp III", "1.03"), ("Ấp 3A", "1.04"), ("ấp 3 a", "1.04"), ("3a", "1.04"),
        ("Ấp Mĩ Thạnh", "1.05"), ("Đông Mỹ 2", "1.06"), ("ấp Đông Mỹ II", "1.06"),
        ("khu phố 3", None), ("Tân", None), ("ấp Tân", None), ("Tân Nam", None),
    ],
)  # fmt: skip
def test_a_list_of_a_commune_with_named_hamlets(text, code):
    assert match_village(text, NAMED, "Xã Tân Thuận Bình") == code


def test_two_villages_that_could_be_meant_are_none_unless_the_habit_or_the_marks_decide():
    mixed = [("1.01", "Khu phố 4"), ("1.02", "Ấp 4")]
    assert match_village("4", mixed, "Phường A") is None
    assert match_village("4", mixed, "Phường A", habit="Ấp") == "1.02"
    assert match_village("ấp 4", mixed, "Phường A") == "1.02"
    marks = [("1.01", "Thôn Phú Mỹ"), ("1.02", "Thôn Phú My")]
    assert match_village("phu my", marks, "Xã A") is None
    assert match_village("Phú Mỹ", marks, "Xã A") == "1.01"


def test_a_village_that_bears_the_communes_name_is_meant_only_with_its_kind():
    villages = [("1.01", "Thôn Tân Tiến"), ("1.02", "Thôn 2")]
    assert match_village("Tân Tiến", villages, "Xã Tân Tiến") is None
    assert match_village("thôn Tân Tiến", villages, "Xã Tân Tiến") == "1.01"
    assert match_village("Thôn 2 Tân Tiến", villages, "Xã Tân Tiến") == "1.02"


def test_numbers_of_former_communes_are_not_mixed_up():
    villages = [("1.01", "Thôn 4 Tân Hòa"), ("1.02", "Thôn 4 Tân Lập")]
    assert match_village("Thôn 4", villages, "Xã Tân Tiến") is None
    assert match_village("thôn 4 tân lập", villages, "Xã Tân Tiến") == "1.02"
    assert match_village("Thôn 4 Tân Hoà", villages, "Xã Tân Tiến") == "1.01"


@pytest.mark.parametrize(
    ("text", "village"),
    [("Thôn Yên Lãng", "Thôn Yên Lãng"),
     ("thôn làng chanh", "Thôn Làng Chanh"), ("Bản Nà Lốc 2", "Bản Nà Lốc 2"), ("TDP 5", "Tổ dân phố 5"),
     ("tổ 5", "Tổ dân phố 5"),
     ("Tổ DP số 5", "Tổ dân phố 5"), ("t.d.p 5", "Tổ dân phố 5"), ("K.4", "Khóm 4"), ("khóm 4", "Khóm 4"), ("tiểu khu 6", "Tiểu khu 6"),
     ("TK6", "Tiểu khu 6"),
     ("buôn K'Mrông", "Buôn K’Mrông"), ("Ấp Sóc", "Ấp Sóc")],
)  # fmt: skip
def test_villages_of_every_part_of_the_country(text, village):
    names = [
        "Thôn Yên Lãng",
        "Thôn Yên",
        "Thôn Làng Chanh",
        "Bản Nà Lốc 2",
        "Tổ dân phố 5",
        "Khóm 4",
        "Tiểu khu 6",
        "Buôn K’Mrông",
        "Ấp Sóc",
    ]
    found = match_village(text, [(name, name) for name in names], "Xã Khác")
    assert found == village


@pytest.mark.parametrize(
    ("text", "kind", "habit", "name"),
    [
        ("KP.4", "Phường", "", "Khu phố 4"), ("kp 04", "Phường", "", "Khu phố 4"), ("10", "Phường", "", "Khu phố 10"),
        ("10", "Xã", "", "Thôn 10"), ("10", "Xã", "Ấp", "Ấp 10"),
        ("Khu phố 10, P. Đạo Thạnh", "Phường", "", "Khu phố 10"), ("tổ 4, KHU PHỐ 7", "Phường", "Khu phố", "Khu phố 7"),
        ("ấp TÂN ĐÔNG", "Xã", "", "Ấp Tân Đông"),
        ("ap tan dong", "Xã", "", "Ấp Tan Dong"), ("thôn Đồi Mới", "Xã", "", "Thôn Đồi Mới"), ("tổ 5", "Phường", "", "Tổ dân phố 5"),
        ("tổ 5", "Phường", "Khu phố", None),
        ("tổ 5", "Xã", "", None), ("Tổ dân phố 5", "Phường", "Khu phố", "Tổ dân phố 5"), ("khu 3", "Phường", "", "Khu phố 3"),
        ("khu 3", "Xã", "Khu", "Khu 3"), ("khu 3", "Xã", "", "Khu 3"),
        ("K4", "Phường", "Khóm", "Khóm 4"), ("xóm Đình, thôn Tân Lập", "Xã", "Thôn", "Thôn Tân Lập"), ("ấp 3 a", "Xã", "", "Ấp 3A"),
        ("Đạo Thạnh", "Phường", "", None), ("Phường Đạo Thạnh", "Phường", "", None), ("Mỹ Tho", "Phường", "", None),
        ("201", "Phường", "", None), ("", "Phường", "", None),
        ("khu chợ", "Phường", "", None), ("không có", "Phường", "", None), ("12 Trần Hưng Đạo", "Phường", "", None),
    ],
)  # fmt: skip
def test_the_village_a_cell_proposes(text, kind, habit, name):
    assert proposed_village_name(text, kind, habit) == name


def test_a_proposed_village_is_found_again_by_the_text_that_proposed_it():
    for text in ["KP.4", "10", "Khu phố 10, P. Đạo Thạnh", "tổ 4, KHU PHỐ 7", "ấp TÂN ĐÔNG", "khu 3", "tdp 5"]:
        name = proposed_village_name(text, "Phường", "Khu phố")
        assert match_village(text, [("1.01", name)], "Phường Đạo Thạnh") == "1.01", text


@pytest.mark.parametrize(
    ("typed", "kind", "usual", "full"),
    [
        ("4", "", "Khu phố", "Khu phố 4"), ("kp.4", "", "Khu phố", "Khu phố 4"), ("KP 4", "", "Ấp", "Khu phố 4"),
        ("khu 4", "", "Khu phố", "Khu phố 4"),
        ("4", "Khóm", "Khu phố", "Khóm 4"), ("ấp 4", "Khóm", "Khu phố", "Ấp 4"), ("Khu Xóm Đồi", "", "Khu", "Khu Xóm Đồi"),
        ("Khu Xóm Đồi", "", "Thôn", "Khu Xóm Đồi"), ("tân đông", "", "Ấp", "Ấp Tân Đông"), ("Thôn Yên Lãng", "", "Thôn", "Thôn Yên Lãng"),
        ("Tổ dân phố 5", "", "Khu phố", "Tổ dân phố 5"), ("Khu phố", "", "Khu phố", ""), ("", "", "Ấp", ""),
    ],
)  # fmt: skip
def test_the_full_name_of_what_an_officer_typed(typed, kind, usual, full):
    assert full_village_name(typed, kind, usual)[1] == full
    if full:
        assert full_village_name(full, "", "Ấp")[1] == full  # typed again, it stays


def test_the_habit_is_the_kind_most_cells_state():
    assert habit_of(["KP.4", "4", "Khu phố 3, P. Đạo Thạnh", "tổ 3", "ấp 2"]) == "Khu phố"
    assert habit_of(["Ấp 1", "Ấp Tân Đông"]) == "Ấp"
    assert habit_of(["1", "2", ""]) == ""


def test_what_villages_are_usually_called():
    assert [usual_kind("Phường", province) for province in ("82", "01", "")] == ["Khu phố", "Tổ dân phố", "Khu phố"]
    assert [usual_kind("Xã", province) for province in ("82", "01", "")] == ["Ấp", "Thôn", "Thôn"]
    assert usual_kind("Đặc khu", "22") == "Thôn"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Mỹ Tho", "mĩ tho"),
        ("Ea H'Leo", "Ea H’leo"),
        ("Quý", "Quí"),
        ("Thuỷ Nguyên", "Thủy  Nguyên"),
        ("Cư M'gar", "cu mgar"),
        ("Đức", "duc"),
    ],
)
def test_one_key_for_all_spellings(left, right):
    assert place_key(left) == place_key(right)


@pytest.mark.parametrize(("left", "right"), [("Tây", "Tai"), ("Thủy", "Thui"), ("Yên", "Iên"), ("Hòa Bình", "Hòa Binh 2")])
def test_other_names_keep_another_key(left, right):
    assert place_key(left) != place_key(right)


def test_names_in_their_parts():
    assert read_name("Khu phố 4").kinds == ("Khu phố",)
    assert read_name("Khu phố 4").key == "4"
    assert read_name("Khu Xóm Đồi").kinds == ("Khu",)
    assert read_name("Tân Đông").kinds == ()
    assert name_key("Nam") == "nam"
    assert name_key("Năm") == "5"
    assert name_key("Vĩ") == "vi"
    assert [tidy_name("04"), tidy_name("3 a"), tidy_name("ĐÔNG mỹ"), tidy_name("ĐÔNG MỸ II")] == ["4", "3A", "ĐÔNG mỹ", "Đông Mỹ II"]
