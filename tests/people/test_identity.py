"""Which mentions are one person: docs/developer/identity.md, line by line, and properties that hold for any list."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hocvuso.people.rules.evidence import Reason, naming
from hocvuso.people.rules.identity import Pair, best_of, resolve


def decide(*rows, **more):
    """Rows (name, year, phone, village) -> groups and questions by row number."""
    namings = [naming(n, name, year=year, phone=phone, village=village) for n, (name, year, phone, village) in enumerate(rows)]
    return resolve(namings, **more)


def questions(resolution):
    return {(question.left, question.right): question.reason for question in resolution.questions}


P, Q, HOA = "0912345678", "0987654321", "Nguyễn Thị Hoa"

ONE = [
    ("phone and year", (HOA, 1960, P, "1"), ("NGUYEN THI HOA", 1960, P, "")),
    ("phone and year, moved", (HOA, 1960, P, "1"), (HOA, 1960, P, "2")),
    ("year and village, neither has a phone", (HOA, 1960, "", "1"), (HOA, 1960, "", "1")),
    ("phone, one year missing", (HOA, None, P, "1"), (HOA, 1960, P, "1")),
    ("shortened family name", ("Ng. Thị Hoa", 1960, P, "1"), (HOA, 1960, P, "1")),
]
TWO = [
    ("year and village and phone differ", (HOA, 1960, P, "1"), (HOA, 1960, Q, "2")),
    ("another year", (HOA, 1960, P, "1"), (HOA, 1985, Q, "1")),
    ("another name on the family's phone", (HOA, 1960, P, "1"), ("Trần Văn Nam", 1960, P, "1")),
    ("another village, no year", (HOA, None, "", "1"), (HOA, 1960, "", "2")),
]
ASKED = [
    ("father and son on one phone", Reason.YEAR, ("Lê Văn Nam", 1950, P, "1"), ("Lê Văn Nam", 1980, P, "1")),
    ("a new number, or two people", Reason.PHONE, (HOA, 1960, P, "1"), (HOA, 1960, Q, "1")),
    ("one has a phone, the other none", Reason.PHONELESS, (HOA, 1960, P, "1"), (HOA, 1960, "", "1")),
    ("no village", Reason.VILLAGE, (HOA, 1960, P, "1"), (HOA, 1960, "", "")),
    ("moved, without a phone", Reason.MOVED, (HOA, 1960, P, "1"), (HOA, 1960, "", "2")),
    ("one letter", Reason.NAME, ("Nguyễn Thị Lan", 1960, P, "1"), ("Nguyễn Thị Loan", 1960, P, "1")),
    ("one mark", Reason.NAME, ("Nguyễn Thị Hoa", 1960, P, "1"), ("Nguyễn Thị Hòa", 1960, P, "1")),
    ("name alone", Reason.THIN, (HOA, None, "", "1"), (HOA, None, P, "1")),
    ("village, neither has a phone, one year missing", Reason.THIN, (HOA, None, "", "1"), (HOA, 1960, "", "1")),
    ("digits of the phone swapped", Reason.PHONE, (HOA, 1960, "0912345678", "1"), (HOA, 1960, "0912345687", "2")),
]


@pytest.mark.parametrize(("why", "one", "other"), ONE)
def test_one_person(why, one, other):
    resolution = decide(one, other)
    assert resolution.groups == [[0, 1]]
    assert resolution.questions == []


@pytest.mark.parametrize(("why", "one", "other"), TWO)
def test_two_people(why, one, other):
    resolution = decide(one, other)
    assert resolution.groups == [[0], [1]]
    assert resolution.questions == []


@pytest.mark.parametrize(("why", "reason", "one", "other"), ASKED)
def test_asked(why, reason, one, other):
    resolution = decide(one, other)
    assert resolution.groups == [[0], [1]]
    assert questions(resolution) == {(0, 1): reason}


def test_who_could_be_two_is_neither():
    father, son, either = ("Lê Văn Nam", 1950, P, "1"), ("Lê Văn Nam", 1980, P, "1"), ("Lê Văn Nam", None, P, "1")
    resolution = decide(father, son, either)
    assert resolution.groups == [[0], [1], [2]]
    assert questions(resolution) == {(0, 1): Reason.YEAR, (0, 2): Reason.SEVERAL, (1, 2): Reason.SEVERAL}


def test_a_pupil_is_not_the_grandmother_of_the_same_name():
    rows = [naming(0, HOA, phone=P, village="1", groups=["student"], on=2025), naming(1, HOA, phone=P, village="1", year=1950)]
    assert resolve(rows).groups == [[0], [1]]
    assert resolve([naming(0, HOA, phone=P, village="1"), rows[1]]).groups == [[0, 1]]


def test_who_left_out_year_and_phone_is_known_by_name_village_and_group():
    full, thin = ({"groups": ["elderly"], "on": 2025, "village": "1", "year": year} for year in (1950, None))
    assert resolve([naming(0, HOA, **full), naming(1, HOA, **thin)]).groups == [[0, 1]]
    assert resolve([naming(0, HOA, **full), naming(1, HOA, **{**thin, "groups": ["trader"]})]).groups == [[0], [1]]
    namesake = naming(2, HOA, **{**full, "year": 1940})
    assert resolve([naming(0, HOA, **full), naming(1, HOA, **thin), namesake]).groups == [[0], [1], [2]]


def test_the_day_of_birth_tells_two_of_one_year_apart():
    rows = [naming(n, HOA, year=1960, village="1", birthday=day) for n, day in enumerate((date(1960, 5, 1), date(1960, 8, 2)))]
    assert resolve(rows).groups == [[0], [1]]
    swapped = [naming(n, HOA, year=1960, village="1", birthday=day) for n, day in enumerate((date(1960, 5, 1), date(1960, 1, 5)))]
    assert resolve(swapped).groups == [[0, 1]]


def test_another_day_of_birth_in_one_village_is_asked_elsewhere_it_parts():
    days = (date(1960, 5, 1), date(1960, 8, 2))
    near = resolve([naming(n, HOA, year=1960, village="1", birthday=day) for n, day in enumerate(days)])
    assert near.groups == [[0], [1]]
    assert [(one.reason, one.pressing) for one in near.questions] == [(Reason.BIRTHDAY, True)]
    far = resolve([naming(n, HOA, year=1960, village=str(n), birthday=day) for n, day in enumerate(days)])
    assert (far.groups, far.questions) == ([[0], [1]], [])


def test_the_same_rows_give_the_same_questions_whatever_their_ids():
    rows = [("Lê Văn Nam", year, P, "1") for year in (1950, 1950, 1980, 1980, None)] + [
        (HOA, 1960, "", ""),
        (HOA, 1960, P, "1"),
        (HOA, 1960, P, "1"),
    ]

    def asked(ids):
        namings = [
            naming(id, name, year=year, phone=phone, village=village) for id, (name, year, phone, village) in zip(ids, rows, strict=True)
        ]
        return [(ids.index(one.left), ids.index(one.right), one.reason) for one in resolve(namings).questions]

    first = asked(list(range(8)))
    assert first
    assert all(asked([f"{n}-{place}" for place in range(8)]) == first for n in range(20))


def test_the_volunteers_number_beside_many_names_tells_nothing():
    others = [
        (f"Trần Văn {given}", 1950 + n, P, "9")
        for n, given in enumerate(["An", "Ba", "Cang", "Duy", "Em", "Giang", "Hai", "Khoa", "Long", "Minh", "Nam", "Oanh", "Phú"])
    ]
    assert decide((HOA, None, P, "1"), (HOA, None, P, "2")).groups == [[0, 1]]
    assert [0, 1] not in decide((HOA, None, P, "1"), (HOA, None, P, "2"), *others).groups


def test_a_stored_person_is_recognised_and_two_are_never_joined():
    stored = [naming("a", HOA, year=1960, phone=P, village="1", person="A"), naming("b", HOA, year=1960, phone=Q, village="2", person="B")]
    groups = resolve([*stored, naming("new", HOA, year=1960, phone=Q)]).groups
    assert sorted(map(sorted, groups)) == [["a"], ["b", "new"]]


def test_what_somebody_decided_holds():
    rows = ((HOA, 1960, P, "1"), (HOA, 1960, P, "1"))
    assert decide(*rows, different=[Pair((0, 1))]).groups == [[0], [1]]
    assert decide(*rows, different=[Pair((0, 1))]).questions == []
    assert decide(rows[0], ("Trần Văn Nam", 1960, P, "1"), same=[Pair((0, 1))]).groups == [[0, 1]]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Lê Văn Nam", "Le Van Nam", "Lê Văn Năm", "Ng. Thị Hoa", "Nguyễn Thị Hoa", "Ngô Thị Hoa"]),
        st.sampled_from([None, 1950, 1980]),
        st.sampled_from(["", P, Q]),
        st.sampled_from(["", "1", "2"]),
    ),
    min_size=2,
    max_size=5,
)


@given(ROWS)
@settings(max_examples=150, deadline=None)
def test_the_order_of_the_rows_does_not_matter(rows):
    def as_sets(order):
        groups = decide(*(rows[n] for n in order)).groups
        return {frozenset(order[n] for n in group) for group in groups}

    first = as_sets(range(len(rows)))
    assert all(as_sets(order) == first for order in list(permutations(range(len(rows))))[:24])


@given(ROWS)
@settings(max_examples=150, deadline=None)
def test_nobody_has_two_years_or_two_phones(rows):
    for group in decide(*rows).groups:
        assert len({rows[n][1] for n in group} - {None}) <= 1
        assert len({rows[n][2] for n in group} - {""}) <= 1


def test_best_of():
    assert best_of([None, 1960, 1961, 1960]) == 1960
    assert best_of(["a", "b"]) == "b"
    assert best_of([None, ""]) is None
