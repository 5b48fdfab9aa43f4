"""Correcting what is kept of a person, noting who looked, and forgetting them."""

from uuid import UUID

from django.db import connection, transaction

from hocvuso.base import clock
from hocvuso.base.text import clean, fold
from hocvuso.people.models import Account, Look, Person, RightsRequest
from hocvuso.people.queries.persons import ids_of
from hocvuso.places.models import Area


def edit_person(
    *, person: Person, name: str, birth_year: int | None, sex: str, home: Area, groups: list[str], phone: str, by: Account
) -> Person:
    """Writes what the officer corrected. Earlier facts keep the village they were recorded with; later ones use the new."""
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        person.name, person.name_key = clean(name), fold(name)
        person.birth_year, person.sex, person.home, person.groups, person.phone = birth_year, sex, home, sorted(groups), phone
        person.save()
        return person


def note_look(*, person: Person, what: str, by: Account) -> None:
    """Notes that someone saw the whole record, or took a copy."""
    Look.objects.create(person=person.pk, commune_id=person.commune_id, what=what, by=by, at=clock.now())


def erase_person(*, person: Person, by: Account) -> list[UUID]:
    """Deletes all that is kept of the person: record, namings, merges, consents, attendance rows, names in requests.

    The journal keeps ids that nothing resolves any more; signed reports stay. Returns those ids. There is no way back.
    """
    with transaction.atomic():
        ids = ids_of(person)
        Look.objects.create(person=person.pk, commune_id=person.commune_id, what=Look.What.ERASE, by=by, at=clock.now())
        RightsRequest.objects.filter(person__in=ids).update(name="", contact="", detail="")
        Person.objects.filter(pk__in=ids).delete()
    _empty_write_ahead_log()
    return ids


def _empty_write_ahead_log() -> None:
    """SQLite copies old pages into a side file; emptied now, the deleted rows are in neither (secure_delete zeroes the main one)."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
