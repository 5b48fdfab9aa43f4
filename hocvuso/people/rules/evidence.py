"""What two mentions, or two groups of them, say about being one person. The table of docs/developer/identity.md, line by line."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import TypeVar
from uuid import UUID

from hocvuso.people.rules.names import Likeness, Name, likeness, read_name

Said = TypeVar("Said", bound=Hashable)  # whatever a mention may state


class Reason(StrEnum):
    """Why two mentions are asked about."""

    YEAR = "year"  # same name and phone, other birth year: father and son, or a slip
    PHONE = "phone"  # same name, year and village, other phone: a new number, or two people
    SEX = "sex"
    NAME = "name"  # all but one letter of the name agrees
    VILLAGE = "village"  # same name and year, no phone, village not stated
    MOVED = "moved"  # same name and year, no phone, another village
    PHONELESS = "phoneless"  # same name, year and village, but only one of the two has a phone
    THIN = "thin"  # same name, but no phone and no year to go by
    SEVERAL = "several"  # it could be more than one known person
    BIRTHDAY = "birthday"  # same name and year, same phone (or village, and no two phones), other day of birth


# Questions for want of evidence; the others rest on evidence against.
SAYS_TOO_LITTLE = frozenset({Reason.VILLAGE, Reason.THIN, Reason.PHONELESS})


@dataclass(frozen=True)
class Naming:
    """A mention reduced to what identity looks at. Empty text or None: not stated."""

    id: UUID
    name: Name
    year: int | None = None
    phone: str = ""
    village: str = ""
    sex: str = ""
    birthday: date | None = None  # looked at while one import is read; never stored
    year_is_guess: bool = False  # reckoned from an age
    not_before: int | None = None  # what a group says of the birth year: a pupil was not born in 1950
    not_after: int | None = None
    groups: frozenset[str] = frozenset()  # learner groups: they speak only where almost nothing else does
    person: UUID | None = None  # the person a stored mention already belongs to


def naming(id: UUID, name: str, *, groups: Iterable[str] = (), on: int | None = None, **fields) -> Naming:
    """A naming from a name as written and learner groups as stated in the year `on`."""
    groups = frozenset(groups)
    not_before, not_after = birth_years_of_groups(groups, on) if on else (None, None)
    return Naming(id, read_name(name), groups=groups, not_before=not_before, not_after=not_after, **fields)


# A pupil may be an adult at an evening class, and people call themselves old early: both with room to spare.
PUPILS_UNTIL, OLD_FROM = 35, 50


def birth_years_of_groups(groups: frozenset[str], year: int) -> tuple[int | None, int | None]:
    """The earliest and the latest birth year that learner groups allow in a year: (None, None) when they say nothing."""
    return (
        year - PUPILS_UNTIL if "student" in groups else None,
        year - OLD_FROM if groups & {"elderly", "retired"} else None,
    )


class Relation(Enum):
    SAME = "same"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass
class Cluster:
    """Namings taken for one person, with all that they say together."""

    namings: list[Naming]
    names: set[Name] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    guesses: set[int] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    villages: set[str] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    birthdays: set[date] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    persons: set[UUID] = field(default_factory=set)
    not_before: int = 0
    not_after: int = 9999

    @classmethod
    def of(cls, namings: Iterable[Naming], shared: frozenset[str] = frozenset()) -> "Cluster":
        cluster = cls(list(namings))
        for one in cluster.namings:
            cluster.names.add(one.name)
            (cluster.guesses if one.year_is_guess else cluster.years).update(stated(one.year))
            cluster.phones.update({one.phone} - {""} - shared)
            cluster.villages.update({one.village} - {""})
            cluster.sexes.update({one.sex} - {""})
            cluster.birthdays.update(stated(one.birthday))
            cluster.persons.update(stated(one.person))
            cluster.groups.update(one.groups)
            cluster.not_before = max(cluster.not_before, one.not_before or 0)
            cluster.not_after = min(cluster.not_after, one.not_after or 9999)
        return cluster


def stated(value: Said | None) -> set[Said]:
    """A value as a set; None is nothing."""
    return set() if value is None else {value}


def relation(one: set, other: set) -> Relation:
    """Whether two sets of statements agree; UNKNOWN where one side says nothing."""
    if not one or not other:
        return Relation.UNKNOWN
    return Relation.OTHER if one.isdisjoint(other) else Relation.SAME


def year_relation(one: Cluster, other: Cluster) -> Relation:
    """Years agree or differ; a year reckoned from an age settles nothing unless it is more than two years off."""
    if one.years and other.years:
        return relation(one.years, other.years)
    left, right = one.years | one.guesses, other.years | other.guesses
    if left and right and min(abs(a - b) for a in left for b in right) > 2:
        return Relation.OTHER
    return Relation.UNKNOWN if _ages_agree(one, other) and _ages_agree(other, one) else Relation.OTHER


def _ages_agree(one: Cluster, other: Cluster) -> bool:
    """Whether the years of one lie within what the groups of the other allow ("người cao tuổi", "học sinh")."""
    if one.not_before > other.not_after:
        return False
    years = one.years | one.guesses
    return not years or any(other.not_before <= year <= other.not_after for year in years)


def birthday_relation(one: Cluster, other: Cluster) -> Relation:
    """Days of birth agree, also with day and month swapped."""
    found = relation(one.birthdays, other.birthdays)
    if found is not Relation.OTHER:
        return found
    swapped = {(day.day, day.month, day.year) for day in one.birthdays}
    return Relation.SAME if any((day.month, day.day, day.year) in swapped for day in other.birthdays) else Relation.OTHER


def name_relation(one: Cluster, other: Cluster) -> Likeness:
    """The surest likeness of any two of their names, unless both have a full spelling and these differ."""
    pairs = [(left, right, likeness(left, right)) for left in one.names for right in other.names]
    best = min((kind for _, _, kind in pairs), default=Likeness.OTHER)
    if best is not Likeness.BARE:
        return best
    full = [kind for left, right, kind in pairs if not (left.bare or right.bare or left.shortened or right.shortened)]
    return max(Likeness.BARE, min(full)) if full else best


@dataclass(frozen=True)
class Verdict:
    """What the evidence says of two clusters: `level` 1 to 4 says they are one (1 the surest), `ask` that somebody must say."""

    level: int = 0
    ask: Reason | None = None
    pressing: bool = False
    apart: bool = False  # they cannot be one


APART = Verdict(apart=True)
NOTHING = Verdict()


def verdict(one: Cluster, other: Cluster) -> Verdict:
    """Weighs two clusters. The table of docs/developer/identity.md, line by line."""
    kind = name_relation(one, other)
    if kind is Likeness.OTHER:
        return APART
    phone, village, year = relation(one.phones, other.phones), relation(one.villages, other.villages), year_relation(one, other)
    if kind is Likeness.NEAR:
        return _of_near_names(phone, village, year, one, other)
    if relation(one.sexes, other.sexes) is Relation.OTHER:
        close = year is not Relation.OTHER and (phone is Relation.SAME or village is Relation.SAME and phone is not Relation.OTHER)
        return Verdict(ask=Reason.SEX, pressing=True) if close else APART
    if year is Relation.OTHER:
        return _of_other_years(phone, village, one, other)
    if birthday_relation(one, other) is Relation.OTHER:
        near = phone is Relation.SAME or (phone is Relation.UNKNOWN and village is Relation.SAME)
        return Verdict(ask=Reason.BIRTHDAY, pressing=True) if near else APART
    return _of_equal_years(phone, village, one, other) if year is Relation.SAME else _of_unknown_year(phone, village, one, other)


def _of_equal_years(phone: Relation, village: Relation, one: Cluster, other: Cluster) -> Verdict:
    if phone is Relation.SAME or (phone is Relation.UNKNOWN and birthday_relation(one, other) is Relation.SAME):
        return Verdict(level=1)
    if phone is Relation.UNKNOWN:
        if village is Relation.SAME:
            return Verdict(ask=Reason.PHONELESS, pressing=True) if one.phones or other.phones else Verdict(level=2)
        return Verdict(ask=Reason.VILLAGE, pressing=True) if village is Relation.UNKNOWN else Verdict(ask=Reason.MOVED)
    if village is Relation.SAME or birthday_relation(one, other) is Relation.SAME or _phones_a_slip_apart(one, other):
        return Verdict(ask=Reason.PHONE, pressing=True)
    return Verdict(ask=Reason.PHONE) if village is Relation.UNKNOWN else APART


def _of_unknown_year(phone: Relation, village: Relation, one: Cluster, other: Cluster) -> Verdict:
    if phone is Relation.SAME:
        return Verdict(level=4 if village is Relation.OTHER else 3)
    if phone is Relation.OTHER:
        slip = village is Relation.UNKNOWN and _phones_a_slip_apart(one, other)
        return Verdict(ask=Reason.PHONE) if slip or village is Relation.SAME else APART
    if village is Relation.OTHER:
        return NOTHING
    if village is Relation.SAME and not (one.phones or other.phones) and relation(one.groups, other.groups) is Relation.SAME:
        return Verdict(level=4)
    return Verdict(ask=Reason.THIN, pressing=village is Relation.SAME)


def _of_other_years(phone: Relation, village: Relation, one: Cluster, other: Cluster) -> Verdict:
    if phone is Relation.SAME:
        return Verdict(ask=Reason.YEAR, pressing=True)
    if phone is Relation.UNKNOWN and village is not Relation.OTHER and _years_a_slip_apart(one, other):
        return Verdict(ask=Reason.YEAR)
    return APART


def _of_near_names(phone: Relation, village: Relation, year: Relation, one: Cluster, other: Cluster) -> Verdict:
    if relation(one.sexes, other.sexes) is Relation.OTHER or birthday_relation(one, other) is Relation.OTHER:
        return APART
    if year is Relation.OTHER:
        return Verdict(ask=Reason.NAME) if phone is Relation.SAME and _years_a_slip_apart(one, other) else APART
    if phone is Relation.SAME:
        return Verdict(ask=Reason.NAME, pressing=True)
    slip = phone is Relation.UNKNOWN or _phones_a_slip_apart(one, other)
    near_enough = village is Relation.SAME or (village is Relation.UNKNOWN and year is Relation.SAME)
    return Verdict(ask=Reason.NAME) if slip and near_enough else APART


def _years_a_slip_apart(one: Cluster, other: Cluster) -> bool:
    return any(_a_slip_of_year(left, right) for left in one.years for right in other.years)


def _a_slip_of_year(left: int, right: int) -> bool:
    """One year off, or two digits swapped: 1956 and 1965."""
    return abs(left - right) == 1 or (left // 100 == right // 100 and str(left)[2:] == str(right)[:1:-1])


def _phones_a_slip_apart(one: Cluster, other: Cluster) -> bool:
    """Two numbers that differ in one digit or in two swapped neighbours."""
    for left in one.phones:
        for right in other.phones:
            different = [place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b]
            swapped = len(different) == 2 and left[different[0]] == right[different[1]] and left[different[1]] == right[different[0]]
            if len(left) == len(right) and (len(different) == 1 or swapped):
                return True
    return False
