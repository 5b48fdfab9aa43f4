"""Lists typed on old computers come out in today's letters, and today's letters are never touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocvuso.base.workbooks import Unreadable, guess_encoding, read_workbook, unmojibake
from hocvuso.base.workbooks.syllables import is_syllable, plausibility
from hocvuso.base.workbooks.tcvn3 import to_unicode as from_tcvn3
from hocvuso.base.workbooks.vni import to_unicode as from_vni
from tests.base.files_for_tests import IN_TCVN3, IN_VNI, ROWS, SMALL, csv_text, tcvn3, vni, windows_1258

CAPITALS = SMALL.upper()
TEXT = csv_text() + f"4,{SMALL},,,{CAPITALS}\r\n"
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": TEXT.encode("utf-8-sig"),
    "utf-8 decomposed": unicodedata.normalize("NFD", TEXT).encode(),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16 le without mark": TEXT.encode("utf-16-le"),
    "utf-16 be without mark": TEXT.encode("utf-16-be"),
    "windows-1258": windows_1258(TEXT),
    "vni": vni(TEXT),
}


def expected_rows(last: list[str | None]) -> list[list[str | None]]:
    rows = [[cell or None for cell in row] for row in ROWS]
    rows[4].pop()
    return [*rows, last]


@pytest.mark.parametrize("label", ENCODED)
def test_every_letter_in_both_cases_survives(label, tmp_path):
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(ENCODED[label])
    book = read_workbook(path)
    assert book.encoding == label.split(" ")[0]
    assert book.sheets[0].rows == expected_rows(["4", SMALL, None, None, CAPITALS])


def test_tcvn3_has_small_letters_and_seven_capitals(tmp_path):
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(tcvn3(csv_text()[: csv_text().index("Ấp")] + f"x\r\n4,{SMALL},ĂÂÊÔƠƯĐ\r\n"))
    book = read_workbook(path)
    assert book.encoding == "tcvn3"
    assert book.sheets[0].rows[3][1] == "Nguyễn Văn Nam"
    assert book.sheets[0].rows[5] == ["4", SMALL, "ĂÂÊÔƠƯĐ"]


def test_tcvn3_files_may_have_the_capitals_of_the_full_standard(tmp_path):
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(b"H\xe4 v\xb5 t\xaan\r\nNGUY\xd9N TH\x91 H\x80, \x16 Y\xaan\r\nTr\xc7n V\xa8n B\xb6y\r\n")
    assert read_workbook(path).sheets[0].rows == [["Họ và tên"], ["NGUYỄN THỊ HÀ", "Ý Yên"], ["Trần Văn Bảy"]]


def test_letters_of_an_unknown_table_are_refused(tmp_path):
    """VISCII: "Họ và tên, Nguyễn Văn Nam, Trần Thị Bưởi, Phạm Hữu Đức"; none of the three tables makes words of it."""
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(b"H\xf7 v\xe0 t\xean\nNguy\xadn V\xe5n Nam\nTr\xa5n Th\xb8 B\xdf\xb7i\nPh\xd5m H\xe6u \xd0\xd1c\n")
    with pytest.raises(Unreadable) as refused:
        read_workbook(path)
    assert refused.value.code == "unknown-letters"


def test_one_broken_byte_does_not_change_the_encoding(tmp_path):
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(csv_text().encode() + "Đỗ Mười".encode()[:-3])
    book = read_workbook(path)
    assert book.encoding == "utf-8"
    assert book.sheets[0].rows[-1] == ["Đỗ Mư\ufffd"]


def test_the_tables_know_every_letter():
    assert from_tcvn3(IN_TCVN3) == SMALL
    assert [from_vni(shown) for shown in IN_VNI] == list(SMALL)
    assert [from_vni(shown.upper()) for shown in IN_VNI] == list(CAPITALS)


@pytest.mark.parametrize(
    ("shown", "meant"),
    [("NGUYÔN THÞ HOµ", "NGUYỄN THỊ HOÀ"), ("Lª Hµ", "Lê Hà"), ("Lª THÞ B×NH", "LÊ THỊ BÌNH"), ("§ç M­êi", "Đỗ Mười")],
)
def test_a_font_of_capitals_is_honoured(shown, meant):
    assert from_tcvn3(shown) == meant


@pytest.mark.parametrize("encode", [tcvn3, vni, windows_1258, str.encode], ids=["tcvn3", "vni", "windows-1258", "utf-8"])
@pytest.mark.parametrize("row", ["Trần Văn Bảy,1950", "Họ và tên;Năm sinh", "phạm thị sáu\t1948", "Đặng Ngọc Tuyết\r\nHồ Hữu Phước\r\n"])
def test_even_one_row_is_enough_to_tell(row, encode):
    name = {tcvn3: "tcvn3", vni: "vni", windows_1258: "windows-1258"}.get(encode, "utf-8")
    assert guess_encoding(encode(row)) == name


def test_plain_ascii_is_utf8():
    assert guess_encoding(b"Ho ten,Nam sinh\nNguyen Van Nam,1950\n") == "utf-8"
    assert guess_encoding(b"") == "utf-8"


def shown_as(codec: str, text: str) -> str:
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


NAMES = "Nguyễn Văn Nam\nTrần Thị Hoà\nĐỗ Mười\nHà\nphường Đạo Thạnh\nẤP MỸ THẠNH\nLà người cao tuổi"


@pytest.mark.parametrize("codec", ["cp1252", "cp1258"])
def test_utf8_read_as_windows_text_is_mended(codec):
    broken = shown_as(codec, NAMES)
    assert broken != NAMES
    assert unmojibake(broken) == NAMES
    assert unmojibake(shown_as(codec, broken)) == NAMES, "twice through the wrong door"


@pytest.mark.parametrize("old_font", [tcvn3, vni], ids=["tcvn3", "vni"])
def test_old_fonts_inside_unicode_are_mended(old_font):
    small = NAMES.replace("ẤP MỸ THẠNH", "ấp Mỹ Thạnh")
    assert unmojibake(old_font(small).decode("latin-1")) == small


def test_a_sheet_may_mix_old_fonts_with_unicode():
    mixed = "Họ và tên\nTrần Thị Bưởi\nNguyÔn V¨n Dòng\nLª TÊn Dòng\nDòng"
    assert unmojibake(mixed) == "Họ và tên\nTrần Thị Bưởi\nNguyễn Văn Dũng\nLê Tấn Dũng\nDũng"


@pytest.mark.parametrize(
    "text",
    [
        NAMES, SMALL, CAPITALS, "", "Ho va ten", "Lê Thanh Tùng\nBùi Hoà\nVõ Hùng\nLý Hà", "XÃ MỸ THO\nTHÔN LÃ VỌNG", "LÃ THỊ NGÃ",
        "Café Müller\nJosé", "Dòng chữ\nDòng", "“Bình dân học vụ số” – 37°C, 20 m², ½ buổi…", "H'Mông\nY Bhăm Êban\nĐắk Lắk\nK’Sor H’Bia",
        "Hoà\nBùi Phước Hoà\nDanh Ngọc Hoà\nPhạm Bích Hoà\nHoàng\nTrần Hoàng", "Đ/c: 12/3", "Nữ\nNam", "Vò\nHò",
    ],
)  # fmt: skip
def test_proper_text_is_never_touched(text):
    assert unmojibake(text) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "Nguyễn",
                "Văn",
                "Lê",
                "Hùng",
                "Dòng",
                "Vò",
                "Hòa",
                "Tùng",
                "Hoà",
                "Hoàng",
                "Toàn",
                "Thuỷ",
                "Là",
                "xã",
                "ấp",
                "Hồ",
                "Bùi",
                "Y",
                "Êban",
                "Krông",
            ]
        )
    )
)
def test_no_mix_of_good_words_is_touched(words):
    assert unmojibake("\n".join(words)) == "\n".join(words)
    assert unmojibake(" ".join(words)) == " ".join(words)


@given(st.text())
def test_mending_never_fails(text):
    assert isinstance(unmojibake(text), str)


GOOD_WORDS = "Nguyễn giếng Quỳnh khuya nghiêng thuở gì Quý hòa hoà quốc uyên yêu Đường xoong huýt"


@pytest.mark.parametrize("word", GOOD_WORDS.split(" "))
def test_words_are_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Nguyăn", "NguyÔn", "Vaên", "bắnh", "hòát", "zô", "càp", "ễ̀"])
def test_others_are_not(word):
    assert not is_syllable(word)


def test_good_text_is_likelier_than_broken():
    assert plausibility("Nguyễn Văn Nam") > 0 > plausibility("NguyÔn V¨n Nam")
    assert plausibility("Nguyen Van Nam") == 0
