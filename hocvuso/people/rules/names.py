"""How Vietnamese names are written on lists, and when two spellings may be one name. No Django."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from hocvuso.base.text import clean

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}  # huyền sắc hỏi ngã nặng
_TITLES = frozenset({"ong", "ba", "cu", "bac", "chu", "co", "anh", "chi", "em", "chau", "di"})
_NOTE = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
# "Mỹ" and "Mĩ", "Lý" and "Lí", "Quý" and "Quí" are one word: y after these consonants is read as i.
_Y_AS_I = re.compile(r"^(h|k|l|m|s|t|v|qu)y$")


class Likeness(IntEnum):
    """How far two names may be one: the smaller, the surer."""

    SAME = 0  # letter for letter, mark for mark
    BARE = 1  # one of them was typed without marks, or with an abbreviation, and nothing speaks against
    NEAR = 2  # one letter, one mark or one middle name apart
    OTHER = 3


@dataclass(frozen=True)
class Word:
    """A word of a name: `plain` without any mark, `letters` with ă â ê ô ơ ư đ but without tone, `tone` as in Telex."""

    plain: str
    letters: str
    tone: str
    short: bool = False  # "Ng.", "T.": stands for any word that begins so

    @property
    def marked(self) -> bool:
        return bool(self.tone) or self.letters != self.plain


@lru_cache(maxsize=50_000)
def word_of(text: str) -> Word:
    """One written word; where the tone mark stands makes no difference ("hòa", "hoà")."""
    short = text.endswith(".") or text == "ng"
    decomposed = unicodedata.normalize("NFD", text.rstrip(".").lower())
    tone = "".join(_TONES[mark] for mark in decomposed if mark in _TONES)
    letters = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    plain = "".join(ch for ch in decomposed if unicodedata.category(ch) != "Mn").replace("đ", "d")
    if _Y_AS_I.match(plain):
        plain, letters = plain[:-1] + "i", letters[:-1] + "i"
    return Word(plain, letters, tone, short)


@dataclass(frozen=True)
class Name:
    """A name as identity sees it."""

    words: tuple[Word, ...]

    @property
    def bare(self) -> bool:
        """Typed without any mark at all."""
        return not any(word.marked for word in self.words)

    @property
    def key(self) -> str:
        """The plain words: names with the same key may be the same."""
        return " ".join(word.plain for word in self.words)

    @property
    def shortened(self) -> bool:
        return any(word.short for word in self.words)


@lru_cache(maxsize=50_000)
def read_name(text: str) -> Name:
    """A name from a cell: notes in brackets and a leading "ông", "bà" go, "Ng.Văn A" is three words."""
    text = _NOTE.sub(" ", clean(text)).lower().replace(".", ". ")
    words = [word_of(part) for part in re.split(r"[\s,;]+", text) if part.strip(".")]
    while len(words) > 2 and words[0].plain in _TITLES and not words[0].short:
        words = words[1:]
    return Name(tuple(words))


def likeness(one: Name, other: Name) -> Likeness:
    """How far the two names may be one."""
    if len(one.words) != len(other.words):
        return Likeness.NEAR if _one_left_out(one, other) else Likeness.OTHER
    kinds = [_compare_words(left, right) for left, right in zip(one.words, other.words, strict=True)]
    worst = max(kinds, default=Likeness.OTHER)
    if worst is Likeness.BARE:
        plainly = one.bare or other.bare
        only_short = all(
            kind is Likeness.SAME or left.short or right.short for kind, left, right in zip(kinds, one.words, other.words, strict=True)
        )
        return Likeness.BARE if plainly or only_short else _near_if_one(kinds, Likeness.BARE)
    return _near_if_one(kinds, Likeness.NEAR) if worst is Likeness.NEAR else worst


def _near_if_one(kinds: list[Likeness], kind: Likeness) -> Likeness:
    return Likeness.NEAR if sum(found >= kind for found in kinds) == 1 else Likeness.OTHER


def _compare_words(left: Word, right: Word) -> Likeness:
    if left.short or right.short:
        begins = left.plain.startswith(right.plain) if right.short else right.plain.startswith(left.plain)
        return Likeness.BARE if begins else Likeness.OTHER
    if left.plain == right.plain:
        if (left.letters, left.tone) == (right.letters, right.tone):
            return Likeness.SAME
        return Likeness.NEAR if left.marked and right.marked else Likeness.BARE
    return Likeness.NEAR if _one_letter_apart(left.plain, right.plain) else Likeness.OTHER


def _one_letter_apart(left: str, right: str) -> bool:
    """One letter added, dropped or changed, or two neighbours swapped."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    rest_left, rest_right = left[start:], right[start:]
    if rest_left[1:] == rest_right[1:] or rest_left[1:] == rest_right or rest_left == rest_right[1:]:
        return True
    return rest_left[:2] == rest_right[1::-1] and rest_left[2:] == rest_right[2:]


def _one_left_out(one: Name, other: Name) -> bool:
    """One name is the other without some of its words, and the given name is the same ("Nguyễn Hoa", "Nguyễn Thị Hoa")."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if not shorter or _compare_words(shorter[-1], longer[-1]) > Likeness.BARE:
        return False
    waiting = iter(longer)
    return all(any(_compare_words(word, candidate) <= Likeness.BARE for candidate in waiting) for word in shorter)
