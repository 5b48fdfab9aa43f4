"""The words of content/sheet-words.toml, and finding them in a cell."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from hocvuso.base.text import fold

# "Đạo Thạnh, ngày 30 tháng 7 năm 2025", also with dots where the day is still to be written by hand.
_SIGNED_ON = re.compile(r"(?:^|\s)ngay(?: \d{1,2})? thang(?: \d{1,2})? nam(?: \d{2,4})?$")
_NOT_WORDS = re.compile(r"[^\w]+|_")


def plain_words(text: object) -> str:
    """A cell as folded words with single spaces: "Tổ/Khu phố:" becomes "to khu pho"."""
    return _plain(str(text)) if text not in (None, "") else ""


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    # A list says the same few things in thousands of cells, and each is asked about several times.
    return _NOT_WORDS.sub(" ", fold(text)).strip()


@dataclass(frozen=True)
class SheetWords:
    """Phrases by what they mean. `skills` in the order in which they are tried."""

    columns: dict[str, frozenset[str]]
    nothing: frozenset[str]
    sex: dict[str, frozenset[str]]
    totals: tuple[str, ...]
    total_words: frozenset[str]
    footers: tuple[str, ...]
    absent: frozenset[str]
    ditto_words: frozenset[str]
    ditto_signs: frozenset[str]
    groups: dict[str, frozenset[str]]
    skills: tuple[tuple[str, frozenset[str]], ...]
    surnames: frozenset[str]

    def column_role(self, header: object) -> str:
        """The role of a column by its header: the longest phrase found in it; "" for none."""
        words = plain_words(header)
        if not words:
            return ""
        found = [(len(phrase), role) for role, phrases in self.columns.items() if (phrase := longest_within(phrases, words))]
        # One short word inside a long question decides nothing ("Ý kiến của bác về ngày học").
        found = [(length, role) for length, role in found if length >= 3 or length == len(words)]
        return max(found, default=(0, ""))[1]

    def groups_in(self, text: object) -> tuple[str, ...]:
        """The learner groups a cell names, by code."""
        words = plain_words(text)
        found = {code: phrase for code, phrases in self.groups.items() if (phrase := longest_within(phrases, words))}
        # "lao động tự do" also holds "lao động"; the longer phrase is meant.
        return tuple(
            code for code, phrase in found.items() if not any(phrase != other and f" {phrase} " in f" {other} " for other in found.values())
        )

    def skill_in(self, text: object) -> str:
        """The skill a cell or a title names, by code; "" when it names none that we know."""
        words = plain_words(text)
        return words and next((code for code, phrases in self.skills if longest_within(phrases, words)), "")

    def sex_of(self, text: object) -> str:
        words = plain_words(text)
        return next((sex for sex, phrases in self.sex.items() if words in phrases), "")

    def says_nothing(self, text: object) -> bool:
        words = plain_words(text)
        return not words or words in self.nothing

    def is_total(self, text: object) -> bool:
        """Whether a cell is a total: "Tổng cộng", "Cộng 35", "Tổng số: 35 học viên, trong đó nữ: 12"."""
        words = plain_words(text)
        return words.startswith(self.totals) and any(
            words == phrase or (words.startswith(phrase + " ") and all(map(self._beside_a_total, words[len(phrase) + 1 :].split(" "))))
            for phrase in self.totals
        )

    def _beside_a_total(self, word: str) -> bool:
        return word.isdecimal() or word in self.total_words

    def is_footer(self, text: object) -> bool:
        """Whether a cell belongs to the signatures: who made the list, the day and place of signing."""
        words = plain_words(text)
        begins = words.startswith(self.footers) and any(words == phrase or words.startswith(phrase + " ") for phrase in self.footers)
        return begins or bool(_SIGNED_ON.search(words))

    def is_ditto(self, text: object) -> bool:
        """Whether a cell means: as above."""
        text = str(text or "").strip()
        return bool(text) and (text in self.ditto_signs or plain_words(text) in self.ditto_words)

    def says_absent(self, text: object) -> bool:
        words = plain_words(text)
        return words in self.absent or any(words.startswith(phrase + " ") for phrase in self.absent if " " in phrase)


def longest_within(phrases: frozenset[str], words: str) -> str:
    """The longest of the phrases that stands in the words, as whole words; "" for none."""
    padded = f" {words} "
    return max((phrase for phrase in phrases if f" {phrase} " in padded), key=len, default="")


@cache
def read_words(path: Path) -> SheetWords:
    """The file, once."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))

    def phrases(table: dict) -> dict[str, frozenset[str]]:
        return {key: frozenset(words) for key, words in table.items()}

    return SheetWords(
        columns=phrases(data["columns"]),
        nothing=frozenset(data["nothing"]["words"]),
        sex=phrases(data["sex"]),
        totals=tuple(data["rows"]["totals"]),
        total_words=frozenset(data["rows"]["total_words"]),
        footers=tuple(data["rows"]["footers"]),
        absent=frozenset(data["rows"]["absent"]),
        ditto_words=frozenset(data["ditto"]["words"]),
        ditto_signs=frozenset(data["ditto"]["signs"]),
        groups=phrases(data["groups"]),
        skills=tuple((skill["code"], frozenset(skill["words"])) for skill in data["skill"]),
        surnames=frozenset(data["names"]["surnames"]),
    )
