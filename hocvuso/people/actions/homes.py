"""Who lived in villages that were merged lives in the new one."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from hocvuso.people.models import Person
from hocvuso.places.actions import merge_villages
from hocvuso.places.models import Area


def merge_villages_with_people(*, villages: Iterable[Area], name: str, day: date, basis: str = "") -> Area:
    """Merges villages (places.actions.merge_villages) and moves the homes of their people to the new one.

    Facts already in the journal keep the village they happened to; later ones carry the new. Raises places.actions.Refused.
    """
    villages = list(villages)
    with transaction.atomic():
        new = merge_villages(villages=villages, name=name, day=day, basis=basis)
        Person.objects.filter(home__in=villages).update(home=new)
        return new
