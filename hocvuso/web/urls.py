"""Addresses of web."""

from django.urls import path

from hocvuso.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("vp/", views.office, name="office"),
    path("ui/", views.design, name="design"),
]
