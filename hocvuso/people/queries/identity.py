"""The stored mentions that could name one of the people of a list."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q

from hocvuso.people.models import Mention, PossibleDouble
from hocvuso.people.rules.evidence import Naming, naming
from hocvuso.people.rules.identity import Pair

SLICE = 2000
FIELDS = ("id", "person", "name", "birth_year", "phone", "home", "sex", "groups", "created_at")


def namings_near(commune: str, wanted: Collection[Naming]) -> list[Naming]:
    """All mentions of every person of the commune who shares a name, a phone, or a village and birth year with one of `wanted`."""
    own = Mention.objects.filter(commune=commune)
    persons = _by_name(own, wanted) | _by_phone(own, wanted) | _by_place(own, wanted)
    found = []
    for part in _slices(persons):
        rows = Mention.objects.filter(person__in=part).order_by("created_at", "id")
        for id, person, name, year, phone, home, sex, groups, said in rows.values_list(*FIELDS):
            about = {"year": year, "phone": phone, "village": home or "", "sex": sex, "groups": groups, "on": said.year}
            found.append(naming(id, name, person=person, **about))
    return found


def _by_name(own, wanted: Collection[Naming]) -> set[UUID]:
    persons: set[UUID] = set()
    for part in _slices({one.name.key for one in wanted}):
        persons.update(own.filter(name_key__in=part).values_list("person", flat=True))
    # "Ng. Thị Hoa" has a key of its own: what is shortened, here or there, is looked for by the last word.
    ends = {one.name.words[-1].plain for one in wanted if one.name.words}
    shortened = own.filter(name__contains=".").values_list("person", "name_key")
    persons.update(person for person, key in shortened if key.rpartition(" ")[2] in ends)
    short_ends = {one.name.words[-1].plain for one in wanted if one.name.shortened}
    for part in _slices(short_ends, 200):
        condition = Q()
        for end in part:
            condition |= Q(name_key__endswith=" " + end)
        persons.update(own.filter(condition).values_list("person", flat=True))
    return persons


def _by_phone(own, wanted: Collection[Naming]) -> set[UUID]:
    persons: set[UUID] = set()
    for part in _slices({one.phone for one in wanted} - {""}):
        persons.update(own.filter(phone__in=part).values_list("person", flat=True))
    return persons


def _by_place(own, wanted: Collection[Naming]) -> set[UUID]:
    """Of the same village and year: where a name one letter apart is looked for."""
    places = {(one.village, one.year) for one in wanted if one.village and one.year}
    villages, years = {village for village, _ in places}, {year for _, year in places}
    rows = own.filter(home__in=villages, birth_year__in=years).values_list("person", "home", "birth_year")
    return {person for person, village, year in rows if (village, year) in places}


def told_apart(commune: str) -> set[Pair]:
    """Pairs of mentions that somebody has said are two people."""
    rows = PossibleDouble.objects.filter(commune=commune, decision=PossibleDouble.Decision.DIFFERENT).values_list("left", "right")
    return {Pair(pair) for pair in rows}


def _slices(values: Collection, size: int = SLICE) -> Iterator[list]:
    values = list(values)
    return (values[start : start + size] for start in range(0, len(values), size))
