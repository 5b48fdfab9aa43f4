"""How names on lists are compared."""

import pytest

from hocvuso.people.rules.names import Likeness, likeness, read_name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", Likeness.SAME),  # the mark in the old and the new place
        ("Lý Mỹ Lan", "Lí Mĩ Lan", Likeness.SAME),  # y and i
        ("Bà Nguyễn Thị Lan (mẹ)", "nguyễn thị lan", Likeness.SAME),  # a title, a note
        ("Nguye\u0302\u0303n Thi\u0323 Hoa", "Nguyễn Thị Hoa", Likeness.SAME),  # decomposed letters
        ("Nguyen Thi Hoa", "Nguyễn Thị Hòa", Likeness.BARE),
        ("Ng. Thị Hòa", "Nguyễn Thị Hòa", Likeness.BARE),
        ("Ng Thị Hòa", "Ngô Thị Hòa", Likeness.BARE),  # "Ng" may be either; the other evidence decides
        ("N.V.Nam", "Nguyễn Văn Nam", Likeness.BARE),
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hòa", Likeness.NEAR),  # two names in earnest: Hoa and Hòa
        ("Trần Thị Thúy", "Trần Thị Thủy", Likeness.NEAR),
        ("Nguyễn Thị Lan", "Nguyễn Thị Loan", Likeness.NEAR),
        ("Nguyễn Lan", "Nguyễn Thị Lan", Likeness.NEAR),
        ("Lê Văn Nam", "Lê Văn Hải", Likeness.OTHER),
        ("Lê Thị Hoa", "Trần Thị Hòa", Likeness.OTHER),  # two differences
        ("Nguyễn Thị", "Nguyễn Thị Lan", Likeness.OTHER),  # another given name
    ],
)
def test_likeness(one, other, expected):
    assert likeness(read_name(one), read_name(other)) is expected
    assert likeness(read_name(other), read_name(one)) is expected


def test_key_is_shared_by_spellings():
    assert read_name("NGUYỄN  Thị Mỹ").key == read_name("nguyen thi mĩ").key == "nguyen thi mi"
