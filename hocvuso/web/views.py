"""The doors: home, the office's front door, the health check."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from hocvuso import __version__
from hocvuso.base.databases import can_write
from hocvuso.people.access import public, signed_in


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the version when the database can be written; 503 otherwise."""
    writable = can_write(connection)
    return JsonResponse({"version": __version__, "writable": writable}, status=200 if writable else 503)


@public
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/page.html")


@signed_in
def office(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/office.html")
