"""Pure rules of the journal: when a fact counts, ids, the bytes that are sealed."""

import hashlib
import time
import uuid
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hocvuso.base.ids import uuid7
from hocvuso.journal import rules
from hocvuso.journal.rules import counting_moment

RECEIVED = datetime(2025, 7, 10, 8, 0, tzinfo=UTC)  # 15:00 on the 10th in Viet Nam
NOON_OF_9TH = datetime(2025, 7, 9, 5, 0, tzinfo=UTC)
START_OF_9TH = datetime(2025, 7, 8, 17, 0, tzinfo=UTC)
NINTH, TENTH = date(2025, 7, 9), date(2025, 7, 10)


@pytest.mark.parametrize(
    ("happened", "gathering", "counts"),
    [
        (RECEIVED, None, RECEIVED),
        (RECEIVED - timedelta(days=40), None, RECEIVED - timedelta(days=40)),  # a long time off line is believed
        (RECEIVED + timedelta(minutes=10), None, RECEIVED + timedelta(minutes=10)),  # the grace itself is inside
        (RECEIVED + timedelta(minutes=10, microseconds=1), None, RECEIVED),  # from the future, no gathering: receipt
        (RECEIVED + timedelta(minutes=11), NINTH, NOON_OF_9TH),  # from the future, with one: its day
        (START_OF_9TH, TENTH, START_OF_9TH),  # one day off is believed
        (START_OF_9TH - timedelta(seconds=1), TENTH, NOON_OF_9TH + timedelta(days=1)),  # two days off is not
        (datetime(2025, 7, 1, 1, 0, tzinfo=UTC), NINTH, NOON_OF_9TH),
    ],
)
def test_when_a_fact_counts(happened, gathering, counts):
    assert counting_moment(happened, RECEIVED, gathering) == counts


def test_ids_follow_time_and_say_their_version():
    ids = []
    for _ in range(20):
        ids.append(uuid7())
        time.sleep(0.002)
    assert ids == sorted(ids)
    assert {(each.version, each.variant) for each in ids} == {(7, uuid.RFC_4122)}


def test_ids_carry_the_millisecond_and_do_not_repeat():
    before = time.time_ns() // 1_000_000
    many = {uuid7() for _ in range(20_000)}
    after = time.time_ns() // 1_000_000
    assert len(many) == 20_000
    assert all(before <= each.int >> 80 <= after for each in many)


def test_a_sealed_line_is_the_same_wherever_the_time_was_written():
    hanoi = timezone(timedelta(hours=7))
    here = {"b": [1, 2], "at": datetime(2025, 7, 1, 10, tzinfo=hanoi), "a": None}
    there = {"a": None, "at": datetime(2025, 7, 1, 3, tzinfo=UTC), "b": [1, 2]}
    assert rules.sealed_line(here) == rules.sealed_line(there) == b'{"a":null,"at":"2025-07-01T03:00:00.000000+00:00","b":[1,2]}'


def test_a_seal_is_reckoned_with_nothing_but_sha256():
    expected = hashlib.sha256(b"2025-07-01\nabc\none\ntwo\n").hexdigest()
    assert rules.seal_hash(date(2025, 7, 1), "abc", [b"one", b"two"]) == expected
    assert rules.seal_hash(date(2025, 7, 1), "abc", [b"two", b"one"]) != expected


def test_ids_are_packed_and_unpacked():
    ids = [uuid7() for _ in range(3)]
    assert len(rules.pack_ids(ids)) == 48
    assert rules.unpack_ids(rules.pack_ids(ids)) == ids
