"""The people of a commune: the list, and the page of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hocvuso.people.access import StaffRequest, may, needs
from hocvuso.people.actions import persons_edit
from hocvuso.people.forms.persons import PersonForm, homes_in
from hocvuso.people.models import Look
from hocvuso.people.queries import persons
from hocvuso.people.queries.consents import consent_lines
from hocvuso.places.models import Area


@needs("people.see")
def people(request: HttpRequest, area: Area) -> HttpResponse:
    """Finds people by name, village, group. Phones stand masked; no number in the address, no count."""
    if area.level not in {Area.Level.COMMUNE, Area.Level.VILLAGE}:
        return render(request, "people/people_above.html", {"area": area})
    asked = {"text": request.GET.get("ten", ""), "village": request.GET.get("noi-o", ""), "group": request.GET.get("nhom", "")}
    groups = persons.group_names()
    page = persons.page_of_people(persons.find_people(area, **asked), _number(request.GET.get("trang")))
    context = {
        "area": area,
        "page": page,
        "people": [(person, [groups.get(code, code) for code in person.groups]) for person in page.people],
        "asked": asked,
        "villages": homes_in(area) if area.level == Area.Level.COMMUNE else [],
        "groups": groups,
        "searched": any(asked.values()),
    }
    return render(request, "people/people.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else 1


@needs("people.see")
def person(request: StaffRequest, area: Area, person: UUID) -> HttpResponse:
    """The only page, with its form for correcting, on which a phone stands whole; opening either is noted."""
    found = persons.person_in(area, person)
    if found.pk != person:
        return redirect("person", area=area.code, person=found.pk)
    persons_edit.note_look(person=found, what=Look.What.PAGE, by=request.user)
    names = persons.group_names()
    context = {
        "area": area,
        "person": found,
        "group_names": [names.get(code, code) for code in found.groups],
        "attended": persons.attended(found),
        "consents": consent_lines(found),
        "merges": persons.merges_of(found),
        "looks": persons.looks_at(found),
        "may_change": may(request.user, "people.change", area),
    }
    return render(request, "people/person.html", context)


@needs("people.change")
def person_edit(request: StaffRequest, area: Area, person: UUID) -> HttpResponse:
    found = persons.person_in(area, person)
    form = PersonForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        persons_edit.edit_person(person=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Đã sửa."))
        return redirect("person", area=area.code, person=found.pk)
    persons_edit.note_look(person=found, what=Look.What.PAGE, by=request.user)  # the phone stands whole here too
    return render(request, "people/person_edit.html", {"area": area, "person": found, "form": form})


@needs("people.change")
def person_copy(request: StaffRequest, area: Area, person: UUID) -> HttpResponse:
    """Everything kept of the person as a JSON file, for them to take away."""
    found = persons.person_in(area, person)
    persons_edit.note_look(person=found, what=Look.What.COPY, by=request.user)
    answer = JsonResponse(persons.copy_of(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="ban-sao-du-lieu.json"'
    return answer


@needs("people.change")
def person_erase(request: StaffRequest, area: Area, person: UUID) -> HttpResponse:
    """Asks once more, then deletes."""
    found = persons.person_in(area, person)
    if request.method == "POST" and request.POST.get("sure") == "1":
        persons_edit.erase_person(person=found, by=request.user)
        messages.success(request, _("Đã xóa hẳn dữ liệu của một người. Con số chung không đổi và không còn nêu ai."))
        return redirect("people", area=area.code)
    return render(request, "people/person_erase.html", {"area": area, "person": found, "not_ticked": request.method == "POST"})
