"""The program's addresses and two more: views that do nothing, behind the same middleware, open and behind the gate."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from hocvuso.people.access import needs, public
from hocvuso.urls import urlpatterns as program


@public
def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@needs("figures.see")
def nothing_behind_the_gate(request: HttpRequest, area) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("bench-nothing/<str:area>/", nothing_behind_the_gate), path("bench-nothing", nothing), *program]
