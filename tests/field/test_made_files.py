"""Every layout in which officers keep lists is read to the last row, and nobody is taken for somebody else."""

from collections import defaultdict

import pytest

from hocvuso.people.rules.names import read_name
from tests.field.made_files import KINDS, TEXT, FileMaker
from tests.field.truth import Merges, merges, misread, plan_of, who_is_who

SEEDS = (1, 2, 9, 23)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_layout_is_read_to_the_last_row(tmp_path, seed):
    made = FileMaker(seed).make_all(tmp_path)
    plan = plan_of(made)
    assert misread(plan, made) == []
    assert all(name.startswith("Khu phố ") for name in plan.new_villages)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_reads_the_same_in_every_format(tmp_path, kind):
    made = [FileMaker(7).make(tmp_path, "plain", kind), FileMaker(8).make(tmp_path, "form", kind)]
    assert misread(plan_of(made), made) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_taken_for_another_and_the_review_list_finds_the_rest(tmp_path, seed):
    made = FileMaker(seed, people=60, thin=0.2).make_all(tmp_path)
    plan = plan_of(made)
    found = merges(plan, who_is_who(plan, made))
    assert found == Merges(wrong=0, missed=found.missed, missed_after=0)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(100, 125))
def test_many_seeds(tmp_path, seed):
    made = FileMaker(seed, hard=1.0).make_all(tmp_path)
    plan = plan_of(made)
    assert misread(plan, made) == []
    assert [rows for rows in wrongly_merged(plan, who_is_who(plan, made)) if not tells_nobody_apart(rows)] == []


def wrongly_merged(plan, who) -> list[list]:
    """The rows of each person who is really several."""
    by_person = defaultdict(list)
    for planned in plan.accepted:
        by_person[planned.person].append(planned)
    return [rows for rows in by_person.values() if len({who[planned.mention] for planned in rows}) > 1]


def tells_nobody_apart(rows) -> bool:
    """Whether the rows say the same of everybody: one name, year and village, no phone. No list could decide it."""
    says = {(read_name(planned.row.name).key, planned.row.birth.year, planned.village, planned.row.phone) for planned in rows}
    return len(says) == 1 and next(iter(says))[3] == ""


def test_the_maker_makes_what_it_says(tmp_path):
    """At least twelve layouts and eight formats, the same for the same seed."""
    assert len(FileMaker.LAYOUTS) >= 12
    assert {"xlsx", "xls", "utf-8", "utf-8-sig", "utf-16", "windows-1258", "tcvn3", "vni"} <= set(KINDS)
    first, second = (FileMaker(3).make(tmp_path, "ticks", "utf-8") for _ in range(2))
    assert first.sheets == second.sheets
    assert set(TEXT) < set(KINDS)
