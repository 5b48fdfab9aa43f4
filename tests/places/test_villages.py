"""Villages of a commune in time. Each refusal stands beside a call that is let through."""

from datetime import date

import pytest

from hocvuso.base import clock
from hocvuso.places.actions import (
    Refused,
    add_village,
    add_villages,
    close_village,
    merge_villages,
    remove_village,
    rename_village,
    split_village,
)
from hocvuso.places.models import Area, AreaName, Succession
from hocvuso.places.queries import former_villages_of, history_of, name_on, names_in_lists, names_on, successors, villages_of
from hocvuso.places.rules import match_village
from tests import factories

pytestmark = pytest.mark.django_db
START, MIDDLE, LATER = date(2025, 7, 1), date(2025, 7, 16), date(2025, 9, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2025, 10, 1))


@pytest.fixture
def ward():
    return factories.make_commune("28249")


@pytest.fixture
def three(ward):
    return add_villages(commune=ward, names=["Khu phố 1", "Khu phố 2", "Khu phố 3"])


def names(commune, day) -> list[str]:
    villages = list(villages_of(commune, on=day))
    on_that_day = names_on([village.code for village in villages], day)
    return [on_that_day[village.code] for village in villages]


def test_a_village_gets_the_next_code_and_the_kind_its_name_or_the_commune_says(ward):
    village = add_village(commune=ward, name="1")
    assert (village.code, village.name, village.kind, village.valid_from) == ("28249.01", "Khu phố 1", "Khu phố", START)
    assert village.path == "/VN/82/28249/28249.01/"
    assert add_village(commune=ward, name="ấp TÂN ĐÔNG", valid_from=MIDDLE).name == "Ấp Tân Đông"
    assert add_village(commune=ward, name="5", kind="Khóm").name == "Khóm 5"
    assert add_village(commune=ward, name="kp 6").name == "Khu phố 6"
    assert [village.code for village in villages_of(ward)] == ["28249.02", "28249.03", "28249.01", "28249.04"]
    assert add_village(commune=factories.make_commune("00454"), name="Đông").name == "Thôn Đông"


def test_neighbourhood_10_stands_after_neighbourhood_2(ward):
    add_villages(commune=ward, names=["10", "2", "1"])
    assert names(ward, LATER) == ["Khu phố 1", "Khu phố 2", "Khu phố 10"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("KP.2", "“Khu phố 2” đã có"),
        ("khu phố II", "“Khu phố 2” đã có"),
        ("  ", "gõ tên"),
        ("Khu phố", "gõ tên"),
        ("Khu phố " + "a" * 120, "dài quá"),
    ],
)
def test_names_that_are_refused(ward, three, name, words):
    with pytest.raises(Refused, match=words):
        add_village(commune=ward, name=name)
    assert villages_of(ward).count() == 3
    assert add_village(commune=ward, name="KP.4").name == "Khu phố 4"


def test_several_are_added_together_or_not_at_all(ward):
    with pytest.raises(Refused, match="“Khu phố 1” đã có"):
        add_villages(commune=ward, names=["Khu phố 1", "Khu phố 2", "kp 1"])
    assert not Area.objects.filter(level="village").exists()
    assert len(add_villages(commune=ward, names=["Khu phố 1", "Khu phố 2"])) == 2


def test_a_day_that_has_not_come_is_refused(ward, three):
    with pytest.raises(Refused, match="chưa tới"):
        add_village(commune=ward, name="4", valid_from=date(2025, 10, 2))
    with pytest.raises(Refused, match="chưa tới"):
        close_village(village=three[0], day=date(2025, 10, 2))
    add_village(commune=ward, name="4", valid_from=date(2025, 10, 1))
    close_village(village=three[0], day=date(2025, 10, 1))


def test_a_village_belongs_to_a_commune_and_only_villages_are_changed_here(ward):
    with pytest.raises(Refused, match="chỉ thuộc một xã"):
        add_village(commune=ward.parent, name="Khu phố 1")
    with pytest.raises(Refused):
        rename_village(village=ward, name="Phường Mới", day=LATER)
    assert Area.objects.get(pk=ward.pk).name == "Phường Đạo Thạnh"


