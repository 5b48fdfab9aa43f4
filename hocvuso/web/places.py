"""Pages of villages and organisations. They stand here because the gate of people/access.py lies above places."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hocvuso.base import clock
from hocvuso.people.access import may, needs, public
from hocvuso.people.actions.homes import merge_villages_with_people
from hocvuso.people.models import Person
from hocvuso.places import actions
from hocvuso.places.forms import (
    CloseForm,
    MergeForm,
    OrganisationCloseForm,
    OrganisationForm,
    OrganisationNameForm,
    RenameForm,
    SplitForm,
    VillagesForm,
)
from hocvuso.places.models import Area, Organisation
from hocvuso.places.queries import find_areas, former_villages_of, history_of, organisations_of, successors, villages_of
from hocvuso.places.rules import missing_bodies
from hocvuso.web.menu import first_page

Level = Area.Level


# -- the list ----------------------------------------------------------------------------------------------------------


@needs("figures.see")
def places(request: HttpRequest, area: Area) -> HttpResponse:
    if area.level in (Level.NATION, Level.PROVINCE):
        return _above(request, area)
    villages, former = villages_of(area), former_villages_of(area)
    people = _people_by_home(area)
    organisations = list(organisations_of(area))
    context = {
        "area": area,
        "villages": [(village, people.get(village.pk, 0)) for village in villages],
        "left_behind": [(village, people[village.pk]) for village in former if village.pk in people],
        "unknown": people.get(area.pk, 0),
        "organisations": organisations,
        "history": history_of(area),
        "may_change": may(request.user, "places.change", area) and area.level == Level.COMMUNE,
        "missing": missing_bodies(area.kind, [body.name for body in organisations if body.area_id == area.pk]),
    }
    return render(request, "web/places.html", context)


def _people_by_home(area: Area) -> dict[str, int]:
    """How many persons live where in a commune; a village's own when the area is one."""
    here = {"home": area} if area.is_village else {"commune": area}
    counted = Person.objects.filter(**here, merged_into=None).values("home").annotate(people=Count("pk")).order_by()
    return {row["home"]: row["people"] for row in counted}


def _above(request: HttpRequest, area: Area) -> HttpResponse:
    """A province or the nation: the units right below, with how many villages and bodies each has named."""
    below = Count("children", filter=Q(children__valid_to=None))
    units = list(Area.objects.filter(parent=area, valid_to=None).annotate(below=below).order_by("order_key"))
    context = {
        "area": area,
        "units": units,
        "organisations": organisations_of(area).filter(area=area),
        "may_change": may(request.user, "places.change", area),
    }
    return render(request, "web/places_above.html", context)


# -- villages ----------------------------------------------------------------------------------------------------------


