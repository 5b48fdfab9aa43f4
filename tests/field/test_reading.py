# ruff: noqa: E501  (the ways people write stand side by side)
"""Columns, rows, days, villages and skills of lists, on small sheets written out. No database here."""

from datetime import date

import pytest

from hocvuso.base.workbooks import Sheet, Workbook
from hocvuso.field.sheets.files import Corrections, read_file
from hocvuso.field.sheets.layout import find_layout
from hocvuso.field.sheets.plan import make_plan
from tests.field.truth import COMMUNE, TODAY, sheet_words

W = sheet_words()
HEAD = ["STT", "Họ và tên", "Năm sinh", "Khu phố", "SĐT"]
HOA, NAM = ["1", "Nguyễn Thị Hoa", 1960, "KP 1", "0912345678"], ["2", "Trần Văn Nam", 1955, "KP 2", "0987654321"]
BARE = ["3", "Lê Thị Mai"]
NHA = "tại Nhà văn hóa Khu phố 7"


def read(*rows, name="ds.xlsx", sheet="Sheet1", merged=(), more=(), **corrections):
    workbook = Workbook(name, [Sheet(sheet, [list(row) for row in rows], list(merged)), *more])
    return read_file(workbook, W, TODAY, Corrections.from_json(corrections))


def names(*rows, **more):
    return [row.name for row in read(*rows, **more).rows]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Họ và tên", "name"), ("HỌ TÊN NGƯỜI DÂN", "name"), ("Họ & tên", "name"), ("Họ đệm", "family_name"), ("Tên", "given_name"), ("Năm sinh", "birth"),
        ("Ngày, tháng, năm sinh", "birth"), ("Ngày học", "day"), ("Ngày cấp", "ignored"), ("Số CCCD", "ignored"), ("Số định danh cá nhân", "ignored"),
        ("SĐT (nếu có)", "phone"), ("Số điện thoại liên hệ", "phone"), ("Bác đang ở khu phố nào?", "village"), ("Tổ/Khu phố", "village"),
        ("Họ tên người hướng dẫn", "ignored"), ("Hôm nay bác đã học được gì? Nội dung đã học", "skill"), ("Dấu thời gian", "time"), ("Dân tộc", "ignored"),
        ("Giới tính", "sex"), ("Nam", "male"), ("Nữ", "female"), ("Độ tuổi", "age"), ("", ""), (None, ""), (12, ""), ("Ghi chú", "ignored"),
    ],
)  # fmt: skip
def test_the_role_of_a_header(header, role):
    assert W.column_role(header) == role


@pytest.mark.parametrize(
    "text", ["Tổng cộng", "Tổng cộng: 35 người", "Cộng 35", "Tổng số: 35 học viên", "TỔNG CỘNG DANH SÁCH CÓ 35 NGƯỜI, TRONG ĐÓ NỮ: 12"]
)
def test_a_total(text):
    assert W.is_total(text)


@pytest.mark.parametrize("text", ["Tống Văn Nam", "Tổng Công ty Điện lực", "Công Thị Hoa", "Cộng đồng", "", None])
def test_no_total(text):
    assert not W.is_total(text)


@pytest.mark.parametrize(
    "text", ["NGƯỜI LẬP DANH SÁCH", "Đạo Thạnh, ngày 30 tháng 7 năm 2025", "Đạo Thạnh, ngày … tháng … năm 2025", "TM. UBND PHƯỜNG"]
)
def test_a_footer(text):
    assert W.is_footer(text)