def test_a_renamed_village_keeps_its_code_and_its_old_name_in_the_past(ward, three):
    renamed = rename_village(village=three[0], name="Khu phố Bình Tạo", day=MIDDLE, basis="Nghị quyết 12/NQ-HĐND")
    assert (renamed.code, renamed.name) == ("28249.01", "Khu phố Bình Tạo")
    assert [name_on(renamed, day) for day in (date(2024, 1, 1), START, date(2025, 7, 15), MIDDLE, LATER)] == [
        "Khu phố 1", "Khu phố 1", "Khu phố 1", "Khu phố Bình Tạo", "Khu phố Bình Tạo",
    ]  # fmt: skip
    assert names(ward, START) == ["Khu phố 2", "Khu phố 3", "Khu phố 1"]
    assert add_village(commune=ward, name="Khu phố 1", valid_from=LATER).code == "28249.04"  # the name is free again


def test_renaming_on_the_day_a_name_began_puts_that_name_right(ward, three):
    rename_village(village=three[0], name="Khu phố 1A", day=START)
    assert list(AreaName.objects.filter(area=three[0]).values_list("name", flat=True)) == ["Khu phố 1A"]
    assert name_on(three[0], START) == "Khu phố 1A"


def test_refused_renamings(ward, three):
    rename_village(village=three[0], name="Khu phố Bình Tạo", day=MIDDLE)
    with pytest.raises(Refused, match="có từ ngày 16/07/2025"):
        rename_village(village=three[0], name="Khu phố 9", day=START)
    with pytest.raises(Refused, match="có từ ngày 01/07/2025"):
        rename_village(village=three[1], name="Khu phố 9", day=date(2025, 6, 30))
    with pytest.raises(Refused, match="giống hệt"):
        rename_village(village=three[1], name="kp 2", day=LATER)
    with pytest.raises(Refused, match="“Khu phố 3” đã có"):
        rename_village(village=three[1], name="kp 3", day=LATER)
    assert rename_village(village=three[1], name="kp 9", day=LATER).name == "Khu phố 9"


def test_a_merge_in_the_middle_of_a_month(ward, three):
    merged = merge_villages(villages=three[:2], name="Khu phố 1", day=MIDDLE, basis="Nghị quyết 30/NQ-HĐND")
    assert merged.code == "28249.04"
    assert names(ward, date(2025, 7, 15)) == ["Khu phố 1", "Khu phố 2", "Khu phố 3"]
    assert names(ward, MIDDLE) == ["Khu phố 1", "Khu phố 3"]
    assert [village.code for village in villages_of(ward, on=MIDDLE)] == ["28249.04", "28249.03"]
    assert [village.valid_to for village in Area.objects.filter(pk__in=["28249.01", "28249.02"])] == [MIDDLE, MIDDLE]
    assert successors(Area.objects.get(pk="28249.02")) == [merged]
    assert successors(merged) == [merged]
    assert name_on(three[1], LATER) == "Khu phố 2"  # an old list stays readable
    assert [village.name for village in former_villages_of(ward)] == ["Khu phố 1", "Khu phố 2"]


def test_refused_merges(ward, three):
    other = factories.make_village(factories.make_commune("28627"), "Khóm 1")
    with pytest.raises(Refused, match="hai nơi khác nhau"):
        merge_villages(villages=[three[0], three[0]], name="Khu phố 1", day=MIDDLE)
    with pytest.raises(Refused, match="cùng một xã"):
        merge_villages(villages=[three[0], other], name="Khu phố 1", day=MIDDLE)
    with pytest.raises(Refused, match="sau ngày đó"):
        merge_villages(villages=three[:2], name="Khu phố 1", day=START)
    with pytest.raises(Refused, match="“Khu phố 3” đã có"):
        merge_villages(villages=three[:2], name="Khu phố 3", day=MIDDLE)
    assert Area.objects.filter(parent=ward, valid_to=None).count() == 3  # nothing half written
    assert not Succession.objects.exists()
    merge_villages(villages=three[:2], name="Khu phố 1", day=MIDDLE)
    with pytest.raises(Refused, match="đã thôi dùng từ ngày 16/07/2025"):
        merge_villages(villages=[three[0], three[2]], name="Khu phố 5", day=LATER)


def test_a_split_and_a_later_merge_are_followed_to_what_stands_today(ward, three):
    left, right = split_village(village=three[0], names=["Khu phố 1", "Khu phố 4"], day=MIDDLE)
    assert names(ward, MIDDLE) == ["Khu phố 1", "Khu phố 2", "Khu phố 3", "Khu phố 4"]
    merged = merge_villages(villages=[left, three[1]], name="Khu phố Mới", day=LATER)
    old = Area.objects.get(pk=three[0].pk)
    assert successors(old) == [right, merged]
    assert [village.name for village in successors(Area.objects.get(pk=three[1].pk))] == ["Khu phố Mới"]


