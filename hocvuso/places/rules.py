"""How people write the name of a place, and which place they mean. No database here.

Lists say "KP.4", "khu pho 4", "Tổ 4, khu phố 4", "ấp TÂN ĐÔNG" or just "4"; all of them mean one village of one commune.
Nothing is guessed: when two villages could be meant, or none, the answer is None and the home stays "chưa rõ khu phố".
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from hocvuso.base.text import clean, fold, has_marks, one_spelling

# The word before a village's name, as the commune's People's Council writes it, and the short ways people write it (folded).
# A short way shared by several kinds ("k4" is Khóm 4 here, Khu phố 4 there) is decided by the villages of the commune.
SPELLINGS = {
    "Tổ dân phố": ("to dan pho", "to dp", "tdp", "to"),
    "Khu phố": ("khu pho", "kpho", "kp", "khu", "k"),
    "Khối phố": ("khoi pho", "kp", "khoi"),
    "Khu dân cư": ("khu dan cu", "kdc", "khu"),
    "Khu vực": ("khu vuc", "kv", "khu"),
    "Tiểu khu": ("tieu khu", "tk"),
    "Thôn": ("thon",),
    "Ấp": ("ap",),
    "Khóm": ("khom", "k"),
    "Khối": ("khoi", "k"),
    "Khu": ("khu", "k"),
    "Xóm": ("xom",),
    "Bản": ("ban",),
    "Làng": ("lang",),
    "Buôn": ("buon",),
    "Bon": ("bon",),
    "Phum": ("phum",),
    "Sóc": ("soc",),
}
VILLAGE_KINDS = tuple(SPELLINGS)
GROUP = "Tổ dân phố"  # "tổ" is also a small group inside a khu phố or a thôn, so it speaks last

_KINDS_OF: dict[str, tuple[str, ...]] = {}
for _kind, _ways in SPELLINGS.items():
    for _way in _ways:
        others = _KINDS_OF.get(_way, ())
        _KINDS_OF[_way] = (_kind, *others) if _way == _ways[0] else (*others, _kind)  # a kind written in full comes first

_WAYS = "|".join(sorted((re.escape(way) for way in _KINDS_OF), key=len, reverse=True))
# A kind before its name, with what may stand between: "KP.4", "tdp số 4".
_KIND = re.compile(rf"(?<![\w'’])({_WAYS})(?=[\W\d_]|$)[\s.:#_-]*(?:so\s+(?=\d))?")
# These mean a village only before a number: "tổ 4" but "tổ trưởng", "khu 4" but "khu chợ".
_BEFORE_NUMBERS = {"to", "khu", "k", "tk", "kv"}
# What begins the address above the village: "P.Đạo Thạnh", "phường 5", "TP Mỹ Tho".
_ABOVE = re.compile(
    r"(?<![\w'’])(?:(?:phuong|p|xa|dac khu|thi tran|tt|thi xa|tx|quan|huyen|thanh pho|tp|tinh|duong)(?=[\s\d])|(?:p|x|tt|tx|q|h|tp|t|d)\.)"
)
_PARTS = re.compile(r"[,;()\[\]\n|]|(?<!\d)/|/(?!\d)|\s[-–—]\s")
_LETTER_AFTER_NUMBER = re.compile(r"^(\d+) ([a-h])$")
_NUMBER = re.compile(r"0*([1-9]\d{0,2})([a-h]?)")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
# Roman numbers that are no Vietnamese syllable or letter: safe to read also after a name ("Tân Mỹ II").
_CLEARLY_ROMAN = {"ii", "iii", "iv", "vii", "viii", "ix"}
# With their marks: "nam" may be "Nam" (south), "tam" may be a name.
_WORDS = {
    "nhất": 1, "một": 1, "nhì": 2, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
LARGEST_BARE_NUMBER = 200
SOUTH_FROM = "75"  # Đồng Nai; from there to Cà Mau one says ấp and khu phố


@dataclass(frozen=True)
class VillageText:
    """A village as somebody wrote it: the kinds the word before may mean (none: no word), the key of the name, the name itself."""

    kinds: tuple[str, ...]
    key: str
    name: str
    is_group: bool = False  # only "tổ" was written

    @property
    def is_number(self) -> bool:
        return self.key.isdecimal()


@lru_cache(maxsize=8192)
def place_key(text: str) -> str:
    """What two spellings of one name share: no marks, no apostrophes, y as i ("Mỹ", "Mĩ"), single spaces."""
    folded = re.sub(r"['’‘`ʼ]", "", fold(text))
    folded = re.sub(r"[^\w]+|_", " ", folded).strip()
    return re.sub(r"(?<=[bcdghklmnprstvx])y\b|(?<=qu)y\b", "i", folded)


def name_key(name: str) -> str:
    """The key of a village's own name: "04", "IV", "bốn" and "4" are one; so are "Tân Mỹ II" and "tan my 2"."""
    spelled = one_spelling(name).removeprefix("số ")
    if spelled in _WORDS:
        return str(_WORDS[spelled])
    key = re.sub(r"^so (?=\d)", "", place_key(name))
    key = _LETTER_AFTER_NUMBER.sub(r"\1\2", key)
    number = _NUMBER.fullmatch(key)
    if number:
        return number[1] + number[2]
    *before, last = key.split(" ")
    if last in _CLEARLY_ROMAN or (not before and last and name.isupper() and name.isascii() and _ROMAN.fullmatch(last)):
        return " ".join([*before, str(_roman(last))])
    return key


