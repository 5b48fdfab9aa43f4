"""Who must agree, by age; what may be done with what was agreed."""

import pytest

from hocvuso.people.rules.consent import ON_LEGAL_GROUND, PURPOSES, Agreement, givers_needed, may_serve, missing_givers

YEAR = 2026
BOTH = {"self", "representative"}

# Age as the year says it (this year less the year of birth) -> who must agree. Up to one year less is possible.
NEEDED = {
    0: {"representative"},
    6: {"representative"},
    7: BOTH,  # may be seven already
    15: BOTH,
    16: BOTH,  # the law lets go here; the product does not
    17: BOTH,
    18: BOTH,  # may still be seventeen
    19: {"self"},
    80: {"self"},
}


@pytest.mark.parametrize(("age", "needed"), NEEDED.items())
def test_who_must_agree_at_which_age(age, needed):
    assert givers_needed(YEAR - age, YEAR) == needed


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("age", range(0, 25))
@pytest.mark.parametrize("given", [set(), {"self"}, {"representative"}, BOTH])
def test_a_purpose_is_served_only_when_everybody_needed_agreed_to_that_purpose(purpose, age, given):
    needed = {"representative"} if age < 7 else BOTH if age < 19 else {"self"}
    agreements = [Agreement(purpose, giver) for giver in given]
    assert may_serve(purpose, YEAR - age, YEAR, agreements) == (needed <= given)
    others = [Agreement(other, giver) for other in PURPOSES if other != purpose for giver in BOTH]
    assert not may_serve(purpose, YEAR - age, YEAR, others), "a consent to something else is no consent"


def test_without_a_birth_year_nobody_can_have_agreed():
    assert missing_givers("contact", None, YEAR, [Agreement("contact", "self")]) is None
    assert not may_serve("contact", None, YEAR, [Agreement("contact", "self"), Agreement("contact", "representative")])


@pytest.mark.parametrize("purpose", PURPOSES)
def test_an_imported_list_lets_people_be_counted_and_taught_and_nothing_more(purpose):
    assert may_serve(purpose, 1955, YEAR, [], legal_ground=True) == (purpose in {"learn", "statistics"})
    assert not may_serve(purpose, 1955, YEAR, [])
    assert {"learn", "statistics"} == ON_LEGAL_GROUND


def test_what_is_missing_is_named():
    assert missing_givers("story", 2014, YEAR, [Agreement("story", "self")]) == {"representative"}
