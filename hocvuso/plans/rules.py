"""How numbers are read that people type: 1.234,5 as Vietnamese writes them. No Django."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)


def read_number(text: str) -> Decimal | None:
    """ "12.000" is twelve thousand, "34,5" thirty-four and a half; None for what could be read in two ways ("12.5") or not at all."""
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))
