"""Addresses of learn. The home page "/" is wired in web."""

from django.urls import path

from hocvuso.learn import views

urlpatterns = [
    path("hoc/", views.lessons, name="lessons"),
    path("hoc/<slug:slug>/", views.lesson, name="lesson"),
    path("hoc/<slug:slug>/luyen/", views.practice, name="practice"),
    path("giong/<str:name>", views.sound, name="sound"),
]
