"""The indicators, read and checked from content/indicators/*.toml when the program starts."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

from hocvuso.insights.rules import Indicator, traces_of
from hocvuso.journal.verbs import VERBS


class BrokenIndicator(Exception):
    """A file of content/indicators/ that cannot be used: names the file and the mend."""


def read_indicator(path: Path) -> Indicator:
    """One file. Raises BrokenIndicator when a field is missing or names a verb or a kind of count that does not exist."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        indicator = Indicator(
            code=path.stem,
            order=fields["order"],
            name=fields["name"],
            what=fields["what"],
            verbs=frozenset(fields["verbs"]),
            counts=frozenset(fields["counts"]),
            area=fields["area"],
            subjects=tuple(fields.get("subjects", ())),
            traits=frozenset(fields.get("traits", ())),
            basis=fields.get("basis", ""),
            denominator=fields.get("denominator", ""),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BrokenIndicator(f"{path}: {error}. Every indicator needs order, name, what, verbs, counts, area.") from error
    if wrong := indicator.verbs - set(VERBS):
        raise BrokenIndicator(f"{path}: journal/verbs.py knows no verb {', '.join(sorted(wrong))}.")
    if wrong := indicator.counts - {"people", "contacts", "things"}:
        raise BrokenIndicator(f"{path}: counts may hold people, contacts, things; not {', '.join(sorted(wrong))}.")
    if indicator.area not in {"home", "place"}:
        raise BrokenIndicator(f'{path}: area is "home" or "place", not {indicator.area!r}.')
    return indicator


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by code, in their order."""
    found = [read_indicator(path) for path in sorted((settings.CONTENT_DIR / "indicators").glob("*.toml"))]
    return {indicator.code: indicator for indicator in sorted(found, key=lambda one: one.order)}


@cache
def counted_by_day() -> tuple[Indicator, ...]:
    """What DayCount keeps: the indicators that count contacts or things, and the traces of all verbs that any indicator counts."""
    shown = [one for one in indicators().values() if one.counts_times and one.measurable]
    return (*shown, *(trace for verb in sorted(counted_verbs()) for trace in traces_of(verb)))


@cache
def counted_verbs() -> frozenset[str]:
    """Every verb that some indicator counts."""
    return frozenset().union(*(one.verbs for one in indicators().values()))


# Raised when insights/actions.py keeps its counters in another way.
COUNTERS = 2


@cache
def basis() -> str:
    """A digest of everything that decides what counts: the counters hold for this basis only."""
    counted = [*indicators().values(), *counted_by_day()]
    decisive = [(one.code, sorted(one.verbs), sorted(one.counts), one.area, one.subjects, sorted(one.traits)) for one in counted]
    return hashlib.sha256(repr((COUNTERS, decisive)).encode()).hexdigest()
