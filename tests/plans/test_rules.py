from decimal import Decimal

import pytest

from hocvuso.plans.rules import read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("400", 400), ("12.000", 12000), ("1.234,5", Decimal("1234.5")), (" 34,5 ", Decimal("34.5")), ("1 200", 1200), ("0", 0)],
)
def test_numbers_are_read_as_vietnamese_writes_them(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "12.5", "1.23", "1,234.5", "-4", "1e3", "nhiều", "١٢"])
def test_what_could_be_read_in_two_ways_is_not_read(text):
    assert read_number(text) is None