def _roman(text: str) -> int:
    units = text.lstrip("x")
    return 10 * (len(text) - len(units)) + {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}[units]


@lru_cache(maxsize=4096)
def read_name(name: str) -> VillageText:
    """A village's full name in its parts: "Khu phố 4" is (Khu phố, 4). A name without a kind has none."""
    folded = fold(name)
    for kind, ways in SPELLINGS.items():
        if folded.startswith(ways[0] + " "):
            rest = clean(name)[len(ways[0]) :].strip()
            return VillageText((kind,), name_key(rest), rest)
    return VillageText((), name_key(name), clean(name))


def read_villages(text: str, commune_name: str = "") -> list[VillageText]:
    """Every village a cell may mean, the surest first: those with a kind before bare ones, a "tổ" after its khu phố."""
    text = _joined(clean(text.replace("\n", ", ")))
    parts = [part.strip(" .:-") for part in _PARTS.split(text)]
    found: list[VillageText] = []
    for part in parts:
        found += _with_kind(part, commune_name)
    if not found:
        found = [bare for part in parts if (bare := _bare(part, commune_name))]
    return sorted(found, key=lambda one: one.is_group)


def _joined(text: str) -> str:
    """ "K.P 4" and "KP - 4" with the letters and the number together; a file's name ("…-khu-pho-4.xlsx") as words."""
    text = re.sub(r"(?i)\.(?:xlsx?|xlsm|ods|csv|0)$", "", text)
    if " " not in text:
        text = re.sub(r"[-_]", " ", text)
    text = re.sub(r"(?i)(?<!\w)([ktdp])\.\s?(?=[dp](?:\W|\d|$))", r"\1", text)
    text = re.sub(r"(?i)(?<!\w)([td])\.?(d)\.(?=p)", r"\1\2", text)
    return re.sub(r"\s+[-–—:]\s*(?=\d+\s*(?:$|[,;(]))", " ", text)


def _with_kind(part: str, commune_name: str) -> list[VillageText]:
    """The villages in one part of an address that have their kind before them: "Tổ 4 khu phố 4 phường X" has two."""
    folded = _same_length_fold(part)
    above = [cut.start() for cut in _ABOVE.finditer(folded)]
    hits = [hit for hit in _KIND.finditer(folded) if _is_kind_here(folded, hit)]
    found: list[VillageText] = []
    taken = 0
    for hit in hits:
        if hit.start() < taken:
            continue
        next_ones = [later.start() for later in hits if later.start() > hit.end() and _begins_another(folded, hit, later)]
        end = min([*next_ones, *(cut for cut in above if cut > hit.end()), len(part)])
        name = _without_commune(part[hit.end() : end].strip(" .,:-"), commune_name)
        if name:
            found.append(VillageText(_KINDS_OF[hit[1]], name_key(name), name, is_group=hit[1] == "to"))
            taken = end
    return found


