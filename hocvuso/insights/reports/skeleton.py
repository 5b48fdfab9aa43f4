"""The words of a report, read and checked from content/reports/*.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from hocvuso.insights.indicators import indicators
from hocvuso.insights.reports.facts import MEASURES

PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_-]+)(?:\.([a-z_]+))?(?:\.([a-z]+))?\}")
SCALES = {None, "year", "same", "plan"}
WORDS = frozenset(
    {"unit", "issuer", "period", "days", "above", "kind", "place_kind"}
    | {"places_all", "places_with", "places_without", "places_without_names"}
)


class BrokenReport(Exception):
    """A file of content/reports/ that cannot be used: names the file and the mend."""


@dataclass(frozen=True)
class PartWords:
    """A section: its sentences draft themselves from figures, its items are indicators, `empty` stands where nothing is known."""

    number: str
    title: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    empty: str = ""

    @property
    def last_number(self) -> str:
        return self.number.split(".")[-1]

    @property
    def depth(self) -> int:
        return self.number.count(".")


@dataclass(frozen=True)
class Typed:
    """A figure that cannot be counted from facts yet; an officer types it in and it is labelled so."""

    code: str
    name: str
    unit: str


@dataclass(frozen=True)
class Group:
    title: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Skeleton:
    kind: str
    symbol: str
    subject: str
    bases: tuple[str, ...]
    opening: str
    closing: str
    recipients: dict[str, tuple[str, ...]]
    parts: tuple[PartWords, ...]
    typed: tuple[Typed, ...]
    groups: tuple[Group, ...]

    def is_heading(self, part: PartWords) -> bool:
        """Whether the part only holds others."""
        return any(other.number.startswith(part.number + ".") for other in self.parts)


@cache
def skeleton(kind: str = "monthly") -> Skeleton:
    return read_skeleton(settings.CONTENT_DIR / "reports" / f"{kind}.toml")


def read_skeleton(path: Path) -> Skeleton:
    """One file. Raises BrokenReport when a field is missing or a sentence asks for something that does not exist."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        words = Skeleton(
            **{name: fields[name] for name in ("kind", "symbol", "subject", "opening", "closing")},
            bases=tuple(fields["bases"]),
            recipients={level: tuple(lines) for level, lines in fields["recipients"].items()},
            parts=tuple(_part(part) for part in fields["part"]),
            typed=tuple(Typed(**one) for one in fields.get("typed", ())),
            groups=tuple(Group(one["title"], tuple(one["indicators"])) for one in fields["group"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BrokenReport(
            f"{path}: {error}. A report needs kind, symbol, subject, opening, closing, bases, recipients, part, group."
        ) from error
    for problem in problems(words):
        raise BrokenReport(f"{path}: {problem}")
    return words


def _part(fields: dict) -> PartWords:
    return PartWords(
        number=fields["number"],
        title=fields["title"],
        sentences=tuple(fields.get("sentences", ())),
        items=tuple(fields.get("items", ())),
        empty=fields.get("empty", ""),
    )


def problems(words: Skeleton) -> list[str]:
    """What the words ask for that no indicator, typed figure or word can give."""
    known, typed = indicators(), {one.code for one in words.typed}
    found = []
    for part in words.parts:
        found += [f"part {part.number}: no indicator {code!r} in content/indicators/" for code in part.items if code not in known]
    for group in words.groups:
        found += [f"group “{group.title}”: no indicator {code!r} in content/indicators/" for code in group.indicators if code not in known]
    sentences = [
        words.subject,
        words.opening,
        words.closing,
        *words.bases,
        *(sentence for part in words.parts for sentence in part.sentences),
    ]
    for sentence in sentences:
        for name, measure, scale in PLACEHOLDER.findall(sentence):
            if not _is_known(name, measure, scale or None, known, typed):
                found.append(
                    f"“{{{'.'.join(filter(None, (name, measure, scale)))}}}” is neither a word, a typed figure nor an indicator's measure"
                )
    return found


def _is_known(name: str, measure: str, scale: str | None, known: dict, typed: set[str]) -> bool:
    if not measure:
        return name in WORDS
    if name == "typed":
        return measure in typed
    return name in known and measure in MEASURES and measure in known[name].counts and scale in SCALES
