"""Requests of data subjects, and the public pages that say how to ask."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hocvuso.base import clock
from hocvuso.people.access import StaffRequest, needs, public
from hocvuso.people.actions import rights as actions
from hocvuso.people.actions.accounts import Refused
from hocvuso.people.forms.persons import RightsForm
from hocvuso.people.models import Consent, RightsRequest
from hocvuso.people.queries import consents
from hocvuso.people.queries import rights as reads
from hocvuso.people.queries.persons import person_in
from hocvuso.people.rules.phones import masked_phone, read_phone
from hocvuso.people.rules.rights import ANSWER_WORKING_DAYS, DAYS, EXTENSION_DAYS
from hocvuso.places.models import Area


@needs("rights.answer")
def rights(request: HttpRequest, area: Area) -> HttpResponse:
    return render(request, "people/rights.html", {"area": area, "queue": reads.queue(area), "closed": reads.closed(area)})


@needs("rights.answer")
def rights_new(request: StaffRequest, area: Area) -> HttpResponse:
    """Takes down a request; `?nguoi=` names the person it is about, when known."""
    person = _person_asked(request, area)
    initial = {"received_on": clock.today(), "name": person.name if person else ""}
    form = RightsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.take_request(commune=area, by=request.user, person=person, **form.cleaned_data)
        due = {"due": f"{made.due:%d/%m/%Y}", "answer": f"{made.answer_due:%d/%m/%Y}"}
        messages.success(request, _("Đã ghi. Báo lại cho người dân trước %(answer)s, làm xong trước %(due)s.") % due)
        return redirect("rights", area=area.code)
    return render(request, "people/rights_new.html", {"area": area, "form": form, "person": person})


def _person_asked(request: HttpRequest, area: Area):
    try:
        return person_in(area, UUID(request.GET["nguoi"])) if request.GET.get("nguoi") else None
    except ValueError:
        return None


@needs("rights.answer")
def rights_request(request: HttpRequest, area: Area, asked: UUID) -> HttpResponse:
    """One request and what can be done with it."""
    found = get_object_or_404(RightsRequest.objects.select_related("person"), pk=asked, commune=area)
    # A phone stands whole on the person's own page only; another one, given just for the answer, has no such page.
    known = found.person is not None and read_phone(found.contact) == found.person.phone != ""
    contact = masked_phone(read_phone(found.contact)) if known else found.contact
    return render(request, "people/rights_request.html", {"area": area, "asked": found, "contact": contact})


@needs("rights.answer")
@require_POST
def rights_act(request: StaffRequest, area: Area, asked: UUID) -> HttpResponse:
    """One step: answered, extended, done, refused."""
    found = get_object_or_404(RightsRequest, pk=asked, commune=area)
    reason = request.POST.get("reason", "")[:300]
    steps = {
        "answered": lambda: actions.mark_answered(request=found),
        "extend": lambda: actions.extend(request=found, reason=reason),
        "done": lambda: actions.close(request=found, outcome="done", reason=reason, by=request.user),
        "refuse": lambda: actions.close(request=found, outcome="refused", reason=reason, by=request.user),
    }
    try:
        steps.get(request.POST.get("step", ""), lambda: None)()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("rights_request", area=area.code, asked=found.pk)


@public
def my_rights(request: HttpRequest) -> HttpResponse:
    """What anyone may ask about their data, whom, and by when it is done. Collects nothing."""
    context = {"answer_days": ANSWER_WORKING_DAYS, "days": DAYS, "extension": EXTENSION_DAYS}
    return render(request, "people/my_rights.html", context)


@public
def rights_form(request: HttpRequest) -> HttpResponse:
    """The paper form, to print and fill in by hand."""
    return render(request, "people/rights_form.html", {"kinds": RightsRequest.Kind.choices})


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for what, how long, and the words of each consent."""
    texts = [
        {"purpose": purpose, "words": consents.words(purpose).replace("{unit}", _("Ủy ban nhân dân xã, phường"))}
        for purpose in Consent.Purpose
    ]
    return render(request, "people/privacy.html", {"texts": texts, "text_version": consents.current_version()})