def _is_kind_here(folded: str, hit: re.Match) -> bool:
    return hit[1] not in _BEFORE_NUMBERS or _number_at(folded, hit.end())


def _number_at(text: str, position: int) -> bool:
    return text[position : position + 1].isdecimal()


def _begins_another(folded: str, hit: re.Match, later: re.Match) -> bool:
    """ "Tổ 4 ấp Tân Đông" names two; "Thôn Yên Lãng" is one, though "làng" is also a kind."""
    return _number_at(folded, hit.end()) or _number_at(folded, later.end()) or " " in later[1]


def _same_length_fold(text: str) -> str:
    """Folded letter by letter, so that a place in it is the same place in the text."""
    return "".join(fold(letter) if letter.strip() else " " for letter in text)


def _without_commune(name: str, commune_name: str) -> str:
    """ "10 Đạo Thạnh" in Phường Đạo Thạnh is "10"; a name that is the commune's own stays."""
    own = fold(_own_name(commune_name))
    if own and fold(name).endswith(" " + own):
        return name[: -len(own)].strip(" .,:-")
    return name


def _own_name(commune_name: str) -> str:
    """The commune's name without the word before it."""
    return re.sub(r"(?i)^(?:phường|xã|đặc khu|thị trấn)\s+", "", clean(commune_name))


def _bare(part: str, commune_name: str) -> VillageText | None:
    """A part of an address without any kind: a small number, or a name that is not the commune's."""
    above = _ABOVE.search(_same_length_fold(part))
    name = _without_commune(part[: above.start()] if above else part, commune_name).strip(" .,:-")
    # Without a kind only digits are a number: "x" is a tick and "Năm" may be somebody.
    key = name_key(name) if re.search(r"\d", name) else place_key(name)
    if not key or (key.isdecimal() and not 1 <= int(key) <= LARGEST_BARE_NUMBER):
        return None
    if key in {place_key(commune_name), place_key(_own_name(commune_name))}:
        return None
    return VillageText((), key, name)


def match_village(text: str, villages: Iterable[tuple[str, str]], commune_name: str, habit: str = "") -> str | None:
    """The code of the village that a list means by `text`; None when none or more than one could be meant.

    `villages` are (code, full name) of this commune, a code once for each name it is known by; `habit` is the kind its lists
    use (habit_of), for bare numbers.
    """
    known = [(code, read_name(name), name) for code, name in villages]
    whole = {code for code, _, name in known if place_key(name) == place_key(text)}
    if len(whole) == 1:
        return whole.pop()
    for wanted in read_villages(text, commune_name):
        same = [(code, village) for code, village, _ in known if village.key == wanted.key and _kinds_agree(wanted, village)]
        code = _only_one(same, wanted, habit)
        if code:
            return code
    return None


def _kinds_agree(wanted: VillageText, village: VillageText) -> bool:
    """A number needs its kind ("Ấp 3" is not "Khu phố 3"); a name stands for itself, whatever the word before it."""
    if not wanted.kinds or not village.kinds or not wanted.key[:1].isdecimal():
        return True
    return village.kinds[0] in wanted.kinds


def _only_one(same: list[tuple[str, VillageText]], wanted: VillageText, habit: str) -> str | None:
    """Of several villages with this key, the one whose kind, marks or habit decide; None when they do not."""
    tests = [
        lambda village: bool(wanted.kinds) and village.kinds[:1] == wanted.kinds[:1],
        lambda village: one_spelling(village.name) == one_spelling(wanted.name),
        lambda village: village.kinds[:1] == (habit,),
    ]
    for test in tests:
        if len(same) > 1:
            same = [one for one in same if test(one[1])] or same
    codes = {code for code, _ in same}
    return codes.pop() if len(codes) == 1 else None


