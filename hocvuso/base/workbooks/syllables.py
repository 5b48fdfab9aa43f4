"""Whether text reads as Vietnamese: each word is tried against the closed list of what a syllable can be.

Vietnamese has about 25 beginnings, 160 endings and 6 tones, and words of one syllable; wrong decoding
hits another valid syllable seldom. So a count of valid words tells the right encoding from the wrong ones.
"""

import re
import unicodedata
from functools import lru_cache

_ONSET_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
_RIME_LIST = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu êng
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêt uy uya uych uyên uyêt uynh uyt uyu uôc uôi uôm uôn uông uôt uơ
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y yêm yên yêng yêt yêu
"""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP_OR_HEAVY = {"\u0301", "\u0323"}
_STOPS = ("c", "ch", "p", "t")
# Words of names and of attendance sheets: hitting one of these by accident is rarer still.
_COMMON_LIST = """
nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý văn thị hữu đức ngọc thanh hồng họ tên năm sinh số
điện thoại địa chỉ giới tính nữ ngày tháng lớp học danh sách xã phường ấp thôn tổ khu phố dân ghi chú kỹ năng buổi cộng
"""
_ONSETS = frozenset(_ONSET_LIST.split()) | {""}
_RIMES = frozenset(_RIME_LIST.split())
_COMMON = frozenset(_COMMON_LIST.split())
_LONGEST = 12
# Lists read rightly have next to no bad words; names of other languages make a few.
_MANY, _SHARE = 3, 0.35
# "SĐT", "ĐT", "LĐTD": no syllables, and no broken letters either.
_ABBREVIATION = re.compile("(?=.*Đ)[BCDĐGHKLMNPQRSTVX]{2,6}")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
# Signs that a wrong table puts inside words: "V¨n", "NguyÔn§", "Tr­êng", "Nguyá»…n", and the mark for a broken character.
_JUNK = re.compile("(?:[^\\W\\d_][¡-¿\u0080-\u009f‘-•…‰‹›€™−×÷ˆ˜]|[¡-¿\u0080-\u009f‘-•…‰‹›€™×÷ˆ˜][^\\W\\d_])|\ufffd|[^\\W\\d_][×÷]")


def plausibility(text: str) -> int:
    """How much more of the marked words of a text are Vietnamese than are not; 0 for plain ASCII."""
    return sum(map(_worth, _marked_words(text))) - len(set(_JUNK.findall(text)))


def bad_words(text: str) -> int:
    """How many of the marked words are no Vietnamese words, with the signs that stand where letters should."""
    return sum(_worth(word) < 0 for word in _marked_words(text)) + len(set(_JUNK.findall(text)))


def is_nonsense(text: str) -> bool:
    """Whether so many marked words are no words that the text must have been read with a wrong table."""
    words = _marked_words(text)
    bad = sum(_worth(word) < 0 for word in words) + text.count("\ufffd")
    return bad >= _MANY and bad > _SHARE * len(words)


def _marked_words(text: str) -> set[str]:
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return {word for word in words if not word.isascii() and not _ABBREVIATION.fullmatch(word)}


def is_syllable(word: str) -> bool:
    """Whether a word in any case could be a Vietnamese syllable: "Nguyễn", "tr­ường" without its accident, not "Nguyăn"."""
    bare, tones = _without_tone(word.lower())
    if len(tones) > 1:
        return False
    return any(_fits(bare[:cut], bare[cut:], tones) for cut in range(min(4, len(bare))))


@lru_cache(maxsize=20_000)
def _worth(word: str) -> int:
    # Capitals in the middle come from a capital letter standing for the byte of a small one: "TÊn" for "Tấn".
    if len(word) > _LONGEST or _odd_case(word) or not is_syllable(word):
        return -1
    return 2 if word.lower() in _COMMON else 1


def _odd_case(word: str) -> bool:
    return not (word.islower() or word.isupper() or word[1:].islower())


def _without_tone(word: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(ch for ch in parts if ch in _TONES)
    return unicodedata.normalize("NFC", "".join(ch for ch in parts if ch not in _TONES)), tones


def _fits(onset: str, rime: str, tones: str) -> bool:
    if onset not in _ONSETS or rime not in _RIMES:
        return False
    return not rime.endswith(_STOPS) or tones in _SHARP_OR_HEAVY
