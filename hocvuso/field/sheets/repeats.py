"""Lists that seem to be in already: the same day, the same place, nearly the same people, in another format or spelling."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from hocvuso.field.sheets.plan import GatheringKey, Plan

ENOUGH = 0.8  # of the smaller list
FEWEST = 3  # people: two or three of a family may well come twice a day


@dataclass(frozen=True)
class Held:
    """A gathering with the list that told of it: one that stands in the database, or an earlier one of the same import."""

    file: str
    day: date
    place: str  # a village's code or name; "" not stated
    people: frozenset[UUID]


@dataclass(frozen=True)
class LikelyRepeat:
    file: str
    sheet: str
    like: str
    day: date
    shared: int

    @property
    def text(self) -> str:
        return _(
            "“%(file)s” có vẻ đã nhập: %(shared)s người cũng có trong “%(like)s”, cùng ngày %(day)s. Nếu là một buổi, bác bỏ một tệp."
        ) % {
            "file": self.file,
            "shared": self.shared,
            "like": self.like,
            "day": f"{self.day:%d/%m/%Y}",
        }

    def as_json(self) -> dict:
        return {"file": self.file, "sheet": self.sheet, "like": self.like, "day": self.day, "people": self.shared, "text": self.text}


def likely_repeats(plan: Plan, before: Iterable[Held] = ()) -> list[LikelyRepeat]:
    """The lists of a plan that look like one held before, or like an earlier list of the plan. A warning: nothing is stopped."""
    held = list(before)
    found = []
    for key, people in people_by_gathering(plan).items():
        own = Held(plan.files[key.file].name, key.day, plan.places[key.file, key.sheet], people)
        if like := next((other for other in held if _is_like(own, other)), None):
            sheet = plan.files[key.file].sheets[key.sheet].name
            found.append(LikelyRepeat(own.file, sheet, like.file, key.day, len(own.people & like.people)))
        held.append(own)
    return found


def people_by_gathering(plan: Plan) -> dict[GatheringKey, frozenset[UUID]]:
    found: dict[GatheringKey, set[UUID]] = {}
    for row in plan.accepted:
        person, gathering = row.presence
        found.setdefault(gathering, set()).add(person)
    return {key: frozenset(people) for key, people in found.items()}


def _is_like(one: Held, other: Held) -> bool:
    if one.day != other.day or (one.place and other.place and one.place != other.place):
        return False
    fewer = min(len(one.people), len(other.people))
    return fewer >= FEWEST and len(one.people & other.people) >= ENOUGH * max(len(one.people), len(other.people))
