"""Requests of data subjects: taken down, answered, extended once, closed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hocvuso.base import clock
from hocvuso.base.text import clean
from hocvuso.people.actions.accounts import Refused
from hocvuso.people.models import Account, Person, RightsRequest
from hocvuso.people.queries.rights import calendar
from hocvuso.people.rules import rights
from hocvuso.places.models import Area


def take_request(
    *, commune: Area, kind: str, name: str, contact: str, received_on: date, by: Account, detail: str = "", person: Person | None = None
) -> RightsRequest:
    """Puts a request in the queue with the days the law gives, counted from the day it came in."""
    return RightsRequest.objects.create(
        commune=commune,
        person=person,
        kind=kind,
        name=clean(name),
        contact=clean(contact),
        detail=clean(detail),
        received_on=received_on,
        answer_due=rights.answer_due(received_on, calendar()),
        due=rights.due(kind, received_on, calendar()),
        recorded_by=by,
    )


def mark_answered(*, request: RightsRequest) -> None:
    """The person was told that the request is being dealt with."""
    RightsRequest.objects.filter(pk=request.pk, answered_at__isnull=True).update(answered_at=clock.now())


def extend(*, request: RightsRequest, reason: str) -> None:
    """The one extension, with its reason. Raises Refused for a second one, a closed or late request, or no reason."""
    if not clean(reason):
        raise Refused(_("Bác ghi lý do gia hạn; người yêu cầu có quyền biết."))
    with transaction.atomic():
        request = _open(request)
        if request.extended_at:
            raise Refused(_("Yêu cầu này đã gia hạn một lần. Luật chỉ cho gia hạn một lần."))
        if clock.today() > request.due:
            raise Refused(_("Yêu cầu đã quá hạn nên không gia hạn được nữa. Bác làm ngay giúp."))
        request.due = rights.extended(request.due, calendar())
        request.extended_at = clock.now()
        request.extension_reason = clean(reason)
        request.save(update_fields=["due", "extended_at", "extension_reason"])


def close(*, request: RightsRequest, outcome: str, reason: str, by: Account) -> None:
    """Done, or refused with the reason that the person is given. Raises Refused when a refusal gives none."""
    if outcome == RightsRequest.Outcome.REFUSED and not clean(reason):
        raise Refused(_("Bác ghi lý do không làm được; người yêu cầu có quyền biết."))
    with transaction.atomic():
        request = _open(request)
        request.closed_at = clock.now()
        request.answered_at = request.answered_at or request.closed_at
        request.closed_by, request.outcome, request.outcome_reason = by, outcome, clean(reason)
        request.save()


def _open(request: RightsRequest) -> RightsRequest:
    found = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if found.closed_at:
        raise Refused(_("Yêu cầu này đã khép lại rồi."))
    return found
