"""record() and void(): facts, and their waiting to be counted, are written together or not at all."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from hocvuso.journal.actions import UnknownVerb, record, void
from hocvuso.journal.models import Entry, Pending
from hocvuso.journal.verbs import VERBS
from tests.journal.facts import make_entry, utc, write_entry

pytestmark = pytest.mark.django_db


def test_a_fact_is_written_and_waits_to_be_counted():
    entry = write_entry(utc(1), person=uuid.uuid4(), numbers={"minutes": 45}, traits=["f", "60+"])

    stored = Entry.objects.get()
    assert (stored.id, stored.numbers, stored.traits, stored.counts_at) == (entry.id, {"minutes": 45}, ["f", "60+"], utc(1))
    assert list(Pending.objects.values_list("entry_id", flat=True)) == [entry.id]


def test_an_unknown_verb_writes_nothing_of_the_batch():
    with pytest.raises(UnknownVerb, match="danced"):
        record([make_entry(utc(1)), make_entry(utc(1), verb="danced")])
    assert (Entry.objects.count(), Pending.objects.count()) == (0, 0)


def test_the_same_id_twice_writes_nothing_of_the_second_batch():
    first = write_entry(utc(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        record([make_entry(utc(2)), make_entry(utc(2), id=first.id)])
    assert list(Entry.objects.values_list("id", flat=True)) == [first.id]
    assert Pending.objects.count() == 1


def test_a_caller_that_fails_later_leaves_no_fact_behind():
    @transaction.atomic
    def write_and_fail():
        write_entry(utc(1))
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="full"):
        write_and_fail()
    assert (Entry.objects.count(), Pending.objects.count()) == (0, 0)


def test_a_batch_larger_than_one_statement_is_whole():
    record(make_entry(utc(1)) for _ in range(4500))
    assert (Entry.objects.count(), Pending.objects.count()) == (4500, 4500)


def test_taking_back_is_a_later_fact_that_names_the_earlier():
    person = uuid.uuid4()
    entry = write_entry(utc(1), person=person, place="28249.01", within=uuid.uuid4())

    (back,) = void([entry], at=utc(3))

    assert (back.verb, back.corrects, back.person, back.home, back.place, back.within) == (
        "voided", entry.id, person, "28249", "28249.01", entry.within,
    )  # fmt: skip
    assert (back.counts_at, back.happened_at) == (utc(1), utc(3))
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_fits_its_column_and_has_a_public_name(verb):
    assert write_entry(utc(1), verb=verb).verb == verb
    assert VERBS[verb].xapi.startswith(("http://", "https://"))