@needs("places.change")
def village_add(request: HttpRequest, area: Area) -> HttpResponse:
    form = VillagesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _try(form, lambda: actions.add_villages(commune=area, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("Đã thêm: %(names)s.") % {"names": ", ".join(village.name for village in made)})
            return redirect("places", area=area.code)
    return render(request, "web/village_add.html", {"area": area, "form": form})


@needs("figures.see")
def village(request: HttpRequest, area: Area, village: str) -> HttpResponse:
    found = _village(area, village)
    context = {
        "area": area,
        "village": found,
        "people": _people_by_home(found).get(found.pk, 0),
        "names": found.names.order_by("-valid_from"),
        "became": successors(found) if found.valid_to else [],
        "came_from": [step.old for step in found.came_from.select_related("old").order_by("old__order_key")],
        "organisations": organisations_of(found),
        "may_change": may(request.user, "places.change", area) and found.valid_to is None,
    }
    return render(request, "web/village.html", context)


@needs("places.change")
def village_rename(request: HttpRequest, area: Area, village: str) -> HttpResponse:
    found = _village(area, village)
    form = RenameForm(request.POST or None, initial={"day": clock.today(), "name": found.name})
    if request.method == "POST" and form.is_valid():
        old = found.name
        renamed = _try(form, lambda: actions.rename_village(village=found, **form.cleaned_data))
        if renamed:
            messages.success(request, _("%(old)s nay là %(new)s.") % {"old": old, "new": renamed.name})
            return redirect("village", area=area.code, village=found.code)
    return render(request, "web/village_rename.html", {"area": area, "village": found, "form": form})


@needs("places.change")
def villages_merge(request: HttpRequest, area: Area) -> HttpResponse:
    form = MergeForm(request.POST or None, commune=area, initial={"day": clock.today()})
    said = _("Danh sách và báo cáo trước ngày đó giữ tên cũ. Người đang ghi ở các nơi cũ sẽ chuyển sang nơi mới.")
    return _in_two_steps(
        request,
        form,
        "web/villages_merge.html",
        {"area": area, "said": said},
        write=lambda data: merge_villages_with_people(**data),
        told=lambda new, data: (
            _("Từ ngày %(day)s: %(old)s sáp nhập thành %(new)s.")
            % {"day": _vn(data["day"]), "old": _and(data["villages"]), "new": new.name}
        ),
    )


@needs("places.change")
def village_split(request: HttpRequest, area: Area, village: str) -> HttpResponse:
    found = _village(area, village)
    form = SplitForm(request.POST or None, initial={"day": clock.today()})
    said = _("Người đang ghi ở nơi cũ giữ nguyên, chờ bác xếp lại từng người vào nơi mới.")
    return _in_two_steps(
        request,
        form,
        "web/village_split.html",
        {"area": area, "village": found, "said": said},
        write=lambda data: actions.split_village(village=found, **data),
        told=lambda new, data: (
            _("Từ ngày %(day)s: %(old)s tách thành %(new)s.") % {"day": _vn(data["day"]), "old": found.name, "new": _and(new)}
        ),
    )


@needs("places.change")
def village_close(request: HttpRequest, area: Area, village: str) -> HttpResponse:
    found = _village(area, village)
    form = CloseForm(request.POST or None, initial={"day": clock.today()})
    said = _("Danh sách và báo cáo cũ vẫn ghi tên này. Không ghi thêm người hay buổi học mới vào đây được nữa.")
    return _in_two_steps(
        request,
        form,
        "web/village_close.html",
        {"area": area, "village": found, "said": said},
        write=lambda data: actions.close_village(village=found, **data),
        told=lambda _closed, data: _("Từ ngày %(day)s: thôi dùng %(name)s.") % {"day": _vn(data["day"]), "name": found.name},
    )


@needs("places.change")
@require_POST
def village_remove(request: HttpRequest, area: Area, village: str) -> HttpResponse:
    found = _village(area, village)
    try:
        actions.remove_village(village=found)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("village", area=area.code, village=found.code)
    messages.success(request, _("Đã xóa %(name)s.") % {"name": found.name})
    return redirect("places", area=area.code)


# -- organisations -----------------------------------------------------------------------------------------------------


@needs("places.change")
def organisation_add(request: HttpRequest, area: Area) -> HttpResponse:
    form = OrganisationForm(request.POST or None, commune=area)
    if request.method == "POST" and form.is_valid():
        made = _try(form, lambda: actions.add_organisation(**form.cleaned_data))
        if made:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": made.name})
            return redirect("places", area=area.code)
    return render(request, "web/organisation_add.html", {"area": area, "form": form})


@needs("places.change")
@require_POST
def organisations_usual(request: HttpRequest, area: Area) -> HttpResponse:
    try:
        made = actions.add_usual_organisations(area=area)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Đã thêm %(n)d cơ quan, đoàn thể.") % {"n": len(made)} if made else _("Tám cơ quan, đoàn thể đã có đủ.")
        messages.success(request, said)
    return redirect("places", area=area.code)


@needs("places.change")
def organisation(request: HttpRequest, area: Area, organisation: UUID) -> HttpResponse:
    """One body: another name, or its end. The button says which form it is."""
    found = get_object_or_404(Organisation.objects.select_related("area"), pk=organisation, area__path__startswith=area.path)
    closing = "close" in request.POST
    rename = OrganisationNameForm(request.POST if request.method == "POST" and not closing else None, initial={"name": found.name})
    close = OrganisationCloseForm(request.POST if closing else None)
    form = close if closing else rename
    if request.method == "POST" and form.is_valid():
        write = actions.close_organisation if closing else actions.rename_organisation
        if _try(form, lambda: write(organisation=found, **form.cleaned_data)):
            messages.success(request, _("Đã ghi: %(name)s.") % {"name": found.name})
            return redirect("places", area=area.code)
        found.refresh_from_db()
    return render(request, "web/organisation.html", {"area": area, "organisation": found, "rename": rename, "close": close})


# -- finding -----------------------------------------------------------------------------------------------------------


@public
def unit_finder(request: HttpRequest) -> HttpResponse:
    """Anyone finds a province or commune by typing; ?dang=json for a program. Who may work there gets the way in."""
    text = request.GET.get("q", "")[:100]
    found = find_areas(text, levels=(Level.PROVINCE, Level.COMMUNE))
    if request.GET.get("dang") == "json":
        units = [{"code": area.code, "name": area.name, "within": area.parent.name if area.parent else ""} for area in found]
        return JsonResponse({"q": text, "areas": units})
    doors = [(area, first_page(request.user, area) if request.user.is_authenticated else None) for area in found]
    return render(request, "web/unit_finder.html", {"q": text, "found": doors})


# -- shared ------------------------------------------------------------------------------------------------------------


def _village(area: Area, code: str) -> Area:
    return get_object_or_404(Area, pk=code, parent=area, level=Level.VILLAGE)


def _try(form, write: Callable):
    """What the action returns; None when it refuses, and the form then says why."""
    try:
        return write()
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _in_two_steps(request: HttpRequest, form, template: str, context: dict, *, write: Callable, told: Callable) -> HttpResponse:
    """Shows first what will happen, and writes at the second press. The first press tries it all and takes it back."""
    told_first = ""
    if request.method == "POST" and form.is_valid():
        sure = "sure" in request.POST

        def attempt():
            with transaction.atomic():
                told_now = told(write(form.cleaned_data), form.cleaned_data)
                transaction.set_rollback(not sure)
                return told_now

        told_first = _try(form, attempt)
        if sure and told_first:
            messages.success(request, told_first)
            return redirect("places", area=context["area"].code)
    return render(request, template, {**context, "form": form, "told": told_first})


def _and(areas) -> str:
    return ", ".join(area.name for area in areas)


def _vn(day) -> str:
    return f"{day:%d/%m/%Y}"
