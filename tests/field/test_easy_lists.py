"""Lists whose writing is bad and whose memory is good, as the sample's: every person is found, and nobody twice.

Years are left out now and then, names lose their marks or are shortened; phones and villages are always as they are, and
namesakes of one year live in different villages.
"""

from collections import defaultdict
from dataclasses import replace

import pytest

from hocvuso.field.sheets.plan import make_plan
from tests.field.made_lists import Maker, Truth
from tests.field.truth import COMMUNE


class EasyMaker(Maker):
    def _relatives(self, one: Truth, next_id: int) -> list[Truth]:
        if self.random.random() > 0.04:
            return []
        elsewhere = self.random.choice([f"Khu phố {number}" for number in range(1, 13) if f"Khu phố {number}" != one.village])
        return [replace(one, id=next_id, phone=self._phone(), village=elsewhere)]

    def write_year(self, year: int) -> int | None:
        return None if self.random.random() < 0.03 else year

    def write_name(self, name: str) -> str:
        name = self.bare(name) if self.random.random() < 0.15 else super().write_name(name)
        return "Ng. " + name.split(" ", 1)[1] if name.startswith("Nguyễn ") and self.random.random() < 0.03 else name

    def row(self, number: int, person: Truth, late: bool):
        return replace(super().row(number, person, late), village=person.village)


@pytest.mark.parametrize("seed", range(6))
def test_everybody_is_found_once(seed):
    made = EasyMaker(seed, 416, hard=0.0).make(lists=15, rows=34)
    plan = make_plan(made.files, COMMUNE)
    ours, theirs = defaultdict(set), defaultdict(set)
    for planned in plan.accepted:
        truth = made.who[plan.files[planned.file].name, planned.row.number]
        ours[planned.person].add(truth)
        theirs[truth].add(planned.person)
    assert [people for people in ours.values() if len(people) > 1] == []
    assert [persons for persons in theirs.values() if len(persons) > 1] == []
    assert any(planned.row.birth.year is None for planned in plan.accepted)
