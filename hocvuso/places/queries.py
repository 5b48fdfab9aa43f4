"""Reads about places: who stood when, what was it called, what became of it, and which unit somebody means by typing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from hocvuso.base import clock
from hocvuso.places.models import Area, AreaName, Organisation, Succession
from hocvuso.places.rules import asked_words, closeness, habit_of, order_words, own_words, place_key, same_village_name, usual_kind

MOST_FOUND = 30


def standing_on(areas: QuerySet, day: date) -> QuerySet:
    """Those that stand on a day; `valid_to` is the first day they are no more."""
    return areas.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gt=day))


def villages_of(commune: Area, on: date | None = None) -> QuerySet[Area]:
    """The commune's villages that stand on a day (today), Khu phố 2 before Khu phố 10."""
    return standing_on(Area.objects.filter(parent=commune, level=Area.Level.VILLAGE), on or clock.today()).order_by("order_key", "code")


def former_villages_of(commune: Area) -> QuerySet[Area]:
    """The commune's villages that have ended."""
    return Area.objects.filter(parent=commune, level=Area.Level.VILLAGE, valid_to__isnull=False).order_by("-valid_to", "order_key")


def village_habit(commune: Area) -> str:
    """What this commune calls its villages: as most of them are called, else as is usual in its part of the country."""
    names = Area.objects.filter(parent=commune, valid_to=None).values_list("name", flat=True)
    return habit_of(names) or usual_kind(commune.kind, commune.parent_id or "")


def names_in_lists(commune: Area) -> list[tuple[str, str]]:
    """(code, name) for every name by which a list, new or old, may call a village of the commune: today's names, then former ones.

    A former name leads to what the village is today: itself when renamed, the one it was merged into, and the ended village when
    it was split, because nobody can say which part. A name borne again today is today's.
    """
    villages = {village.pk: village for village in Area.objects.filter(parent=commune, level=Area.Level.VILLAGE).order_by("order_key")}
    became: dict[str, set[str]] = {}
    for old, new in Succession.objects.filter(old__in=villages).values_list("old", "new"):
        became.setdefault(old, set()).add(new)
    now = [(code, village.name) for code, village in villages.items() if village.valid_to is None]
    former = [
        (_today(code, became), name)
        for code, name in AreaName.objects.filter(area__in=villages).order_by("-valid_from").values_list("area_id", "name")
        if not any(same_village_name(name, present) for _, present in now)
    ]
    return [*now, *dict.fromkeys(former)]


def _today(code: str, became: dict[str, set[str]]) -> str:
    """Follows merges to the village of today; stops where a village was split or simply ended."""
    while len(became.get(code, ())) == 1:
        (code,) = became[code]
    return code


def name_on(area: Area, day: date) -> str:
    """What the area was called on a day; before its first name, that first name."""
    return names_on([area.code], day).get(area.code, area.name)


def names_on(codes: list[str], day: date) -> dict[str, str]:
    """name_on for many areas, in one look."""
    names: dict[str, str] = {}
    for code, name, since in AreaName.objects.filter(area__in=codes).order_by("valid_from").values_list("area_id", "name", "valid_from"):
        if since <= day or code not in names:
            names[code] = name
    return names


def successors(area: Area) -> list[Area]:
    """The standing areas that an ended one has become, through every later merge and split; itself while it stands."""
    return _last_of([area], "old", "new") if area.valid_to else [area]


def _last_of(areas: list[Area], here: str, there: str) -> list[Area]:
    """Follows successions as far as they go."""
    found: dict[str, Area] = {}
    seen = {area.pk for area in areas}
    while areas:
        steps = Succession.objects.filter(**{f"{here}__in": areas}).select_related(there)
        further = {getattr(step, there).pk: getattr(step, there) for step in steps}
        found |= {code: area for code, area in further.items() if area.valid_to is None}
        areas = [area for code, area in further.items() if area.valid_to is not None and code not in seen]
        seen |= set(further)
    return sorted(found.values(), key=lambda area: area.order_key)


def organisations_of(area: Area, on: date | None = None) -> QuerySet[Organisation]:
    """The bodies of an area and of its villages that stand on a day (today), with their area."""
    day = on or clock.today()
    standing = Organisation.objects.filter(area__path__startswith=area.path).filter(Q(valid_from=None) | Q(valid_from__lte=day))
    return standing.filter(Q(valid_to=None) | Q(valid_to__gt=day)).select_related("area").order_by("area__path", "kind", "name_key")


# -- history -----------------------------------------------------------------------------------------------------------


@dataclass
class Change:
    """Something that happened to a commune's villages on a day: added, renamed, merged, split or closed."""

    day: date
    what: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    basis: str = ""


def history_of(commune: Area) -> list[Change]:
    """What happened to the commune's villages, newest first; names as they were that day. Three looks, however many villages."""
    villages = {village.pk: village for village in Area.objects.filter(parent=commune, level=Area.Level.VILLAGE)}
    names: dict[str, list[AreaName]] = {}
    for row in AreaName.objects.filter(area__in=villages).order_by("valid_from"):
        names.setdefault(row.area_id, []).append(row)
    steps = list(Succession.objects.filter(old__in=villages))
    changes = [*_replacements(steps, names), *_single_changes(villages, names, steps)]
    return sorted(changes, key=lambda change: (change.day, change.what != "added"), reverse=True)


