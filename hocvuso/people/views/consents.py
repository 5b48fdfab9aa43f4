"""A person's consents: give one, take one back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hocvuso.people.access import StaffRequest, needs
from hocvuso.people.actions import consent as actions
from hocvuso.people.actions.accounts import Refused
from hocvuso.people.forms.persons import ConsentForm
from hocvuso.people.models import Consent
from hocvuso.people.queries import consents as reads
from hocvuso.people.queries.persons import person_in
from hocvuso.people.rules.consent import givers_needed
from hocvuso.places.models import Area


@needs("people.change")
def consent_give(request: StaffRequest, area: Area, person: UUID, purpose: str) -> HttpResponse:
    """Shows the very words, then notes who agreed and how."""
    found = person_in(area, person)
    if purpose not in Consent.Purpose.values:
        raise Http404
    language = "en" if get_language() == "en" else "vi"
    form = ConsentForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_consent(person=found, purpose=purpose, by=request.user, language=language, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận đồng ý."))
            return redirect("person", area=area.code, person=found.pk)
    context = {
        "area": area,
        "person": found,
        "purpose": Consent.Purpose(purpose),
        "words": reads.words(purpose, language).replace("{unit}", found.commune.name),
        "text_version": reads.current_version(),
        "form": form,
        "needed": givers_needed(found.birth_year, reads.clock.today().year),
    }
    return render(request, "people/consent_give.html", context)


@needs("people.change")
@require_POST
def consent_withdraw(request: StaffRequest, area: Area, person: UUID, consent: UUID) -> HttpResponse:
    found = person_in(area, person)
    actions.withdraw_consent(consent=get_object_or_404(Consent, pk=consent, person=found), by=request.user)
    messages.success(request, _("Đã rút lại đồng ý. Từ nay không dùng dữ liệu cho việc ấy nữa."))
    return redirect("person", area=area.code, person=found.pk)
