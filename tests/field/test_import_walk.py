"""Imports, undos, decisions and parted merges in any order: after each step the figures are those of a naive recount."""

import random
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from hocvuso.base import clock
from hocvuso.base.days import parse_window
from hocvuso.field.actions.drafts import plan_import, start_import
from hocvuso.field.actions.imports import undo_import, write_import
from hocvuso.field.models import Attendance, Gathering, SheetImport, SheetRow
from hocvuso.field.sheets.files import stem
from hocvuso.insights.queries import figures
from hocvuso.insights.recount import differences
from hocvuso.people.actions.persons import CannotUndo, decide_double, undo_merge
from hocvuso.people.models import Mention, Merge, Person, PossibleDouble
from tests.field.made_files import FileMaker, MadeFile
from tests.field.truth import TODAY

pytestmark = pytest.mark.django_db
WINDOW = "2025"
LAYOUTS = ("plain", "ticks", "form", "register", "ages", "sections", "stacked", "no_header")


@pytest.fixture(autouse=True)
def afterwards(monkeypatch, settings, tmp_path):
    """The lists are of July 2025; today is later, and uploads go to a folder of this test."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    settings.UPLOAD_DIR = tmp_path / "uploads"


def bring_in(commune, made: list[MadeFile]) -> SheetImport:
    batch = start_import(commune=commune, files=[(file.path.name, file.path) for file in made])
    return write_import(batch=batch, plan=plan_import(batch))


def naive(commune) -> tuple[int, int]:
    """(contacts, people) of the standing imports from their rows alone: a person is whoever a mention names now."""
    rows = SheetRow.objects.filter(file__batch__commune=commune, file__batch__state="written", mention__isnull=False)
    found = rows.values_list("mention__person", "attendance__gathering")
    return len(set(found)), len({person for person, _ in found})


def instructed(commune) -> tuple[int, int]:
    figure = figures(commune, parse_window(WINDOW))["instructed"]
    return figure.contacts or 0, figure.people or 0


def check(commune) -> None:
    assert instructed(commune) == naive(commune)
    assert differences() == []
    living = Person.objects.filter(merged_into__isnull=True)
    assert {person.pk for person in living} == set(Mention.objects.values_list("person", flat=True))
    assert all(person.name for person in living)
    assert not Attendance.objects.filter(rows__isnull=True).exists()
    assert Gathering.objects.filter(attendances__isnull=True).count() == 0


def truth_of(made: list[MadeFile]) -> dict[tuple, int]:
    texts = {".csv"}
    return {
        (file.path.name, "" if file.path.suffix in texts else sheet, number): one.person
        for file in made
        for sheet, number, one in file.says()
    }


def who_is_named(truth: dict[tuple, int]) -> dict:
    """The true person of each mention that stands."""
    rows = SheetRow.objects.filter(mention__isnull=False).select_related("file")
    return {row.mention_id: truth[row.file.name, row.sheet, row.number] for row in rows}


def decide_all(truth: dict[tuple, int]) -> None:
    who = who_is_named(truth)
    for pair in PossibleDouble.objects.filter(decision="").select_related("left__person", "right__person"):
        pair.refresh_from_db()
        decide_double(pair=pair, same=who[pair.left_id] == who[pair.right_id])


def people_by_truth(truth: dict[tuple, int]) -> tuple[int, int]:
    """(how many persons name more than one true person, how many true persons stand as several)."""
    ours, theirs = defaultdict(set), defaultdict(set)
    who = who_is_named(truth)
    for mention in Mention.objects.all():
        ours[mention.person_id].add(who[mention.pk])
        theirs[who[mention.pk]].add(mention.person_id)
    return sum(len(one) > 1 for one in ours.values()), sum(len(one) > 1 for one in theirs.values())


@pytest.mark.parametrize("seed", [1, 5, pytest.param(11, marks=pytest.mark.full), pytest.param(12, marks=pytest.mark.full)])
def test_any_walk_keeps_the_figures_exact(areas, tmp_path, seed):
    rng = random.Random(seed)
    maker = FileMaker(seed, people=14, hard=1.0, thin=0.35)
    maker.present = lambda rows: rng.sample(maker.people, 6)
    steps = [walk_import, walk_undo, walk_decide, walk_part]
    steps += rng.choices([walk_import, walk_undo, walk_decide, walk_part], weights=[2, 1, 2, 1], k=20)
    rng.shuffle(steps)
    for step in steps:
        step(areas.commune, rng, maker, tmp_path)
        check(areas.commune)


def walk_import(commune, rng, maker, folder: Path) -> None:
    bring_in(commune, [maker.make(folder, rng.choice(LAYOUTS), "utf-8") for _ in range(rng.randint(1, 2))])


def walk_undo(commune, rng, maker, folder: Path) -> None:
    if standing := list(SheetImport.objects.filter(state="written").order_by("pk")):
        undo_import(batch=rng.choice(standing))


def walk_decide(commune, rng, maker, folder: Path) -> None:
    for pair in PossibleDouble.objects.filter(decision="").order_by("pk")[:3]:
        decide_double(pair=PossibleDouble.objects.get(pk=pair.pk), same=rng.random() < 0.6)


def walk_part(commune, rng, maker, folder: Path) -> None:
    if merges := list(Merge.objects.filter(undone_at__isnull=True).order_by("pk")):
        try:
            undo_merge(merge=rng.choice(merges))
        except CannotUndo:
            return


def test_undone_and_imported_again_gives_the_same_figures(areas, tmp_path):
    made = [FileMaker(3, people=40, thin=0.2).make(tmp_path, layout, "utf-8") for layout in ("plain", "form", "register")]
    batch = bring_in(areas.commune, made)
    before, rows = instructed(areas.commune), statuses(batch)
    undo_import(batch=batch)
    assert instructed(areas.commune) == (0, 0)
    assert Person.objects.count() == Mention.objects.count() == Gathering.objects.count() == 0
    again = bring_in(areas.commune, made)
    assert [pair for pair in zip(rows, statuses(again), strict=True) if pair[0] != pair[1]] == []
    assert (instructed(areas.commune), statuses(again)) == (before, rows)
    check(areas.commune)


def statuses(batch: SheetImport) -> list[tuple]:
    return sorted(SheetRow.objects.filter(file__batch=batch).values_list("file__name", "sheet", "number", "status"))


def test_undoing_the_first_of_two_imports_leaves_the_people_of_the_second_whole(areas, tmp_path):
    maker = FileMaker(4, people=20)
    maker.present = lambda rows: maker.people[:12]
    first = bring_in(areas.commune, [maker.make(tmp_path, "plain", "utf-8")])
    alone = maker.make(tmp_path, "ticks", "utf-8")
    second = bring_in(areas.commune, [alone])
    undo_import(batch=first)
    check(areas.commune)
    people = {mention.person_id for mention in Mention.objects.filter(row__file__batch=second)}
    assert len(people) == 12
    said = {one.name: one for _, _, one in alone.says()}
    for person in Person.objects.filter(pk__in=people):
        rows = list(person.mentions.all())
        assert person.phone in {row.phone for row in rows}
        assert person.birth_year in {row.birth_year for row in rows}
    assert len(said) <= 12


def test_undo_after_merges_were_decided(areas, tmp_path):
    maker = FileMaker(6, people=25, hard=1.0, thin=0.4)
    made = [maker.make(tmp_path, layout, "utf-8") for layout in ("plain", "form", "ages", "ticks")]
    truth = truth_of(made)
    batches = [bring_in(areas.commune, [file]) for file in made]
    decide_all(truth)
    assert Merge.objects.exists()
    check(areas.commune)
    for batch in batches[::-1][:3] + batches[:1]:
        undo_import(batch=batch)
        check(areas.commune)
    assert Person.objects.count() == 0


@pytest.mark.parametrize("seed", [2, 8])
def test_one_file_at_a_time_in_any_order_ends_with_the_same_people(areas, tmp_path, seed):
    maker = FileMaker(seed, people=40, thin=0.2)
    made = [maker.make(tmp_path, layout, "utf-8") for layout in LAYOUTS[:6]]
    truth = truth_of(made)
    random.Random(seed).shuffle(made)
    for file in made:
        bring_in(areas.commune, [file])
        assert people_by_truth(truth)[0] == 0  # never a wrong merge
    decide_all(truth)
    decide_all(truth)
    assert people_by_truth(truth) == (0, 0)
    check(areas.commune)
    people = {truth[place] for place in truth}
    assert instructed(areas.commune)[1] == len(people)


def test_a_failure_in_the_middle_writes_nothing(areas, tmp_path, monkeypatch):
    made = [FileMaker(3).make(tmp_path, "plain", "utf-8")]
    batch = start_import(commune=areas.commune, files=[(file.path.name, file.path) for file in made])
    plan = plan_import(batch)
    with monkeypatch.context() as broken:
        broken.setattr("hocvuso.field.actions.imports.ask", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_import(batch=batch, plan=plan)
    batch.refresh_from_db()
    assert batch.state == "draft"
    assert Person.objects.count() == Gathering.objects.count() == SheetRow.objects.count() == 0
    assert instructed(areas.commune) == (0, 0)
    assert areas.commune.children.count() == 1 if hasattr(areas.commune, "children") else True
    write_import(batch=batch, plan=plan_import(batch))
    check(areas.commune)
    assert Person.objects.count() > 0


def test_a_copy_has_no_other_day_than_its_list(tmp_path):
    copied = shutil.copy(__file__, tmp_path / "2025-07-01-khu-pho-1 (1).py")
    assert stem(Path(copied).name).startswith("2025-07-01 khu pho 1")