def habit_of(texts: Iterable[str]) -> str:
    """The kind most of these names or cells state ("KP.4", "Khu phố 3, P. Đạo Thạnh": Khu phố); "" when none does."""
    counted = Counter(first.kinds[0] for text in texts for first in read_villages(text)[:1] if first.kinds)
    return min(counted, key=lambda kind: (-counted[kind], VILLAGE_KINDS.index(kind)), default="")


def usual_kind(commune_kind: str, province: str = "") -> str:
    """What villages are called where nobody has said: khu phố or ấp in the south, tổ dân phố or thôn elsewhere.

    Without a province, a ward's are khu phố (a number alone in a ward's list is one more often than not).
    """
    if commune_kind == "Phường":
        return "Tổ dân phố" if province and province < SOUTH_FROM else "Khu phố"
    return "Ấp" if province >= SOUTH_FROM else "Thôn"


def proposed_village_name(text: str, commune_kind: str, habit: str = "", commune_name: str = "") -> str | None:
    """The name a new village would get from a list's cell: "kp 4" is "Khu phố 4"; None when the cell names none.

    Only a kind ("ấp Tân Đông") or a small number makes a village; a bare name could be a street or another commune. Where
    the column's heading states the kind, put it before the cell.
    """
    usual = habit or usual_kind(commune_kind)
    candidates = sorted(read_villages(text, commune_name), key=lambda wanted: usual not in wanted.kinds)
    for wanted in candidates:
        kind = _kind_for(wanted, usual, may_be_group=not habit and commune_kind == "Phường")
        if kind:
            return f"{kind} {tidy_name(wanted.name)}"
    return None


def _kind_for(wanted: VillageText, usual: str, may_be_group: bool) -> str | None:
    """The kind a new village gets; None when the cell names no village."""
    if not wanted.kinds:
        return usual if wanted.is_number else None
    if usual in wanted.kinds:
        return usual
    return None if wanted.is_group and not may_be_group else wanted.kinds[0]


def tidy_name(name: str) -> str:
    """A name as it is written on a page: "04" as 4, "3a" as 3A, "TÂN ĐÔNG" and "tân đông" as Tân Đông."""
    name = clean(name)
    key = name_key(name)
    if key[:1].isdecimal() and _NUMBER.fullmatch(key):
        return key.upper()
    if name in (name.lower(), name.upper()):
        return " ".join(word if word.upper() in {"II", "III", "IV"} else word[:1].upper() + word[1:].lower() for word in name.split(" "))
    return name


def full_village_name(name: str, kind: str, usual: str) -> tuple[str, str]:
    """(kind, full name) of a village from what an officer typed: "4" and "kp.4" are (Khu phố, Khu phố 4) where khu phố is usual.

    A kind inside the name wins over `kind`, and that over `usual`. The full name is "" when nothing but a kind was typed.
    """
    text = _joined(clean(name))
    preferred, rest = clean(kind) or usual, text
    folded = _same_length_fold(text)
    begun = _KIND.match(folded)
    if begun and _is_kind_here(folded, begun):
        kinds, rest = _KINDS_OF[begun[1]], text[begun.end() :]
        preferred = preferred if preferred in kinds else kinds[0]
    elif read_name(text).kinds:  # "Khu Xóm Đồi": a kind in full, though lists may mean something else by it
        preferred, rest = read_name(text).kinds[0], read_name(text).name
    rest = tidy_name(rest)
    return preferred, f"{preferred} {rest}" if rest else ""


def same_village_name(left: str, right: str) -> bool:
    """Whether two full names are one to a reader of lists: the same kind and the same key."""
    one, other = read_name(left), read_name(right)
    return one.kinds == other.kinds and one.key == other.key