@pytest.mark.parametrize(
    ("new", "words"),
    [(["Khu phố 1"], "ít nhất hai"), (["Khu phố 4", "kp 4"], "“Khu phố 4” đã có"), (["Khu phố 2", "Khu phố 4"], "“Khu phố 2” đã có")],
)
def test_refused_splits(ward, three, new, words):
    with pytest.raises(Refused, match=words):
        split_village(village=three[0], names=new, day=MIDDLE)
    assert Area.objects.filter(parent=ward).count() == 3
    split_village(village=three[0], names=["Khu phố 1", "Khu phố 4"], day=MIDDLE)


def test_a_closed_village_stays_in_the_past(ward, three):
    close_village(village=three[2], day=MIDDLE, basis="Di dời")
    assert names(ward, date(2025, 7, 15)) == ["Khu phố 1", "Khu phố 2", "Khu phố 3"]
    assert names(ward, MIDDLE) == ["Khu phố 1", "Khu phố 2"]
    assert successors(Area.objects.get(pk=three[2].pk)) == []
    with pytest.raises(Refused, match="đã thôi dùng"):
        close_village(village=three[2], day=LATER)


def test_what_was_entered_by_mistake_is_taken_back_unless_somebody_lives_there(ward, three):
    factories.make_person("Nguyễn Thị Hoa", three[0])
    with pytest.raises(Refused, match="không xóa được"):
        remove_village(village=three[0])
    remove_village(village=three[2])
    assert names(ward, LATER) == ["Khu phố 1", "Khu phố 2"]


def test_a_merge_taken_back_lets_the_old_ones_stand_again(ward, three):
    merged = merge_villages(villages=three[:2], name="Khu phố 12", day=MIDDLE)
    with pytest.raises(Refused, match="không xóa được"):
        remove_village(village=three[0])
    remove_village(village=merged)
    assert names(ward, LATER) == ["Khu phố 1", "Khu phố 2", "Khu phố 3"]
    assert not Succession.objects.exists()


def test_the_history_says_what_happened_newest_first(ward, three):
    rename_village(village=three[2], name="Khu phố Bình Tạo", day=date(2025, 7, 10), basis="NQ 1")
    merge_villages(villages=three[:2], name="Khu phố 1", day=MIDDLE, basis="NQ 2")
    split_village(village=three[2], names=["Khu phố 3", "Khu phố 4"], day=date(2025, 8, 1), basis="NQ 3")
    told = [(change.day, change.what, change.old, change.new, change.basis) for change in history_of(ward)]
    assert told == [
        (date(2025, 8, 1), "split", ["Khu phố Bình Tạo"], ["Khu phố 3", "Khu phố 4"], "NQ 3"),
        (MIDDLE, "merged", ["Khu phố 1", "Khu phố 2"], ["Khu phố 1"], "NQ 2"),
        (date(2025, 7, 10), "renamed", ["Khu phố 3"], ["Khu phố Bình Tạo"], "NQ 1"),
        (START, "added", [], ["Khu phố 1", "Khu phố 2", "Khu phố 3"], ""),
    ]


def test_a_list_may_use_former_names(ward, three):
    rename_village(village=three[2], name="Khu phố Bình Tạo", day=MIDDLE)
    merged = merge_villages(villages=three[:2], name="Khu phố 1", day=MIDDLE)
    left, right = split_village(village=add_village(commune=ward, name="9"), names=["9A", "9B"], day=MIDDLE)
    known = names_in_lists(ward)
    texts = ["kp 1", "kp 2", "kp 3", "Bình Tạo", "kp 9", "kp 9a", "kp 10"]
    codes = [match_village(text, known, ward.name) for text in texts]
    assert codes == [merged.code, merged.code, "28249.03", "28249.03", "28249.05", left.code, None]
    add_village(commune=ward, name="3", valid_from=LATER)
    assert match_village("kp 3", names_in_lists(ward), ward.name) == "28249.08"  # the name is borne again


@pytest.mark.parametrize("many", [1, 3])
def test_lists_ask_the_database_as_often_for_one_village_as_for_three(ward, many, django_assert_num_queries):
    villages = add_villages(commune=ward, names=[str(number) for number in range(1, many + 1)])
    with django_assert_num_queries(1):
        assert len(villages_of(ward)) == many
    with django_assert_num_queries(1):
        assert len(names_on([village.code for village in villages], START)) == many
    with django_assert_num_queries(3):
        history_of(ward)
    with django_assert_num_queries(3):
        assert len(names_in_lists(ward)) == many
