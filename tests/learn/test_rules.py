"""Weeks and speech: plain functions."""

from datetime import date

import pytest

from hocvuso.learn.rules.speech import number, spoken
from hocvuso.learn.rules.weeks import lesson_to_offer, skill_of_week, week_of_year
from tests.learn.sample_content import shipped


@pytest.mark.parametrize(("day", "week"), [(date(2025, 7, 20), 29), (date(2025, 7, 21), 30), (date(2026, 12, 31), 52)])
def test_the_week_of_a_day(day, week):
    assert week_of_year(day) == week


def test_the_week_names_the_skill_and_the_lesson_offered_is_the_latest_reached():
    read = shipped()
    assert skill_of_week(read.skills, date(2025, 7, 20)).code == "G4.4"
    assert lesson_to_offer(read.lessons, read.skills, date(2025, 7, 20)).skill == "G3.1"
    assert lesson_to_offer(read.lessons, read.skills, date(2025, 12, 1)).skill == "G5.2"
    assert lesson_to_offer(read.lessons, read.skills, date(2025, 1, 6)).skill == "G3.1"  # nothing reached yet: the first there is
    assert lesson_to_offer((), read.skills, date(2025, 1, 6)) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (11, "mười một"), (15, "mười lăm"), (20, "hai mươi"), (21, "hai mươi mốt"),
        (24, "hai mươi bốn"), (25, "hai mươi lăm"), (100, "một trăm"), (105, "một trăm linh năm"), (115, "một trăm mười lăm"),
        (1000, "một nghìn"), (1005, "một nghìn không trăm linh năm"), (1955, "một nghìn chín trăm năm mươi lăm"),
        (2025, "hai nghìn không trăm hai mươi lăm"), (3_850_000, "ba triệu tám trăm năm mươi nghìn"), (1_000_000_000, "một tỷ"),
        (2_000_000_000_000, "hai nghìn tỷ"),
    ],
)  # fmt: skip
def test_numbers_in_words(value, words):
    assert number(value) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mã OTP của VNeID", "Mã ô tê pê của vi en e ai đi"),
        ("ngày 15/10/2025", "ngày mười lăm tháng mười năm hai nghìn không trăm hai mươi lăm"),
        ("Hạn 02/04/2025.", "Hạn ngày hai tháng tư năm hai nghìn không trăm hai mươi lăm."),
        ("nhận 3.850.000đ", "nhận ba triệu tám trăm năm mươi nghìn đồng"),
        ("2.000.000 VND", "hai triệu đồng"),
        ("tăng 3,5 lần", "tăng ba phẩy năm lần"),
        ("gọi 113 hoặc báo 156", "gọi một một ba hoặc báo một năm sáu"),
        ("số 0900 000 000", "số không chín không không không không không không không không"),
        ("nhập 482913", "nhập bốn tám hai chín một ba"),
        ("mã 6 số, mức 2", "mã sáu số, mức hai"),
        ("lúc 08:30", "lúc tám giờ ba mươi phút"),
        ("10%", "mười phần trăm"),
        ("Bác chạm **Xong** “nhé”", "Bác chạm Xong nhé"),
        ("Ai gọi giục bác", "Ai gọi giục bác"),  # the pronoun, not the acronym
    ],
)
def test_what_vietnamese_sounds_like(text, said):
    assert spoken(text, "vi") == said


def test_english_is_left_to_the_program_but_for_codes():
    assert spoken("Type 482913 or call 156 about VNeID", "en") == "Type 4 8 2 9 1 3 or call 1 5 6 about V N E I D"