@pytest.mark.parametrize(
    "tail",
    [
        [["Tổng cộng", 2]],
        [[None, None, None, "NGƯỜI LẬP DANH SÁCH"], [], [None, None, None, "Nguyễn Văn Tèo"]],
        [[None, None, "Đạo Thạnh, ngày 30 tháng 7 năm 2025"], ["Nguyễn Văn Tèo"]],
        [["3"], ["4"], ["5"]],
        [["3", None, None, "KP 1"]],
        [[], HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"]],
        [["Ghi chú: x là có học"]],
    ],
)
def test_what_is_no_person(tail):
    assert names(["Ngày 05/07/2025"], HEAD, HOA, NAM, *tail) == ["Nguyễn Thị Hoa", "Trần Văn Nam"]


def test_a_person_without_year_and_phone_counts_until_the_signatures():
    assert names(HEAD, HOA, BARE, ["4", "Hồ Văn Tám", None, "Trưởng khu phố"], NAM) == [
        "Nguyễn Thị Hoa",
        "Lê Thị Mai",
        "Hồ Văn Tám",
        "Trần Văn Nam",
    ]
    assert names(HEAD, HOA, [None, "NGƯỜI LẬP"], BARE) == ["Nguyễn Thị Hoa"]


def test_a_row_with_a_phone_and_no_name_is_refused():
    (row,) = read(HEAD, ["1", None, 1960, "KP 1", "0912345678"]).rows
    assert (row.number, row.problem) == (2, "Thiếu họ tên.")


@pytest.mark.parametrize(
    ("cell", "name", "year", "phone"),
    [
        ("1. Nguyễn Thị Hoa", "Nguyễn Thị Hoa", None, ""), ("Nguyễn Thị Hoa (1960)", "Nguyễn Thị Hoa", 1960, ""), ("Nguyễn Thị Hoa, sn 1960", "Nguyễn Thị Hoa", 1960, ""),
        ("12) Nguyễn Thị Hoa - 1960", "Nguyễn Thị Hoa", 1960, ""), ("Nguyễn Thị Hoa 0912345678", "Nguyễn Thị Hoa", None, "0912345678"),
        ("Nguyễn Thị Hoa (vợ ông Nam)", "Nguyễn Thị Hoa", None, ""), ("Ng. Thị Hoa", "Ng. Thị Hoa", None, ""),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name(cell, name, year, phone):
    (row,) = read(["STT", "Họ và tên", "Ghi chú"], ["1", cell]).rows
    assert (row.name, row.birth.year, row.phone, row.problem) == (name, year, phone, "")


def test_headers_over_two_rows():
    years = read(
        ["STT", "Họ và tên", "Năm sinh", None, "SĐT"],
        [None, None, "Nam", "Nữ"],
        ["1", "Nguyễn Thị Hoa", None, 1960],
        ["2", "Trần Văn Nam", 1955],
    )
    assert [(row.birth.year, row.sex) for row in years.rows] == [(1960, "f"), (1955, "m")]
    ticks = read(
        ["STT", "Họ và tên", "Giới tính", None], [None, None, "Nam", "Nữ"], ["1", "Nguyễn Thị Hoa", None, "x"], ["2", "Trần Văn Nam", "✓"]
    )
    assert [row.sex for row in ticks.rows] == ["f", "m"]


def test_names_over_two_columns():
    assert names(["STT", "Họ", "Tên"], ["1", "Nguyễn Thị", "Hoa"]) == ["Nguyễn Thị Hoa"]
    assert names(["STT", "Họ và tên", None, "SĐT"], ["1", "Nguyễn Thị", "Hoa"], ["2", "Trần Văn", "Nam"]) == [
        "Nguyễn Thị Hoa",
        "Trần Văn Nam",
    ]
    assert names(["STT", "Họ và tên", "Tên", "SĐT"], ["1", "Nguyễn Thị Hoa", "Hoa"], ["2", "Trần Văn Nam", "Nam"]) == [
        "Nguyễn Thị Hoa",
        "Trần Văn Nam",
    ]


def test_a_list_without_any_header():
    sheet = read(
        ["Danh sách khu phố 6"],
        *[[str(n), f"Nguyễn Thị {given}", 1960 + n, f"091234567{n}"] for n, given in enumerate(["Hoa", "Mai", "Lan"])],
    )
    assert [(row.name, row.birth.year, row.phone) for row in sheet.rows][2] == ("Nguyễn Thị Lan", 1962, "0912345672")
    assert sheet.sheets[0].layout.title == "Danh sách khu phố 6"


def test_sections_and_ditto_marks():
    rows = read(
        ["STT", "Họ và tên", "Năm sinh"],
        ["I", "Khu phố 3:"],
        ["1", "Nguyễn Thị Hoa", 1960],
        ["KHU PHỐ 4 (2 người)"],
        ["2", "Bàn Thị Mai", 1955],
    ).rows
    assert [row.village for row in rows] == ["Khu phố 3", "KHU PHỐ 4"]
    rows = read(HEAD, HOA, ["2", "Trần Văn Nam", 1955, "nt", "0987654321"], ["3", "Lê Thị Mai", 1970, '"', '"']).rows
    assert [row.village for row in rows] == ["KP 1"] * 3
    assert rows[2].phone == ""  # what tells people apart is never carried down


def test_cells_merged_downwards():
    rows = read(HEAD, HOA, ["2", "Trần Văn Nam", 1955, None], ["3", "Lê Thị Mai", 1970, None], merged=[(1, 3, 2, 3)]).rows
    assert [row.village for row in rows] == ["KP 1", "KP 1", ""]


@pytest.mark.parametrize(
    ("rows", "more", "day"),
    [
        ([["Ngày 05/07/2025"]], {}, "2025-07-05"),
        ([["(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/5/2025)"], ["Ngày 05/07/2025"]], {}, "2025-07-05"),
        ([], {"name": "DS KP4 ngay 05.07.2025.xlsx"}, "2025-07-05"),
        ([], {"name": "20250705_khu pho 4.csv"}, "2025-07-05"),
        ([], {"sheet": "KP4 5-7-2025"}, "2025-07-05"),
        ([["Ngày 05/07/2025"]], {"day": "2025-07-09"}, "2025-07-09"),
        ([["Ngày 05/07/2035"]], {}, None),
        ([], {}, None),
    ],
)
def test_the_day_of_a_list(rows, more, day):
    sheet = read(*rows, HEAD, HOA, **more).sheets[0]
    assert str(sheet.day) == str(day)


def test_the_day_of_signing_says_the_day_where_nothing_else_does():
    assert read(HEAD, HOA, [None, None, None, "Đạo Thạnh, ngày 05 tháng 7 năm 2025"]).sheets[0].day == date(2025, 7, 5)


def test_two_lists_below_each_other_keep_their_days():
    made = read(["Ngày 05/07/2025"], HEAD, HOA, ["Tổng cộng", 1], [], ["Ngày 06/07/2025"], HEAD, NAM)
    assert sorted({str(row.gathering.day) for row in make_plan([made], COMMUNE).rows}) == ["2025-07-05", "2025-07-06"]


def test_a_day_column_speaks_for_its_row_and_is_filled_down():
    head = ["Ngày", "Họ và tên", "SĐT"]
    made = read(["Ngày 31/07/2025"], head, ["05/07/2025", "Nguyễn Thị Hoa"], [None, "Trần Văn Nam"], ["06/07/2025", "Lê Thị Mai"])
    assert [str(row.gathering.day) for row in make_plan([made], COMMUNE).rows] == ["2025-07-05", "2025-07-05", "2025-07-06"]


@pytest.mark.parametrize(
    ("rows", "more", "place"),
    [
        ([[f"Ngày 05/07/2025 {NHA}"]], {}, "Khu phố 7"),
        ([["DANH SÁCH NGƯỜI DÂN KHU PHỐ 7"]], {}, "Khu phố 7"),
        ([], {"sheet": "KP 7"}, "Khu phố 7"),
        ([], {"name": "2025-07-05-khu-pho-7.xlsx"}, "Khu phố 7"),
        ([["UBND PHƯỜNG ĐẠO THẠNH"], ["BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"]], {}, ""),
        ([], {"place": "Khu phố 3"}, "Khu phố 3"),
    ],
)
def test_the_place_of_a_list(rows, more, place):
    assert make_plan([read(*rows, HEAD, HOA, **more)], COMMUNE).places[0, 0] == place


def test_the_skill_of_a_title_of_a_row_and_of_nobody():
    assert read(["Hướng dẫn cài đặt VNeID"], HEAD, HOA).sheets[0].skill == "G3.1"
    assert read(HEAD, HOA).sheets[0].skill == ""
    assert read(["Họ và tên", "Nội dung hướng dẫn"], ["Nguyễn Thị Hoa", "quét mã QR"]).rows[0].skill == "G4.2"


def test_a_sheet_of_instructions_holds_nobody():
    guide = Sheet("Hướng dẫn", [["Họ và tên", "Ghi đầy đủ"], ["Năm sinh", "Ghi 4 số"], ["Số điện thoại", "Ghi 10 số"]])
    made = read(HEAD, HOA, more=[guide, Sheet("Sheet3", [])])
    assert [sheet.name for sheet in made.sheets] == ["Sheet1"]


def test_a_correction_of_columns_holds_for_lists_of_one_model():
    rows = (["A", "B", "C"], ["x1", "Nguyễn Thị Hoa", 1960], ["x2", "Trần Văn Nam", 1955])
    signature = find_layout(Sheet("", [list(row) for row in rows]), W).signature
    assert names(*rows, columns={signature: {"1": "name", "2": "birth", "0": "ignored"}})[-2:] == ["Nguyễn Thị Hoa", "Trần Văn Nam"]


def test_the_absent_are_refused():
    made = read(
        ["Họ và tên", "Năm sinh", "Ghi chú"], ["Nguyễn Thị Hoa", 1960, "vắng có phép"], ["Trần Văn Nam", 1955, "Vắng nhà buổi sáng, có học"]
    )
    assert [bool(row.problem) for row in made.rows] == [True, False]
