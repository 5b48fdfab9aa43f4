# ruff: noqa: E501  (the ways people write stand side by side)
"""What one cell says, in every way people write it. No database here."""

from datetime import date, datetime

import pytest

from hocvuso.field.sheets.cells import Birth, birth_of, birth_of_age, day_in, day_of_cell, phone_of, text_of
from hocvuso.field.sheets.stamps import month_is_first, stamp_of

ON = date(2025, 7, 5)
MAY = date(1954, 5, 12)


@pytest.mark.parametrize(
    "cell",
    [
        "0912345678", 912345678, 912345678.0, "912345678", "912345678.0", "+84912345678", "84912345678", "+84 912 345 678", "(+84)912345678",
        "0084912345678", "+84 0912345678", "0912.345.678", "0912 345 678", "0912-345-678", "'0912345678", " 0912345678\t", "0912345678 (con)",
        "ĐT: 0912345678", "zalo 0912345678", "0912345678/0987000111", "0912345678 - 0987000111", "0912345678;0987000111", "0912345678,0987000111",
        "0912345678\n0987000111", "0912345678 0987000111", "9.12345678E+08", "O912345678", "0912 345 678 hoặc 0987 000 111", "0912\u00a0345\u00a0678",
    ],
)  # fmt: skip
def test_a_phone(cell):
    assert phone_of(cell) == "0912345678"


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("01201234567", "0701234567"), (1201234567, "0701234567"), ("0168 123 4567", "0381234567"), ("02733872123", "02733872123"),
        (2733872123, "02733872123"), ("0273.3872.123", "02733872123"), (840123456, "0840123456"),
    ],
)  # fmt: skip
def test_old_and_fixed_lines(cell, phone):
    assert phone_of(cell) == phone


@pytest.mark.parametrize(
    "cell",
    [None, "", "không có", "-", "x", "0", "//", "12345", "082160001234", 82160001234, "0912", "9.12E+08", "01/07/2025", "1954", "nt"],
)
def test_no_phone(cell):
    assert phone_of(cell) == ""


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        (1954, Birth(1954)), (1954.0, Birth(1954)), ("1954", Birth(1954)), ("'1954", Birth(1954)), ("1954.0", Birth(1954)), ("Năm 1954", Birth(1954)),
        ("sn 1954", Birth(1954)), ("khoảng 1954", Birth(1954)), ("1954 (71 tuổi)", Birth(1954)), ("54", Birth(1954)), ("12", Birth(2012)),
        ("12/05/1954", Birth(1954, MAY)), ("12/5/54", Birth(1954, MAY)), ("12-05-1954", Birth(1954, MAY)), ("12.05.1954", Birth(1954, MAY)),
        ("1954-05-12", Birth(1954, MAY)), ("12051954", Birth(1954, MAY)), (19541213, Birth(1954, date(1954, 12, 13))), (MAY, Birth(1954, MAY)),
        (datetime(1954, 5, 12), Birth(1954, MAY)), (19856, Birth(1954, MAY)), ("ngày 12 tháng 5 năm 1954", Birth(1954, MAY)),  # noqa: DTZ001
        ("05/25/1954", Birth(1954, date(1954, 5, 25))), ("1/1/1954", Birth(1954)), ("00/00/1954", Birth(1954)), ("31/02/1954", Birth(1954)),
        ("5/1954", Birth(1954)), ("71 tuổi", Birth(1954, is_guess=True)), (1051954, Birth(1954, date(1954, 5, 1))),
    ],
)  # fmt: skip
def test_a_birth(cell, birth):
    assert birth_of(cell, ON) == birth


@pytest.mark.parametrize(
    "cell",
    [
        None, "", "?", "không nhớ", 1800, 2025, 2024, "05/07/2025", "Đạo Thạnh, ngày 30 tháng 7 năm 2025", "0912345678", "082160001234", 7, 123,
        "Nhà văn hóa Khu phố 4 xây dựng năm 1995",
    ],
)  # fmt: skip
def test_no_birth(cell):
    assert birth_of(cell, ON) == Birth()


@pytest.mark.parametrize(
    ("cell", "year"), [(71, 1954), ("71 tuổi", 1954), ("71t", 1954), ("71.0", 1954), (1954, 1954), ("", None), ("x", None)]
)
def test_an_age(cell, year):
    assert birth_of_age(cell, ON).year == year


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 05/07/2025 tại Nhà văn hóa", "ngày 5 tháng 7 năm 2025", "NGAY 5 THANG 7 NAM 2025", "DS KP4 ngay 05.07.2025", "20250705_khu pho 4",
        "2025-07-05-khu-pho-4", "5-7-25", "Đạo Thạnh, ngày 05 tháng 07 năm 2025", "19h00, ngày 5/7/2025", "(31/02/2025) 5/7/2025",
    ],
)  # fmt: skip
def test_a_day_in_a_text(text):
    assert day_in(text) == ON


@pytest.mark.parametrize("text", ["", "tháng 7 năm 2025", "KP 4", "0912345678", "12/KH-UBND", "31/02/2025"])
def test_no_day(text):
    assert day_in(text) is None


def test_a_day_of_excel():
    assert day_of_cell(datetime(2025, 7, 5, 8)) == day_of_cell(ON) == ON  # noqa: DTZ001


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (5.0, "5"), (5.5, "5.5"), (ON, "05/07/2025"), (" a ", "a"), (912345678.0, "912345678")]
)
def test_the_text_of_a_cell(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("text", "month_first", "hour"),
    [
        ("05/07/2025 12:51:52", False, 12), ("2025/07/05 12:51:52 CH GMT+7", False, 12), ("2025/07/05 12:51:52 SA GMT+7", False, 0),
        ("7/5/2025 1:51:52 PM", True, 13), ("5/7/2025 3:51 CH", False, 15), ("2025-07-05T08:30", False, 8),
    ],
)  # fmt: skip
def test_a_time_stamp(text, month_first, hour):
    assert (stamp_of(text, month_first).date(), stamp_of(text, month_first).hour) == (ON, hour)


def test_no_time_stamp():
    assert [stamp_of(cell) for cell in (None, "", "sáng", "31/02/2025 08:00", "8:00")] == [None] * 5


TODAY = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("stamps", "day", "first"),
    [
        (["7/13/2025 8:00", "7/5/2025 8:00"], None, True),  # no month 13
        (["13/7/2025 8:00", "5/7/2025 8:00"], None, False),
        (["7/5/2025 8:00"], ON, True),  # the list's own day decides
        (["5/7/2025 8:00"], ON, False),
        (["7/12/2025 8:00"], None, True),  # 7 December lies ahead
        (["7/3/2025 8:00", "7/4/2025 8:00", "7/5/2025 8:00"], None, True),  # three days, not three months
        (["5/7/2025 8:00"], None, False),  # nothing decides: as Viet Nam writes
        (["2025/07/05 8:00"], None, False),
        ([], None, False),
    ],
)
def test_which_comes_first_in_a_column_of_stamps(stamps, day, first):
    assert month_is_first(stamps, day, TODAY) is first