def next_village_code(commune: str, codes: Iterable[str]) -> str:
    """The commune's code and the number after the highest ever given: "28249.13". A number is never given twice."""
    numbers = [int(code.rpartition(".")[2]) for code in codes]
    return f"{commune}.{max(numbers, default=0) + 1:02d}"


# -- finding a unit by typing ------------------------------------------------------------------------------------------

_SHORT = {"p": "phuong", "x": "xa", "tp": "thanh pho", "tphcm": "ho chi minh", "hcm": "ho chi minh", "hn": "ha noi", "kp": "khu pho"}


def find_words(name: str, above: str = "") -> str:
    """The words under which an area is found, each after a space: " phuong dao thanh tinh dong thap".

    The "thành phố" above is left out: it would answer to every "thanh".
    """
    return f" {place_key(name)}{above.replace(' thanh pho ', ' ')}"


def order_words(name: str) -> str:
    """A key that sorts numbers as numbers."""
    return re.sub(r"\d+", lambda number: number[0].zfill(4), place_key(name))


def asked_words(text: str) -> list[str]:
    """What somebody typed, as words to look for: "P. Đạo Thạnh" is phuong, dao, thanh; "kp4" is khu, pho, 4; "TP Huế" is hue."""
    key = re.sub(r"\b(kp|p|q)(?=\d)", r"\1 ", place_key(text))
    written_out = " ".join(_SHORT.get(part, part) for part in key.split(" "))
    words = re.sub(r"\bthanh pho (?=\w)", "", written_out).split(" ")
    return [word for word in words if word][:12]


@lru_cache(maxsize=8192)
def own_words(name: str) -> str:
    """The key of an area's name without the word before it: "dao thanh"."""
    key = place_key(name)
    for word in _KIND_WORDS:
        if key.startswith(word + " "):
            return key[len(word) + 1 :]
    return key


_KIND_WORDS = sorted((place_key(kind) for kind in ("Tỉnh", "Thành phố", "Phường", "Xã", "Đặc khu", *VILLAGE_KINDS)), key=len, reverse=True)


def closeness(asked: list[str], text: str, name: str) -> tuple:
    """How well a name answers what was typed; smaller is better.

    First the name itself, then names that begin with it, then names that hold it, then those found through the units above.
    """
    words = " ".join(asked)
    key, own = place_key(name), own_words(name)
    if words in (own, key):
        rank = 0
    elif f"{words} ".startswith((f"{own} ", f"{key} ")):
        rank = 1  # the name in full, then its province
    elif own.startswith(words) or key.startswith(words):
        rank = 2
    elif f" {words}" in f" {own}":
        rank = 3
    else:
        rank = 4
    return rank, has_marks(text) and one_spelling(text) not in one_spelling(name), len(own)


# -- the bodies of a commune -------------------------------------------------------------------------------------------


def usual_bodies(commune_kind: str) -> list[tuple[str, str]]:
    """(kind, name) of the eight bodies that share the movement's work in every commune, as their names are since 2025."""
    word = commune_kind.lower()
    economy = "Phòng Kinh tế, Hạ tầng và Đô thị" if commune_kind == "Phường" else "Phòng Kinh tế"
    return [
        ("office", "Phòng Văn hóa - Xã hội"),
        ("office", economy),
        ("office", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
        ("police", f"Công an {word}"),
        ("office", "Trung tâm Văn hóa - Thông tin và Thể thao"),
        ("front", f"Ủy ban Mặt trận Tổ quốc Việt Nam {word}"),
        ("youth", f"Đoàn Thanh niên Cộng sản Hồ Chí Minh {word}"),
        ("women", f"Hội Liên hiệp Phụ nữ Việt Nam {word}"),
    ]


def missing_bodies(commune_kind: str, present: Iterable[str]) -> list[str]:
    """The names of the usual bodies that are not among those present."""
    there = {fold(name) for name in present}
    return [name for _kind, name in usual_bodies(commune_kind) if fold(name) not in there]
