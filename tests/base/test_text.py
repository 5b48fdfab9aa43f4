"""Folding and cleaning Vietnamese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocvuso.base.text import clean, fold, has_marks, one_spelling, title_case


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký  tạm trú", "dang ky tam tru"),
        ("ĐẠO THẠNH", "dao thanh"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("ặ ẵ ẫ ữ ự ỵ ỷ ỹ Ơ Ư", "a a a u u y y y o u"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x1EFF)))
def test_fold_takes_every_mark(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert not any("LATIN" in unicodedata.name(ch, "") and unicodedata.decomposition(ch).find("030") >= 0 for ch in folded)


def test_clean():
    assert clean(" a\u00a0 b\tc\r\nd\u200b\x07 ") == "a b c d"
    assert clean("Nguye\u0302\u0303n") == "Nguyễn"


def test_spellings():
    assert one_spelling("HOÀ") == one_spelling("Hòa") == "hòa"
    assert one_spelling("quý") == "quý"
    assert has_marks("Lê")
    assert not has_marks("Lan")
    assert title_case("NGUYỄN thị hoa") == "Nguyễn Thị Hoa"
