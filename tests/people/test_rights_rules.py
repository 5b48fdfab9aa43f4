"""The days the law gives, over holidays and Tết."""

import random
from datetime import date, timedelta

import pytest

from hocvuso.people.queries.rights import calendar
from hocvuso.people.rules.rights import Calendar, answer_due, due, extended, urgency

PLAIN = Calendar(frozenset())


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2026, 11, 16), date(2026, 11, 18)),  # Monday -> Wednesday
        (date(2026, 11, 19), date(2026, 11, 23)),  # Thursday -> Monday
        (date(2026, 11, 20), date(2026, 11, 25)),  # Friday; Tuesday 24 November is a holiday since 2026
        (date(2026, 2, 13), date(2026, 2, 24)),  # the Friday before Tết: the 16th to the 20th are off
        (date(2025, 4, 24), date(2025, 4, 26)),  # Saturday 26 April 2025 was worked in place of 2 May
    ],
)
def test_an_answer_is_due_two_working_days_later(received, expected):
    assert answer_due(received, calendar()) == expected


@pytest.mark.parametrize(
    ("kind", "days"), [("withdraw", 15), ("restrict", 15), ("object", 15), ("view", 10), ("correct", 10), ("provide", 10), ("delete", 20)]
)
def test_each_kind_has_its_days(kind, days):
    monday = date(2026, 6, 1)
    expected = monday + timedelta(days=days)
    while expected.weekday() > 4:
        expected += timedelta(days=1)
    assert due(kind, monday, PLAIN) == expected


def test_a_limit_that_ends_in_tet_ends_with_the_first_working_day_after():
    assert due("view", date(2026, 2, 7), calendar()) == date(2026, 2, 23)  # the 17th is the first day of Tết


def test_one_extension_adds_fifteen_days():
    assert extended(date(2026, 6, 11), PLAIN) == date(2026, 6, 26)


def test_a_year_without_a_calendar_counts_weekends_only():
    assert answer_due(date(2040, 1, 2), calendar()) == date(2040, 1, 4)


def test_a_thousand_requests_over_two_years_are_due_on_a_working_day_in_time():
    chance, known = random.Random(7), calendar()
    for _ in range(1000):
        received = date(2025, 1, 1) + timedelta(days=chance.randrange(730))
        answer = answer_due(received, known)
        between = [received + timedelta(days=step) for step in range(1, (answer - received).days + 1)]
        assert sum(known.is_working(day) for day in between) == 2
        assert known.is_working(answer)
        last = due("delete", received, known)
        assert known.is_working(last)
        assert not any(known.is_working(received + timedelta(days=step)) for step in range(20, (last - received).days))


def test_the_calendar_knows_tet_and_the_national_days():
    known = calendar()
    for day in [date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 8), date(2028, 1, 26), date(2026, 9, 2), date(2027, 4, 30)]:
        assert not known.is_working(day), day
    assert known.is_working(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("today", "said"), [(date(2026, 6, 3), "calm"), (date(2026, 6, 6), "soon"), (date(2026, 6, 11), "soon"), (date(2026, 6, 12), "late")]
)
def test_the_queue_warns_at_half_time_and_when_late(today, said):
    assert urgency(date(2026, 6, 1), date(2026, 6, 11), today) == said
