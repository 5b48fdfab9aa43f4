"""What a text sounds like: acronyms, dates, money and numbers written out.

A speech program reads "3.850.000đ" as three numbers. Only what it would read wrongly is changed.
"""

import re

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", " nghìn", " triệu", " tỷ", " nghìn tỷ")

# Said as letters or as a word; longer ones first, so that "GPLX" is not read inside another.
ACRONYMS = {
    "vi": {
        "VNeID": "vi en e ai đi", "VNEID": "vi en e ai đi", "OTP": "ô tê pê", "CCCD": "căn cước công dân", "BHYT": "bảo hiểm y tế",
        "BHXH": "bảo hiểm xã hội", "UBND": "ủy ban nhân dân", "GPLX": "giấy phép lái xe", "DVC": "dịch vụ công", "QR": "quy a",
        "SMS": "ét em ét", "PIN": "pin", "AI": "ây ai", "Wi-Fi": "oai phai", "SIM": "sim", "passcode": "pát cốt", "Passcode": "pát cốt",
        "Zalo": "da lô",
    },
    "en": {"VNeID": "V N E I D", "VNEID": "V N E I D", "OTP": "O T P", "CCCD": "C C C D", "QR": "Q R", "SMS": "S M S"},
}  # fmt: skip
# Read digit by digit: short numbers to call, codes, phone numbers.
SHORT_CODES = {"111", "113", "114", "115", "156", "5656", "1022"}


def spoken(text: str, language: str) -> str:
    """The text as it should be read aloud in "vi" or "en"."""
    text = text.replace("*", "").replace("•", "").replace("“", "").replace("”", "").replace("…", ".")
    for short, full in ACRONYMS[language].items():
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, text)
    if language == "vi":
        text = _written_out(text)
    else:
        text = re.sub(r"(?<![\d.,])\d{6,}(?![\d.,])", lambda found: " ".join(found[0]), text)
        text = re.sub(
            r"(?<!\d)(?:" + "|".join(sorted(SHORT_CODES, key=len, reverse=True)) + r")(?!\d)", lambda found: " ".join(found[0]), text
        )
    return re.sub(r"\s+", " ", text).strip()


def _written_out(text: str) -> str:
    text = re.sub(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)", _date, text)
    text = re.sub(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)", _clock, text)
    text = re.sub(r"(?<![\d.])(\d{1,3}(?:\.\d{3})+|\d+)\s?(?:đ|₫|VND|VNĐ)(?!\w)", lambda found: f"{number(_plain(found[1]))} đồng", text)
    text = re.sub(r"(?<![\d.])(\d{1,3}(?:\.\d{3})+|\d+),(\d+)(?![\d.])", _decimal, text)
    text = re.sub(r"(?<!\d)(\d+)\s?%", lambda found: f"{number(int(found[1]))} phần trăm", text)
    text = re.sub(r"(?<![\d.])\+?84(?:[ .]?\d){9}(?!\d)|(?<![\d.])0\d{2,3}(?:[ .]\d{3,4}){2,3}(?!\d)", _digits, text)
    text = re.sub(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?!\d)", lambda found: number(_plain(found[0])), text)
    return re.sub(r"\d+", _number_or_code, text)


def _plain(grouped: str) -> int:
    return int(grouped.replace(".", ""))


def _date(found: re.Match) -> str:
    day, month, year = (int(part) for part in found.groups())
    before = "" if re.search(r"ngày\s$", found.string[: found.start()], re.IGNORECASE) else "ngày "
    return f"{before}{number(day)} tháng {'tư' if month == 4 else number(month)} năm {number(year)}"


def _clock(found: re.Match) -> str:
    hour, minute = int(found[1]), int(found[2])
    return f"{number(hour)} giờ" + (f" {number(minute)} phút" if minute else "")


def _decimal(found: re.Match) -> str:
    return f"{number(_plain(found[1]))} phẩy {_digits_of(found[2])}"


def _digits(found: re.Match) -> str:
    return _digits_of(re.sub(r"\D", "", found[0]))


def _digits_of(text: str) -> str:
    return " ".join(DIGITS[int(digit)] for digit in text)


def _number_or_code(found: re.Match) -> str:
    """A code of five digits and more, one that begins with 0, or a number to call is read digit by digit."""
    digits = found[0]
    if digits in SHORT_CODES or len(digits) >= 5 or (digits[0] == "0" and len(digits) > 1):
        return _digits_of(digits)
    return number(int(digits))


def number(value: int) -> str:
    """A whole number in Vietnamese words: 1955 is "một nghìn chín trăm năm mươi lăm"."""
    if value == 0:
        return DIGITS[0]
    groups = []
    while value:
        value, group = divmod(value, 1000)
        groups.append(group)
    if len(groups) > len(SCALES):
        return " ".join(DIGITS[int(digit)] for digit in "".join(f"{group:03d}" for group in reversed(groups)).lstrip("0"))
    top = len(groups) - 1
    return " ".join(_below_thousand(groups[place], place < top) + SCALES[place] for place in range(top, -1, -1) if groups[place])


def _below_thousand(value: int, full: bool) -> str:
    """1 to 999; `full` when something stands before it, so that 5 is "không trăm linh năm"."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0:
        if ones:
            words.append(f"linh {DIGITS[ones]}" if words else DIGITS[ones])
        return " ".join(words)
    words.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
    if ones:
        words.append(_after_ten(tens, ones))
    return " ".join(words)


def _after_ten(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    if ones == 1 and tens > 1:
        return "mốt"
    return DIGITS[ones]
