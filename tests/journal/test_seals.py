"""Days are sealed when they are over; whatever is done to a sealed fact is found."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from hocvuso.base import clock
from hocvuso.journal import queries, triggers
from hocvuso.journal.actions import seal_days
from hocvuso.journal.models import Entry, Seal
from hocvuso.journal.rules import unpack_ids
from tests.guards import APPEND_ONLY
from tests.journal.facts import utc, write_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def behind_our_back():
    """Raw SQL as someone with the file in hand would run it: without the triggers."""

    def run(sql: str, *values):
        for table in APPEND_ONLY:
            triggers.drop(connection, table)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        for table in APPEND_ONLY:
            triggers.create(connection, table)

    return run


def kinds() -> list[tuple[int, str]]:
    return [(fault.day.day, fault.kind) for fault in queries.broken_seals()]


def as_stored(entry: Entry) -> str:
    """An id as this database's raw SQL names it."""
    return entry.id.hex if connection.vendor == "sqlite" else str(entry.id)


def test_only_days_that_are_over_are_sealed():
    first, evening, today = write_entry(utc(1)), write_entry(utc(1, 16, 59)), write_entry(utc(1, 17))  # 17:00 UTC is the 2nd in Viet Nam

    (seal,) = seal_days(today=date(2025, 7, 2))

    assert (seal.day, seal.count, seal.previous) == (date(2025, 7, 1), 2, "")
    assert unpack_ids(bytes(seal.ids)) == sorted([first.id, evening.id])
    assert (seal.first, seal.last) == (min(first.id, evening.id), max(first.id, evening.id))
    assert today.id not in unpack_ids(bytes(seal.ids))


def test_seals_form_a_chain_and_days_without_facts_have_none():
    for day in (1, 2, 5):
        write_entry(utc(day))

    seals = seal_days(today=date(2025, 7, 9))

    assert [seal.day.day for seal in seals] == [1, 2, 5]
    assert [seal.previous for seal in seals] == ["", seals[0].hash, seals[1].hash]
    assert len({seal.hash for seal in seals}) == 3
    assert kinds() == []


def test_sealing_again_does_nothing():
    write_entry(utc(1))
    assert len(seal_days(today=date(2025, 7, 3))) == 1
    assert seal_days(today=date(2025, 7, 3)) == []
    assert Seal.objects.count() == 1


def test_a_fact_that_is_written_after_its_day_was_sealed_is_in_the_next_seal():
    write_entry(utc(1))
    seal_days(today=date(2025, 7, 2))
    late = write_entry(utc(1, 5))
    assert seal_days(today=date(2025, 7, 2)) == []  # no later day is over yet

    write_entry(utc(3))
    (seal,) = seal_days(today=date(2025, 7, 4))

    assert (seal.day.day, seal.count) == (3, 2)
    assert late.id in unpack_ids(bytes(seal.ids))
    assert kinds() == []
    assert seal_days(today=date(2025, 7, 4)) == []


def test_late_facts_alone_are_sealed_with_the_last_day_that_is_over():
    write_entry(utc(1))
    seal_days(today=date(2025, 7, 2))
    write_entry(utc(1, 5))
    (seal,) = seal_days(today=date(2025, 7, 6))
    assert (seal.day.day, seal.count) == (5, 1)


@pytest.mark.parametrize("column", ["home", "verb", "subject", "place"])
def test_a_changed_fact_is_found(behind_our_back, column):
    entry = write_entry(utc(1))
    write_entry(utc(2))
    seal_days(today=date(2025, 7, 9))
    assert kinds() == []
    behind_our_back(f"UPDATE journal_entry SET {column} = 'x' WHERE id = %s", as_stored(entry))
    assert kinds() == [(1, "changed")]


def test_a_removed_fact_is_found_and_named(behind_our_back):
    entry = write_entry(utc(2))
    write_entry(utc(2))
    seal_days(today=date(2025, 7, 9))
    behind_our_back("DELETE FROM journal_pending")
    behind_our_back("DELETE FROM journal_entry WHERE id = %s", as_stored(entry))
    (fault,) = queries.broken_seals()
    assert (fault.day.day, fault.kind) == (2, "missing")
    assert str(entry.id) in fault.detail


def test_a_seal_that_is_made_anew_over_changed_facts_breaks_the_chain(behind_our_back):
    for day in (1, 2):
        write_entry(utc(day))
    first, second = seal_days(today=date(2025, 7, 9))
    behind_our_back("UPDATE journal_seal SET hash = %s WHERE day = %s", "0" * 64, first.day)
    assert kinds() == [(1, "changed"), (2, "chain")]


def test_a_removed_seal_breaks_the_chain(behind_our_back):
    for day in (1, 2):
        write_entry(utc(day))
    first, second = seal_days(today=date(2025, 7, 9))
    behind_our_back("DELETE FROM journal_seal WHERE day = %s", first.day)
    assert kinds() == [(2, "chain")]


def test_the_root_of_a_day_is_the_last_seal_up_to_it():
    for day in (1, 5):
        write_entry(utc(day))
    first, fifth = seal_days(today=date(2025, 7, 9))
    assert queries.root_on(date(2025, 6, 30)) == ""
    assert queries.root_on(date(2025, 7, 4)) == first.hash
    assert queries.root_on(date(2025, 7, 5)) == fifth.hash


def test_the_commands_seal_and_verify(capsys, monkeypatch, behind_our_back):
    monkeypatch.setattr(clock, "now", lambda: utc(2, 17, 30))  # half past midnight on the 3rd: too early for the 2nd
    entry = write_entry(utc(1))
    write_entry(utc(2))

    call_command("seal", "--json")
    assert [(seal["day"], seal["count"]) for seal in json.loads(capsys.readouterr().out)["sealed"]] == [("2025-07-01", 1)]
    monkeypatch.setattr(clock, "now", lambda: utc(2, 18, 0))
    call_command("seal")
    assert "02/07/2025: 1 bản ghi" in capsys.readouterr().out

    call_command("verify", "--json")
    assert json.loads(capsys.readouterr().out) == {"seals": 2, "faults": []}
    behind_our_back("UPDATE journal_entry SET home = '82' WHERE id = %s", as_stored(entry))
    with pytest.raises(SystemExit) as stop:
        call_command("verify")
    assert stop.value.code == 1
    assert "01/07/2025: changed" in capsys.readouterr().out


def test_the_number_of_questions_does_not_grow_with_the_facts(django_assert_num_queries):
    write_entry(utc(1))
    seal_days(today=date(2025, 7, 2))
    with django_assert_num_queries(3):
        assert queries.broken_seals() == []
    for _ in range(30):
        write_entry(utc(3))
    seal_days(today=date(2025, 7, 4))
    with django_assert_num_queries(5):
        assert queries.broken_seals() == []
