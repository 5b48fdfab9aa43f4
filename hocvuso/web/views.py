"""The doors: the office's front door, the health check."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from hocvuso import __version__
from hocvuso.base.databases import can_write
from hocvuso.people.access import StaffRequest, posts_of, public, signed_in
from hocvuso.web.gallery import samples
from hocvuso.web.menu import first_page


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the version when the database can be written; 503 otherwise."""
    writable = can_write(connection)
    return JsonResponse({"version": __version__, "writable": writable}, status=200 if writable else 503)


@signed_in
def office(request: StaffRequest) -> HttpResponse:
    """The office's front door: straight to the one area of this account, or a choice of its areas."""
    areas = list({post.area_id: post.area for post in posts_of(request.user)}.values())
    doors = [(area, first_page(request.user, area)) for area in areas]
    if len(doors) == 1 and doors[0][1]:
        return redirect(doors[0][1])
    return render(request, "web/office.html", {"doors": [door for door in doors if door[1]]})


@public
def design(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in either frame: ?frame=learner, ?theme=dark."""
    theme = request.GET.get("theme") if request.GET.get("theme") in {"light", "dark"} else ""
    learner = request.GET.get("frame") == "learner"
    frame = "ui/page.html" if learner else "ui/office.html"
    return render(request, "web/design.html", {"frame": frame, "learner": learner, "theme": theme, **samples()})
