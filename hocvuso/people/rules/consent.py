"""Who must have agreed before a person's data may serve a purpose (Law 91/2025/QH15, articles 9, 19 and 24).

Purposes are agreed to one by one. An imported list proves no consent: learning and statistics then rest on the legal
ground that the import names, contact and story on nothing, so such people are counted and not contacted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

SELF, REPRESENTATIVE = "self", "representative"

# Purposes that a list made on a legal ground may serve without a consent of each person.
ON_LEGAL_GROUND = frozenset({"learn", "statistics"})
PURPOSES = ("learn", "statistics", "confirm", "contact", "story", "fraud")

SEVEN, GROWN = 7, 18


@dataclass(frozen=True)
class Agreement:
    """One consent in force: for what, and given by whom ("self" or "representative")."""

    purpose: str
    giver: str


def givers_needed(birth_year: int | None, year: int) -> frozenset[str]:
    """Who must agree for someone born in `birth_year`, asked in `year`; empty when the birth year is unknown: nobody can.

    Under 7 the representative alone. From 7 to under 18 both: the law says so for 7 to under 16, the product keeps it
    until 18. Only the year of birth is kept, so whoever may still be 17 counts as 17, and whoever may already be 7 as 7.
    """
    if birth_year is None:
        return frozenset()
    oldest = year - birth_year
    if oldest < SEVEN:
        return frozenset({REPRESENTATIVE})
    if oldest - 1 < GROWN:
        return frozenset({SELF, REPRESENTATIVE})
    return frozenset({SELF})


def missing_givers(purpose: str, birth_year: int | None, year: int, agreements: Iterable[Agreement]) -> frozenset[str] | None:
    """Who has still to agree to the purpose; an empty set: nobody. None: the birth year must be known first."""
    needed = givers_needed(birth_year, year)
    if not needed:
        return None
    return needed - {one.giver for one in agreements if one.purpose == purpose}


def may_serve(purpose: str, birth_year: int | None, year: int, agreements: Iterable[Agreement], *, legal_ground: bool = False) -> bool:
    """Whether a person's data may serve the purpose now."""
    if legal_ground and purpose in ON_LEGAL_GROUND:
        return True
    return missing_givers(purpose, birth_year, year, agreements) == frozenset()