def _replacements(steps: list[Succession], names: dict[str, list[AreaName]]) -> list[Change]:
    """Merges (many became one) and splits (one became many)."""
    by_new: dict[str, list[Succession]] = {}
    by_old: dict[str, list[Succession]] = {}
    for step in steps:
        by_new.setdefault(step.new_id, []).append(step)
        by_old.setdefault(step.old_id, []).append(step)
    merges = [("merged", group) for group in by_new.values() if len(group) > 1]
    splits = [("split", group) for group in by_old.values() if len(by_new[group[0].new_id]) == 1]
    return [
        Change(
            group[0].day,
            what,
            _sorted({names[step.old_id][-1].name for step in group}),
            _sorted({names[step.new_id][0].name for step in group}),
            group[0].basis,
        )
        for what, group in [*merges, *splits]
    ]


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=order_words)


def _single_changes(villages: dict[str, Area], names: dict[str, list[AreaName]], steps: list[Succession]) -> list[Change]:
    """Villages that began, were renamed or ended by themselves; those of one day and basis that began together are one change."""
    begun_by_step, ended_by_step = {step.new_id for step in steps}, {step.old_id for step in steps}
    added: dict[tuple[date, str], Change] = {}
    changes: list[Change] = []
    for code, village in sorted(villages.items(), key=lambda one: order_words(names[one[0]][0].name)):
        first, *later = names[code]
        if code not in begun_by_step:
            added.setdefault((first.valid_from, first.basis), Change(first.valid_from, "added", basis=first.basis)).new.append(first.name)
        for before, after in zip([first, *later], later, strict=False):
            changes.append(Change(after.valid_from, "renamed", [before.name], [after.name], after.basis))
        if village.valid_to and code not in ended_by_step:
            changes.append(Change(village.valid_to, "closed", [village.name]))
    return [*added.values(), *changes]


# -- finding -----------------------------------------------------------------------------------------------------------


def find_areas(text: str, *, under: Area | None = None, levels=(), limit: int = MOST_FOUND) -> list[Area]:
    """The standing areas that somebody means by `text`, best first, each with its parent; no marks needed.

    Every word typed must begin a word of the area's name or of a unit above it ("dao thanh dong thap"). `under` looks only below
    an area, `levels` only at some levels. In the whole country villages are looked at when nothing else bears the name. Words
    typed together ("daothanh") are tried when nothing at all is found.
    """
    asked = asked_words(text)
    if not asked:
        return []
    units, villages = (_below(under, level_group, levels) for level_group in (_UNITS, _VILLAGES))
    ranked = _ranked(units, asked, text)
    if under or not _by_name(ranked):
        ranked = sorted([*ranked, *_ranked(villages, asked, text)])
    ranked = _by_name(ranked) or ranked or _typed_together(units, "".join(asked))
    codes = [code for *_, code in ranked[:limit]]
    by_code = {area.code: area for area in Area.objects.filter(pk__in=codes).select_related("parent__parent")}
    return [by_code[code] for code in codes]


_UNITS = (Area.Level.NATION, Area.Level.PROVINCE, Area.Level.COMMUNE)
_VILLAGES = (Area.Level.VILLAGE,)
_LEVELS = list(Area.Level.values)
BY_NAME = 3  # closeness up to which it is the area's own name that answers
MOST_RANKED = 2000


def _below(under: Area | None, group: tuple, levels) -> QuerySet[Area]:
    """The standing areas of a group of levels below an area; by parent, which both databases look up at once."""
    wanted = [level for level in group if not levels or level in levels]
    areas = Area.objects.filter(valid_to=None, level__in=wanted)
    if under is None or under.level == Area.Level.NATION:
        return areas.exclude(pk=under.pk) if under else areas
    if under.level == Area.Level.PROVINCE and group == _VILLAGES:
        return areas.filter(parent__parent=under)
    return areas.filter(parent=under)


def _ranked(areas: QuerySet[Area], asked: list[str], text: str) -> list[tuple]:
    """(rank, marks, level, length, name, code) of the areas that hold every word, best first."""
    for word in asked:
        areas = areas.filter(find_key__contains=f" {word}")
    rows = areas.order_by().values_list("code", "name", "level")[:MOST_RANKED]
    found = []
    for code, name, level in rows:
        rank, other_marks, length = closeness(asked, text, name)
        found.append((rank, other_marks, _LEVELS.index(level), length, name, code))
    return sorted(found)


def _by_name(ranked: list[tuple]) -> list[tuple]:
    """Those whose own name answers; where there are any, what merely lies in a unit of that name is left out."""
    return [row for row in ranked if row[0] <= BY_NAME]


def _typed_together(units: QuerySet[Area], letters: str) -> list[tuple]:
    """ "daothanh" or "phuongdaothanh": slower, because every unit is looked at."""
    if len(letters) < 4:
        return []
    rows = units.order_by().values_list("code", "name")
    found = [(own_words(name).replace(" ", ""), name, code) for code, name in rows]
    hits = [
        (own != letters, name, code)
        for own, name, code in found
        if own.startswith(letters) or place_key(name).replace(" ", "").startswith(letters)
    ]
    return sorted(hits)
