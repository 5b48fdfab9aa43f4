"""The queue of data subjects' requests and the calendar its days are counted by."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hocvuso.base import clock
from hocvuso.people.models import RightsRequest
from hocvuso.people.rules.rights import Calendar, urgency
from hocvuso.places.models import Area

DAYS_OFF = Path(__file__).resolve().parent.parent / "data" / "days-off.csv"


@cache
def calendar() -> Calendar:
    """Public holidays of Viet Nam (people/data/days-off.csv, made by tools/make_days_off.py)."""
    with DAYS_OFF.open(encoding="utf-8", newline="") as file:
        rows = [(date.fromisoformat(row["day"]), row["what"]) for row in csv.DictReader(file)]
    return Calendar(frozenset(day for day, what in rows if what == "off"), frozenset(day for day, what in rows if what == "worked"))


@dataclass(frozen=True)
class Waiting:
    """An open request and how it stands today; `urgency` is that of rules/rights.py."""

    asked: RightsRequest
    urgency: str
    answer_late: bool
    days_left: int


def queue(commune: Area) -> list[Waiting]:
    """Open requests of the commune, the next due first."""
    today = clock.today()
    requests = RightsRequest.objects.filter(commune=commune, closed_at__isnull=True).select_related("person").order_by("due", "pk")
    return [
        Waiting(
            asked=request,
            urgency=urgency(request.received_on, request.due, today),
            answer_late=request.answered_at is None and today > request.answer_due,
            days_left=(request.due - today).days,
        )
        for request in requests
    ]


def closed(commune: Area) -> list[RightsRequest]:
    """The last twenty that were closed."""
    requests = RightsRequest.objects.filter(commune=commune, closed_at__isnull=False).select_related("person")
    return list(requests.order_by("-closed_at")[:20])
