"""One spelling of a phone, and what lists show of it."""

import pytest

from hocvuso.people.rules.phones import is_login, masked_phone, read_login, read_phone


@pytest.mark.parametrize(
    "typed", ["0912345678", "+84 912 345 678", "84912345678", "0912.345.678", "912345678", "0084912345678", " 091-234-5678 "]
)
def test_one_number_has_one_spelling(typed):
    assert read_phone(typed) == "0912345678"


def test_a_fixed_line_is_a_phone_too():
    assert read_phone("02773851234") == "02773851234"


@pytest.mark.parametrize("typed", ["", "không có", "12345", "0112345678", "09123456789", "091234567"])
def test_what_is_no_phone_stays_empty(typed):
    assert read_phone(typed) == ""


def test_lists_show_five_digits_of_ten():
    assert masked_phone("0912345678") == "091•••••78"
    assert masked_phone("") == ""
    assert masked_phone("0912") == "••••"


def test_a_login_is_one_however_it_is_typed():
    assert read_login(" +84 912 345 678 ") == "0912345678"
    assert read_login("Lan@Example.COM") == "lan@example.com"
    assert read_login("lan") == "lan"


def test_only_a_phone_or_an_address_can_name_an_account():
    assert is_login("0912345678")
    assert is_login("lan@example.com")
    assert not is_login("lan")
    assert not is_login("lan@xa")
