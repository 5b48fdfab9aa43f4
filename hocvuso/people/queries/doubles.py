"""Pairs of namings that may be one person, waiting for somebody who knows them."""

from django.db.models import F, QuerySet

from hocvuso.people.models import Merge, PossibleDouble
from hocvuso.places.models import Area

SHOWN = 40


def waiting(commune: Area, *, pressing: bool) -> QuerySet[PossibleDouble]:
    """Undecided pairs of the commune that are still two people; `pressing` False: the merely possible ones."""
    pairs = PossibleDouble.objects.filter(commune=commune, decision="", pressing=pressing)
    return pairs.exclude(left__person=F("right__person")).order_by("left__name_key", "pk")


def pairs_to_show(pairs: QuerySet[PossibleDouble], page: int = 1) -> tuple[list[PossibleDouble], bool]:
    """One page of pairs with both sides at hand, and whether more follow."""
    start = (max(page, 1) - 1) * SHOWN
    # `row` is where field keeps the sheet's row behind a mention; it points down at people, we only follow it back.
    sides = [f"{side}__{path}" for side in ("left", "right") for path in ("home", "person__home", "row__file")]
    found = list(pairs.select_related(*sides)[start : start + SHOWN + 1])
    return found[:SHOWN], len(found) > SHOWN


def recent_merges(commune: Area) -> QuerySet[Merge]:
    """The last twenty merges of the commune that stand, so that one can be undone."""
    merges = Merge.objects.filter(kept__commune=commune, undone_at__isnull=True)
    return merges.select_related("kept", "absorbed", "by").order_by("-at")[:20]
