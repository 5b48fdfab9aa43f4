"""People counted exactly up a tree, contacts by day, in whatever order facts come: both roads agree after each step."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hocvuso.base.days import days_window, parse_window
from hocvuso.insights.models import CountedPerson, DayCount, PeopleCount, SamePerson
from hocvuso.insights.queries import figures
from hocvuso.insights.recount import differences
from hocvuso.journal.models import Pending
from hocvuso.places.models import Area
from tests import factories
from tests.insights.facts import PEOPLE, attended, merged, take_back

A, B, C = PEOPLE[:3]
JULY = parse_window("2025-07")  # 15 June to 14 July


@pytest.fixture
def two_villages(areas):
    areas.second_village = factories.make_village(areas.commune, "Khu phố 2")
    return areas


def instructed(area, window=JULY):
    figure = figures(area, window)["instructed"]
    return figure.people, figure.contacts


def test_a_person_who_comes_twice_is_two_contacts(two_villages):
    attended(A, "28249.01", date(2025, 7, 1))
    attended(A, "28249.02", date(2025, 7, 2))
    assert instructed(two_villages.commune) == (1, 2)
    assert instructed(two_villages.province) == (1, 2)
    assert instructed(two_villages.nation) == (1, 2)
    # one home in the period: that of the earliest
    assert instructed(two_villages.village) == (1, 1)
    assert instructed(two_villages.second_village) == (0, 1)
    assert differences() == []


def test_an_earlier_arrival_moves_the_home(two_villages):
    attended(A, "28249.02", date(2025, 7, 5))
    assert instructed(two_villages.second_village) == (1, 1)
    attended(A, "28249.01", date(2025, 7, 1))
    assert instructed(two_villages.village) == (1, 1)
    assert instructed(two_villages.second_village) == (0, 1)
    assert instructed(two_villages.commune) == (1, 2)
    assert differences() == []


def test_the_month_ends_on_the_fourteenth(two_villages):
    attended(A, "28249.01", date(2025, 7, 14), hour=23)
    attended(B, "28249.01", date(2025, 7, 15), hour=0)
    assert instructed(two_villages.commune) == (1, 1)
    assert instructed(two_villages.commune, parse_window("2025-08")) == (1, 1)
    assert instructed(two_villages.commune, parse_window("2025-Q3")) == (2, 2)
    assert instructed(two_villages.commune, days_window(date(2025, 7, 14), date(2025, 7, 15))) == (2, 2)


def test_not_measured_is_not_nought(two_villages):
    assert instructed(two_villages.commune) == (None, None)
    attended(A, "28249.01", date(2025, 7, 1), subject="G4.2")
    found = figures(two_villages.commune, JULY)
    assert (found["vneid"].people, found["vneid"].contacts) == (0, 0)  # attendance was recorded, none of it for VNeID
    assert (found["N4"].people, found["self_study"].contacts) == (None, None)
    assert found["T-A1"].is_measured is False


def test_a_voided_fact_stops_counting(two_villages):
    first = attended(A, "28249.01", date(2025, 7, 1))
    attended(A, "28249.02", date(2025, 7, 2))
    assert instructed(two_villages.commune) == (1, 2)
    take_back(first, date(2025, 7, 20))
    assert instructed(two_villages.commune) == (1, 1)
    assert instructed(two_villages.second_village) == (1, 1)
    assert differences() == []


def test_merge_and_undo(two_villages):
    attended(A, "28249.01", date(2025, 7, 1))
    attended(B, "28249.02", date(2025, 7, 2))
    attended(C, "28249.02", date(2025, 7, 3))
    assert instructed(two_villages.commune) == (3, 3)
    first, second = merged(A, B, date(2025, 7, 20)), merged(C, A, date(2025, 7, 21))
    assert instructed(two_villages.commune) == (1, 3)
    assert instructed(two_villages.village) == (1, 1)
    assert SamePerson.objects.count() == 2
    take_back(first, date(2025, 7, 22))
    assert instructed(two_villages.commune) == (2, 3)
    take_back(second, date(2025, 7, 23))
    assert instructed(two_villages.commune) == (3, 3)
    assert not SamePerson.objects.exists()
    assert differences() == []


def test_two_names_of_one_person_at_one_gathering_are_one_contact(two_villages):
    gathering = uuid4()
    attended(A, "28249.01", date(2025, 7, 1), within=gathering)
    attended(B, "28249.02", date(2025, 7, 1), within=gathering, hour=10)
    assert instructed(two_villages.commune) == (2, 2)
    merge = merged(A, B, date(2025, 7, 20))
    assert instructed(two_villages.commune) == (1, 1)
    assert instructed(two_villages.second_village) == (None, None)  # nothing that counts was recorded of anybody who lives there
    assert differences() == []
    take_back(merge, date(2025, 7, 21))
    assert instructed(two_villages.commune) == (2, 2)
    assert differences() == []


def test_unknown_village_counts_in_the_commune_alone(two_villages):
    attended(A, "28249", date(2025, 7, 1))
    attended(B, "28249.01", date(2025, 7, 1))
    assert instructed(two_villages.commune) == (2, 2)
    assert instructed(two_villages.village) == (1, 1)
    assert differences() == []


def test_a_guest_counts_at_home(two_villages):
    attended(A, "00454", date(2025, 7, 1), place="28249")
    assert instructed(two_villages.foreign) == (1, 1)
    assert instructed(two_villages.commune) == (0, 0)  # attendance was recorded here, of nobody who lives here
    assert figures(two_villages.commune, JULY)["at_points"].contacts == 1
    assert instructed(two_villages.province) == (0, 0)
    assert instructed(two_villages.nation) == (1, 1)


def test_subjects_and_traits(two_villages):
    attended(A, "28249.01", date(2025, 7, 1), subject="G3.1", traits=["f", "60+"])
    attended(B, "28249.01", date(2025, 7, 1), subject="G3.10", traits=["m", "official"])
    attended(C, "28249.01", date(2025, 7, 1), subject="G5.2", traits=["<18", "student"])
    found = figures(two_villages.commune, JULY)
    assert [found[code].people for code in ("vneid", "safety", "N1", "N2", "N3")] == [1, 1, 1, 1, 1]


def test_nothing_waits_after_a_question(two_villages):
    attended(A, "28249.01", date(2025, 7, 1))
    assert Pending.objects.count() == 1
    instructed(two_villages.commune)
    assert not Pending.objects.exists()


def test_the_recount_sees_a_wrong_counter(two_villages):
    attended(A, "28249.01", date(2025, 7, 1))
    assert differences() == []
    PeopleCount.objects.filter(area="82", window="2025-07", indicator="instructed").update(people=7)
    DayCount.objects.filter(area="28249", indicator="instructed").update(number=0)
    found = {(row["what"], row["area"], row["counted"], row["recounted"]) for row in differences()}
    assert found == {("people", "82", 7, 1), ("times", "28249", 0, 1)}


STEP = st.one_of(
    st.tuples(
        st.just("attend"),
        st.integers(0, 4),
        st.sampled_from(["28249", "28249.01", "28249.02", "00454"]),
        st.integers(1, 40),
        st.integers(0, 3),
    ),
    st.tuples(st.just("merge"), st.integers(0, 4), st.integers(0, 4)),
    st.tuples(st.just("void"), st.integers(0, 30)),
    st.tuples(st.just("ask")),
)


@given(st.lists(STEP, min_size=3, max_size=25))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_both_roads_agree(two_villages, steps):
    """Random facts, merges and voids with questions between: the counters equal the recount, and a from-to window the kept one."""
    gatherings, people = [uuid4() for _ in range(4)], [uuid4() for _ in range(5)]
    done, absorbed = [], set()
    for step in steps:
        if step[0] == "attend":
            _, person, home, day, gathering = step
            done.append(
                attended(
                    people[person], home, date(2025, 6, 10 + day) if day <= 20 else date(2025, 7, day - 20), within=gatherings[gathering]
                )
            )
        elif step[0] == "merge" and step[1] != step[2] and not {people[step[1]], people[step[2]]} & absorbed:
            done.append(merged(people[step[1]], people[step[2]], date(2025, 7, 20)))
            absorbed.add(people[step[2]])
        elif step[0] == "void" and step[1] < len(done):
            entry = done.pop(step[1])
            take_back(entry, date(2025, 7, 25))
            absorbed.discard(entry.other_person)
        elif step[0] == "ask":
            instructed(two_villages.commune)
    assert differences() == []
    for area in Area.objects.all():
        assert instructed(area) == instructed(area, days_window(JULY.start, JULY.last_day)), area


def test_counters_of_everybody_are_one_row_each(two_villages):
    for person in PEOPLE[:4]:
        for day in (1, 2, 3):
            attended(person, "28249.01", date(2025, 7, day))
    instructed(two_villages.commune)
    assert CountedPerson.objects.filter(indicator="instructed").count() == 4 * 3  # month, quarter, year


def test_a_changed_indicator_counts_everything_anew(two_villages, monkeypatch):
    attended(A, "28249.01", date(2025, 7, 1))
    assert instructed(two_villages.commune) == (1, 1)
    PeopleCount.objects.update(people=5)  # as if an older program had counted by another definition
    assert instructed(two_villages.commune) == (5, 1)
    monkeypatch.setattr("hocvuso.insights.actions.basis", lambda: "another")
    assert instructed(two_villages.commune) == (1, 1)
    assert differences() == []
