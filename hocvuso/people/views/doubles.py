"""Pairs that may be one person: two rows side by side, and somebody who knows them decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hocvuso.people.access import StaffRequest, needs
from hocvuso.people.actions import persons
from hocvuso.people.models import Merge, PossibleDouble
from hocvuso.people.queries import doubles as reads
from hocvuso.places.models import Area


@needs("people.change")
def doubles(request: HttpRequest, area: Area) -> HttpResponse:
    pressing = reads.waiting(area, pressing=True)
    possible = reads.waiting(area, pressing=False)
    pairs, more = reads.pairs_to_show(pressing)
    maybe, maybe_more = reads.pairs_to_show(possible)
    context = {
        "area": area,
        "pairs": pairs,
        "pairs_count": pressing.count(),
        "more": more,
        "maybe": maybe,
        "maybe_count": possible.count(),
        "maybe_more": maybe_more,
        "merges": reads.recent_merges(area),
    }
    return render(request, "people/doubles.html", context)


@needs("people.change")
@require_POST
def double_decide(request: StaffRequest, area: Area, pair: UUID) -> HttpResponse:
    found = get_object_or_404(PossibleDouble, pk=pair, commune=area)
    answer = request.POST.get("answer")
    if answer not in {"same", "different"}:
        messages.error(request, _("Bác chọn “Là một người” hoặc “Là hai người”."))
    elif not found.decision:
        persons.decide_double(pair=found, same=answer == "same", by=request.user)
        messages.success(request, _("Đã ghi: là một người.") if answer == "same" else _("Đã ghi: là hai người."))
    return redirect("doubles", area=area.code)


@needs("people.change")
@require_POST
def merge_undo(request: StaffRequest, area: Area, merge: UUID) -> HttpResponse:
    found = get_object_or_404(Merge, pk=merge, kept__commune=area)
    try:
        persons.undo_merge(merge=found, by=request.user)
    except persons.CannotUndo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã tách lại thành hai người."))
    return redirect("doubles", area=area.code)
