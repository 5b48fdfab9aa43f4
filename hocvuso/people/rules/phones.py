"""Phone numbers of Viet Nam as people write them, one spelling of them, and how a list may show them."""

import re

_NOT_DIGITS = re.compile(r"[^\d]")
# Mobile: 0 and nine digits beginning with 3, 5, 7, 8 or 9. Fixed line: 02 and nine digits.
_WHOLE = re.compile(r"0[35789]\d{8}|02\d{9}")


def read_phone(text: str) -> str:
    """The number as "0912345678"; empty when it is no phone number of Viet Nam.

    Takes "+84 912 345 678", "84912345678", "0912.345.678" and "912345678", whose zero a spreadsheet ate.
    """
    digits = _NOT_DIGITS.sub("", text)
    if digits.startswith("0084"):
        digits = digits[2:]
    if digits.startswith("84") and len(digits) >= 11:
        digits = digits[2:]
    if not digits.startswith("0"):
        digits = "0" + digits
    return digits if _WHOLE.fullmatch(digits) else ""


def masked_phone(phone: str) -> str:
    """What lists show: "091•••••78". The whole number stands on the person's own page only."""
    if len(phone) < 6:
        return "•" * len(phone)
    return phone[:3] + "•" * (len(phone) - 5) + phone[-2:]


def read_login(text: str) -> str:
    """The name one signs in with, in one spelling: a phone as "0912345678", an e-mail in lower case; else as typed, lower."""
    text = text.strip().lower()
    return text if "@" in text else read_phone(text) or text


def is_login(text: str) -> bool:
    """Whether it can name an account: a phone of Viet Nam, or something of the form of an e-mail address."""
    return bool(read_phone(text)) or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text.strip()) is not None
