"""Gatherings held in an area, and one with who was there."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hocvuso.field.models import Gathering
from hocvuso.insights.queries import attendances_of, gatherings_of
from hocvuso.insights.windows import chosen_window, window_title
from hocvuso.people.access import Role, may, needs, posts_of
from hocvuso.places.models import Area

PAGE = 40


@needs("gatherings.see")
def gatherings(request: HttpRequest, area: Area) -> HttpResponse:
    choice = chosen_window(request.GET)
    page = Paginator(gatherings_of(area, choice.window), PAGE).get_page(request.GET.get("trang"))
    context = {
        "area": area,
        "choice": choice,
        "window": choice.window,
        "title": window_title(choice.window),
        "page": page,
        "may_import": may(request.user, "sheets.import", area) and area.level == Area.Level.COMMUNE,
    }
    return render(request, "insights/gatherings.html", context)


@needs("gatherings.see")
def gathering(request: HttpRequest, area: Area, gathering: UUID) -> HttpResponse:
    held = Gathering.objects.select_related("place", "lead", "commune").filter(place__path__startswith=area.path)
    found = get_object_or_404(held, pk=gathering)
    sees_names = may_see_names(request.user, found)
    page = Paginator(attendances_of(found) if sees_names else found.attendances.none(), PAGE).get_page(request.GET.get("trang"))
    context = {
        "area": area,
        "gathering": found,
        "present": found.attendances.count(),
        "sees_names": sees_names,
        "sees_people": may(request.user, "people.see", found.commune),
        "page": page,
    }
    return render(request, "insights/gathering.html", context)


def may_see_names(account, gathering: Gathering) -> bool:
    """Who may see names in the commune, and the commune's own volunteers."""
    if may(account, "people.see", gathering.commune):
        return True
    return any(post.role == Role.VOLUNTEER and post.area.commune_code == gathering.commune_id for post in posts_of(account))
